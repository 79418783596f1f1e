import type { Page } from '@playwright/test';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { connectRelay, connectWhatsApp, goTo, openSection, trySample } from './helpers/owner.ts';
import { approveReminder, remindADayBefore } from './helpers/reminders.ts';
import {
  beginOf,
  beginsAt,
  drag,
  lookAtDay,
  press,
  visitOf,
  workIs,
  zoneAtNoon,
} from './helpers/schedule.ts';
import { everythingShown } from './helpers/shown.ts';
import { invite, letIn } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const passphrase = 'marble kettle orbit walnut';
const technician = { name: 'Timo Vasquez', role: 'Technician' as const, device: 'Van tablet' };
/** Somebody whom work is planned for without a device. */
const mate = 'Ida Moreau';
const caller = { name: 'Wilhelmina Quistgaard', phone: '31687654321' };
const wanted = 'Boiler drips';
const boiler = 'Gas boiler';
/** Of a plan and of a material, in forms that stand nowhere else. */
const figures = { plan: '123,45', cost: '61,13' };
const dayLength = 86_400_000;
const minute = 60_000;

test('a call becomes a job that two devices move, remind of, do and bill, and the van sees no money', async ({
  world,
}) => {
  const timeZone = zoneAtNoon();
  const dayIn = (days: number) => dayOf(Date.now() + days * dayLength, timeZone);
  const relay = await world.startRelay();
  const owner = await openBusiness(world, timeZone);
  const van = await openDevice(world, 'technician', timeZone);
  await letIn(owner, van, await invite(owner, technician), { name: technician.device, passphrase });
  await addStaff(owner);
  await connectWhatsApp(owner, world.graph);
  await remindADayBefore(owner);

  await takeCall(owner, dayIn(1));
  const fullMinute = Math.ceil(Date.now() / minute) * minute;
  await addBoiler(owner);
  await callerIsKnown(owner);

  await moveTogether(owner, van, dayIn(1));
  await relay.stop();
  await moveApart(owner, van);
  await world.startRelay();
  await agree(owner, van);

  await planVisits(owner, [dayIn(2), dayIn(3)]);
  await openJob(van);
  await useMaterial(van);
  await enterCost(owner);
  await makePlan(owner);
  await seesNoMoney(van, dayIn(1));

  await confirmByButton(owner, world, { fullMinute, timeZone });
  // Whoever goes there hears of it as well.
  await openJob(van);
  await expect(van.getByText('Confirmed by the customer')).toHaveCount(1);
  await signFor(van);
  await doAllVisits(van);
  await sendReport(owner, world);
  await goTo(owner, 'Today');
  await expect(owner.getByText(`Bill ${caller.name}`)).toBeVisible();
  await expect(owner.getByText(new RegExp(`Check and issue .*${figures.plan}`))).toBeVisible();
});

