import type { Page } from '@playwright/test';
import { connectRelay, goTo, trySample } from './helpers/owner.ts';
import { invite, letIn } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const passphrase = 'marble kettle orbit walnut';
const technician = { name: 'Timo Vasquez', role: 'Technician' as const, device: 'Van tablet' };
const caller = 'Wilhelmina Quistgaard';
const wanted = 'Boiler drips';
/** Of the plan, in a form that stands nowhere else. */
const planPrice = '123,45';

test('a call becomes a job that two devices move, apart as well, until it is done and to be billed', async ({
  world,
}) => {
  const relay = await world.startRelay();
  const owner = await openBusiness(world);
  const van = await openDevice(world, 'technician');
  await letIn(owner, van, await invite(owner, technician), { name: technician.device, passphrase });

  const day = await takeCall(owner);
  for (const page of [owner, van]) await lookAt(page, day);
  await expect(visit(van)).toBeVisible();

  // By the keyboard on one device, and seen on the other.
  await visit(owner).focus();
  await owner.keyboard.press('2');
  await owner.keyboard.press('Shift+ArrowDown');
  await expect(visit(van)).toHaveAccessibleName(/ 10:15–/);
  // By the pointer on the other one.
  await drag(van, 60);
  await expect(visit(owner)).toHaveAccessibleName(/ 11:15–/);

  await relay.stop();
  for (const page of [owner, van]) await isAt(page, 'Offline');
  await moveByKey(owner, 'Shift+ArrowDown', '11:30');
  await moveByKey(van, 'Shift+ArrowUp', '11:00');
  await world.startRelay();
  for (const page of [owner, van]) await isAt(page, 'Stored');
  // One of the two times holds, whole, and on both devices the same.
  await expect.poll(async () => (await timeOn(owner)) === (await timeOn(van))).toBe(true);
  expect(['11:00', '11:30']).toContain(await timeOn(owner));
  await moveByKey(owner, 'Shift+ArrowDown', (await timeOn(owner)) === '11:00' ? '11:15' : '11:45');
  await expect.poll(async () => (await timeOn(owner)) === (await timeOn(van))).toBe(true);

  await makePlan(owner);
  await finish(van);
  await goTo(owner, 'Today');
  await expect(owner.getByText(`Bill ${caller}`)).toBeVisible();
  await expect(owner.getByText(/Check and issue .*123,45/)).toBeVisible();
});

async function openBusiness(world: World): Promise<Page> {
  await world.startShell();
  const page = await world.openWindow();
  await trySample(page, { country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  return page;
}

async function openDevice(world: World, name: string): Promise<Page> {
  const machine = await world.addMachine(name);
  await machine.startShell();
  return machine.openWindow();
}

/** Person, site, job and visit of one form, a week ahead at ten. Gives the day. */
async function takeCall(page: Page): Promise<string> {
  const day = await page.evaluate(() => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'A call' });
  await expect(dialog.getByLabel('Who is it?')).toBeFocused();
  await page.keyboard.type('+31 6 87654321');
  await dialog.getByLabel('Name').fill(caller);
  await dialog.getByLabel('What do they want?').fill(wanted);
  await dialog.getByLabel('Street and number').fill('Kade 1');
  await dialog.getByLabel('When').selectOption('other');
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('From').fill('10:00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  return day;
}

async function lookAt(page: Page, day: string): Promise<void> {
  await page.evaluate((at) => {
    history.pushState(null, '', `/schedule?view=day&day=${at}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, day);
}

function visit(page: Page) {
  return page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(caller) })
    .first();
}

async function timeOn(page: Page): Promise<string> {
  return /\d\d:\d\d(?=–)/.exec((await visit(page).getAttribute('title')) ?? '')?.[0] ?? '';
}

async function moveByKey(page: Page, key: string, time: string): Promise<void> {
  await visit(page).focus();
  await page.keyboard.press(key);
  await expect(visit(page)).toHaveAccessibleName(new RegExp(` ${time}–`));
}

async function drag(page: Page, minutes: number): Promise<void> {
  const box = (await visit(page).boundingBox())!;
  const column = (await page.locator('[data-drop="time"]').first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + (column.height / 1440) * minutes, { steps: 6 });
  await page.mouse.up();
}

async function isAt(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText(words);
}

async function makePlan(page: Page): Promise<void> {
  await goTo(page, 'Plans');
  await page.getByRole('main').getByRole('button', { name: 'New plan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Customer' }).fill('maria');
  await page.getByRole('option', { name: /^Maria Keller/ }).click();
  await dialog.getByLabel('What is done').fill('Yearly service');
  await dialog.getByLabel('Billed').selectOption('month');
  await dialog.getByLabel(/^Price \(/).fill(planPrice);
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect(dialog).toBeHidden();
}

async function finish(page: Page): Promise<void> {
  await visit(page).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Complete' }).click();
}
