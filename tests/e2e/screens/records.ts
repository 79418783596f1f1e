import type { Page } from '@playwright/test';
import { expect } from '../helpers/expect.ts';
import { goTo } from '../helpers/owner.ts';
import type { World } from '../helpers/world.ts';
import type { Camera } from './camera.ts';

const day = 24 * 60 * 60_000;

/** Knowledge, and the search over all history. */
export async function takeRecords(page: Page, world: World, camera: Camera): Promise<void> {
  await takeKnowledge(page, camera);
  await takeSearch(page, world, camera);
}

async function takeKnowledge(page: Page, camera: Camera): Promise<void> {
  await goTo(page, 'Knowledge');
  const add = page.getByRole('main').getByRole('button', { name: 'Add knowledge' }).first();
  const dialog = page.getByRole('dialog');
  await add.click();
  await dialog.getByRole('textbox', { name: 'Question' }).fill('Do you work on weekends?');
  await dialog
    .getByLabel('Answer')
    .fill('On Saturdays until noon, for emergencies only. On Sundays we rest.');
  await camera.take(page, 'knowledge-question');
  await dialog.getByRole('button', { name: 'Add knowledge' }).click();
  await add.click();
  await dialog.getByText('Text', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Terms and conditions');
  await dialog
    .getByRole('textbox', { name: 'Text' })
    .fill(
      '# Guarantee\nTwo years on parts and labour.\n\n# Parking\nPlease keep a space free within thirty metres of the door.\n\n# Payment\nWithin fourteen days by bank transfer.',
    );
  await camera.take(page, 'knowledge-text');
  await dialog.getByRole('button', { name: 'Add knowledge' }).click();
  await expect(dialog).toBeHidden();
  await camera.take(page, 'knowledge-list');
  await page.getByRole('row', { name: /Guarantee/ }).click();
  await camera.take(page, 'knowledge-passage');
}

/** Results of months that are long closed stand beside those of today. */
async function takeSearch(page: Page, { graph }: World, camera: Camera): Promise<void> {
  const who = { phone: '447700900291', name: 'Iris Holloway' };
  const lines: [number, string][] = [
    [800, 'The kitchen radiator stays cold, could you look at it?'],
    [430, 'Kitchen is warm again, thank you.'],
    [3, 'Hello, it is the kitchen again.'],
  ];
  for (const [daysAgo, body] of lines)
    await graph.customerSends(who, { type: 'text', text: { body } }, Date.now() - daysAgo * day);
  await goTo(page, 'Inbox');
  await expect(page.getByRole('row', { name: who.name })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('kitchn');
  await page.getByRole('button', { name: /^Search everything for/ }).click();
  await expect(page.getByText(/radiator stays cold/)).toBeVisible();
  await camera.take(page, 'search-history');
  await page.getByLabel('Search everything').fill('zeppelin');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await camera.take(page, 'search-nothing');
}