async function openBusiness(world: World, timeZone: string): Promise<Page> {
  approveReminder(world.graph);
  await world.startShell();
  const page = await world.openWindow({ timeZone });
  await trySample(page, { country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  return page;
}

async function openDevice(world: World, name: string, timeZone: string): Promise<Page> {
  const machine = await world.addMachine(name);
  await machine.startShell();
  return machine.openWindow({ timeZone });
}

async function addStaff(page: Page): Promise<void> {
  await openSection(page, 'Staff');
  await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(mate);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Person, site, job and visit of one form, at ten. */
async function takeCall(page: Page, day: string): Promise<void> {
  const dialog = await ring(page, `+${caller.phone}`);
  await dialog.getByLabel('Name').fill(caller.name);
  await dialog.getByLabel('What do they want?').fill(wanted);
  await dialog.getByLabel('Street and number').fill('Kade 1');
  await dialog.getByLabel('When').selectOption('other');
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('From').fill('10:00');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

async function ring(page: Page, number: string) {
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'A call' });
  await expect(dialog.getByLabel('Who is it?')).toBeFocused();
  await page.keyboard.type(number);
  return dialog;
}

async function addBoiler(page: Page): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row', { name: caller.name }).click();
  const sites = page.getByRole('region', { name: 'Sites' });
  await sites.getByRole('button', { name: /^Kade 1/ }).click();
  await sites.getByRole('button', { name: 'Add equipment' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add equipment' });
  await dialog.getByLabel('What it is').fill(boiler);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

/** Who rings again is met with what is fitted there and when somebody comes. */
async function callerIsKnown(page: Page): Promise<void> {
  const dialog = await ring(page, caller.phone);
  await dialog.getByRole('option', { name: caller.name }).click();
  await expect(dialog.getByText(boiler)).toBeVisible();
  await expect(dialog.getByText(/^Next: .*10:00/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
}

/** By the keyboard on one device and by the pointer on the other, each seen on both. */
async function moveTogether(owner: Page, van: Page, day: string): Promise<void> {
  for (const page of [owner, van]) await lookAtDay(page, day);
  const [here, there] = [visitOf(owner, caller.name), visitOf(van, caller.name)];
  await expect(there).toBeVisible();
  await press(here, '2');
  await press(here, 'Shift+ArrowDown');
  await beginsAt(there, '10:15');
  for (const visit of [here, there]) await expect(visit).toHaveAccessibleName(new RegExp(mate));
  await drag(there, 60);
  await beginsAt(here, '11:15');
  for (const visit of [here, there]) await expect(visit).toHaveAccessibleName(new RegExp(mate));
}

async function moveApart(owner: Page, van: Page): Promise<void> {
  for (const page of [owner, van]) await workIs(page, 'Offline');
  for (const [page, key, time] of [
    [owner, 'Shift+ArrowDown', '11:30'],
    [van, 'Shift+ArrowUp', '11:00'],
  ] as const) {
    await press(visitOf(page, caller.name), key);
    await beginsAt(visitOf(page, caller.name), time);
  }
}

/** One of the two times holds, whole and on both devices the same, and what is moved then as well. */
async function agree(owner: Page, van: Page): Promise<void> {
  const [here, there] = [visitOf(owner, caller.name), visitOf(van, caller.name)];
  for (const page of [owner, van]) await workIs(page, 'Stored');
  await expect.poll(async () => (await beginOf(here)) === (await beginOf(there))).toBe(true);
  const held = await beginOf(here);
  expect(['11:00', '11:30']).toContain(held);
  await press(here, 'Shift+ArrowDown');
  for (const visit of [here, there]) await beginsAt(visit, held === '11:00' ? '11:15' : '11:45');
}

async function openJob(page: Page): Promise<void> {
  await goTo(page, 'Jobs');
  await page.getByRole('row', { name: wanted }).first().click();
  await expect(page.getByRole('article').getByRole('heading', { name: wanted })).toBeVisible();
}

/** Two more visits: one for whom the technician's device is not, one for both. */
async function planVisits(page: Page, [second, third]: [string, string]): Promise<void> {
  await openJob(page);
  await planVisit(page, second, [mate]);
  await planVisit(page, third, [mate, technician.name]);
}

async function planVisit(page: Page, day: string, names: string[]): Promise<void> {
  await page.getByRole('article').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add visit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Schedule' });
  await dialog.getByLabel('Day').fill(day);
  await dialog.getByLabel('Start').fill('14:00');
  for (const name of names) {
    await dialog.getByRole('combobox', { name: 'Who goes' }).fill(name);
    await page.getByRole('listbox', { name: 'Who goes' }).getByRole('option', { name }).click();
  }
  await dialog.getByRole('button', { name: /^Schedule/ }).click();
  await expect(dialog).toBeHidden();
}

/**
 * The first visit moves to a day from a minute that has come since it was made, so that its reminder is due now; the
 * customer's tap is seen at the visit.
 */
async function confirmByButton(
  owner: Page,
  { graph }: World,
  { fullMinute, timeZone }: { fullMinute: number; timeZone: string },
): Promise<void> {
  // A template reaches who has written before.
  await graph.customerWrites({ from: caller.phone, name: caller.name, text: 'Thank you' });
  await expect.poll(() => Date.now() >= fullMinute).toBe(true);
  await openJob(owner);
  const visits = owner.getByRole('region', { name: 'Visits' });
  await visits.getByRole('button', { name: 'More for this visit' }).first().click();
  await owner.getByRole('menuitem', { name: 'Change visit' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Change visit' });
  const time = timeOf(fullMinute, timeZone);
  await dialog.getByLabel('Day').fill(dayOf(fullMinute + dayLength, timeZone));
  await dialog.getByLabel('Start').fill(time);
  await dialog.getByRole('button', { name: /^Change/ }).click();
  await expect(dialog).toBeHidden();

  const isReminder = ({ recipient, type }: { recipient: string; type: string }) =>
    recipient === caller.phone && type === 'template';
  await graph.waitFor(() => graph.sent.find(isReminder));
  await graph.customerTaps({ phone: caller.phone }, 'I will be there');
  await expect(visits.getByText('Confirmed by the customer')).toHaveCount(1);
  expect(graph.sent.filter(isReminder)).toHaveLength(1);
}

async function useMaterial(page: Page): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Add what was used, and press Enter' });
  await field.fill('Diverter valve');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove Diverter valve' })).toBeVisible();
}

async function enterCost(page: Page): Promise<void> {
  const cost = page.getByRole('region', { name: 'Cost and margin' });
  const field = cost.getByRole('textbox', { name: 'Cost of one Diverter valve' });
  await field.fill(figures.cost);
  await field.press('Enter');
  await expect.poll(() => everythingShown(page)).toMatch(new RegExp(`€\\s?${figures.cost}`));
}

async function makePlan(page: Page): Promise<void> {
  await goTo(page, 'Plans');
  await page.getByRole('main').getByRole('button', { name: 'New plan' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Customer' }).fill('maria');
  await page.getByRole('option', { name: /^Maria Keller/ }).click();
  await dialog.getByLabel('What is done').fill('Yearly service');
  await dialog.getByLabel('Billed').selectOption('month');
  await dialog.getByLabel(/^Price \(/).fill(figures.plan);
  await dialog.getByRole('button', { name: 'New plan' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => everythingShown(page)).toContain(figures.plan);
}

/** Through all rooms of a technician: the work is there, what it costs and brings is not. */
async function seesNoMoney(page: Page, day: string): Promise<void> {
  const rooms: [() => Promise<void>, string][] = [
    [() => goTo(page, 'Today'), 'To do'],
    [() => lookAtDay(page, day), caller.name],
    [() => openJob(page), 'Diverter valve'],
    [() => goTo(page, 'Plans'), 'Yearly service'],
    [() => openCaller(page), boiler],
  ];
  for (const [open, words] of rooms) {
    await open();
    await expect.poll(() => everythingShown(page)).toContain(words);
    const shown = await everythingShown(page);
    expect(shown).not.toMatch(/[€£$]/);
    for (const figure of Object.values(figures)) expect(shown).not.toContain(figure);
  }
}

async function openCaller(page: Page): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('row', { name: caller.name }).click();
  await page
    .getByRole('region', { name: 'Sites' })
    .getByRole('button', { name: /^Kade 1/ })
    .click();
}

/** The customer puts their name to the work on the technician's device. */
async function signFor(page: Page): Promise<void> {
  await openJob(page);
  const visits = page.getByRole('region', { name: 'Visits' });
  await visits.getByRole('button', { name: 'Get a signature' }).first().click();
  const pad = page.getByRole('img', { name: 'Draw the signature here' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 20, { steps: 8 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Keep signature' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** The report goes out with it as a PDF, and stands at the job as it was sent. */
async function sendReport(page: Page, { graph }: World): Promise<void> {
  await openJob(page);
  await page.getByRole('button', { name: 'Open report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  await expect(dialog.getByText(`${caller.name}, signed on`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText(/^This is version 1, which was sent on/)).toBeVisible();
  await graph.waitFor(() => graph.sent.find(({ type }) => type === 'document'));
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText(/^Version 1 was sent on/)).toBeVisible();
}

/** Done, one after another; with the last one the job is completed. */
async function doAllVisits(page: Page): Promise<void> {
  await openJob(page);
  const visits = page.getByRole('region', { name: 'Visits' });
  const more = visits.getByRole('button', { name: 'More for this visit' });
  for (const left of [2, 1, 0]) {
    await more.first().click();
    await page.getByRole('menuitem', { name: 'Done', exact: true }).click();
    await expect(more).toHaveCount(left);
  }
  await expect(page.getByRole('article').getByText(/^Completed /)).toBeVisible();
}
