import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bytesBelow, searchFolders } from './helpers/canaries.ts';
import { connect, goTo, setUpBusiness, trySample, unlock } from './helpers/owner.ts';
import { expect, test } from './helpers/test.ts';

const passphrase = 'gondola thimble raven mosaic';
const name = 'Quistgaard Heating';
const customer = { phone: '353861234567', name: 'Ann Byrne' };
const half = 'We come on Wednesday and bring the zanzibar valve';
const halfPlan = 'A yearly look at the quimper cylinder';

test('what is typed and not sent outlives a lock and a reload, and is readable nowhere', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await page.getByRole('button', { name: /Set up my business/ }).click();
  await page.getByLabel('Business name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  const trade = page.getByRole('heading', { name: 'What do you do?' });
  await expect(trade).toBeVisible();
  await page.reload();
  await expect(trade).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('Business name')).toHaveValue(name);
  await page.getByRole('button', { name: 'Back' }).click();
  await setUpBusiness(page, { name, country: 'Ireland', passphrase });

  await connect(page, world);
  await world.graph.customerSends(customer, { type: 'text', text: { body: 'When can you come?' } });
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name: customer.name }).click();
  const answer = page.getByLabel('Write an answer');
  await answer.fill(half);
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(page, passphrase);
  await expect(answer).toHaveValue(half);
  await page.reload();
  await unlock(page, passphrase);
  await expect(answer).toHaveValue(half);
  // The guard lets nothing out before all is loaded: it is asked again, and not minutes later.
  await expect(page.getByRole('link', { name: /^Local · verified/ })).toBeVisible();

  await answer.press('Enter');
  await expect(answer).toHaveValue('');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await unlock(page, passphrase);
  await expect(page.getByRole('log').getByText(half)).toBeVisible();
  await expect(answer).toHaveValue('');

  await goTo(page, 'Plans');
  const plan = page.getByRole('dialog').getByLabel('What is done');
  await page.getByRole('button', { name: 'New plan' }).first().click();
  await plan.fill(halfPlan);
  // The dialog lies over the button: the window locks by itself, or from the menu.
  await page.getByRole('button', { name: 'Lock now', includeHidden: true }).dispatchEvent('click');
  await unlock(page, passphrase);
  // Its form stands open again by its address.
  await expect(plan).toHaveValue(halfPlan);

  await world.closeWindow();
  const folders = Object.values(world.folders);
  expect(bytesBelow(folders)).toBeGreaterThan(100_000);
  expect(searchFolders(folders, [half, halfPlan, name])).toEqual([]);
});

test('after the keys of a room its list answers the arrows and Enter', async ({ world }) => {
  await world.startShell();
  const page = await world.openWindow();
  await page.getByRole('button', { name: /Try with sample data/ }).waitFor();
  await trySample(page, { country: 'Ireland', passphrase });
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page.getByRole('grid', { name: 'Jobs' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Job', exact: true })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('grid', { name: 'Money' })).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('grid', { name: 'Conversations' })).toBeFocused();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 2 }).first();
  const first = await heading.innerText();
  await page.keyboard.press('e');
  await expect(heading).not.toHaveText(first);
});

test('a window that was closed is opened again without stopping the program', async ({ world }) => {
  await world.startShell();
  const page = await world.openWindow();
  await page.getByRole('button', { name: /Set up my business/ }).waitFor();
  await world.closeWindow();
  const printed = () => readFileSync(path.join(world.folders.logs, 'shell.log'), 'utf8');
  await expect.poll(printed).toContain('The window was closed. To open it again, open this file: ');
  const again = await world.openWindow();
  await expect(again.getByRole('button', { name: /Set up my business/ })).toBeVisible();
});
