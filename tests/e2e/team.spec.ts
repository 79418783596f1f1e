import type { Page } from '@playwright/test';
import { violations } from './helpers/axe.ts';
import { connectRelay, goTo, openSection, trySample } from './helpers/owner.ts';
import { askToJoin, codeOn, invite, letIn, linkIn, roomsOf, typeCode } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

const passphrase = 'marble kettle orbit walnut';
const manager = { name: 'Mara Lindqvist', role: 'Manager' as const, device: 'Office laptop' };
const technician = { name: 'Timo Vasquez', role: 'Technician' as const, device: 'Van tablet' };
const customer = 'Maria Keller';
const job = 'Water heater service';

test('a team of three: let in by a code, working apart and together, each with what their role allows, one taken out', async ({
  world,
}) => {
  const relay = await world.startRelay();
  const owner = await openBusiness(world);
  const office = await openDevice(world, 'manager');
  await letIn(owner, office, await invite(owner, manager), { name: manager.device, passphrase });
  const van = await openDevice(world, 'technician');
  await letIn(owner, van, await invite(owner, technician), { name: technician.device, passphrase });
  await teamIsListed(owner);

  await eachSeesTheirRooms(office, van);
  await relay.stop();
  await editApart(owner, office, van);
  for (const page of [owner, office]) await issueDraft(page);
  await world.startRelay();
  for (const page of [owner, office, van]) await allEditsAreThere(page);
  await settleWhatWasIssuedTwice(owner, office);

  await takeOut(owner);
  await nothingPassesAnyMore(owner, office, van);
});

test('a link works once, not after it was withdrawn, and not without the owner', async ({ world }) => {
  await world.startRelay();
  const owner = await openBusiness(world);
  const link = await invite(owner, technician);
  const van = await openDevice(world, 'technician');

  await van.getByRole('button', { name: /^Join a business/ }).click();
  await join(van, link.slice(0, -12));
  await expect(van.getByRole('alert')).toContainText('no invitation of Plumbline');
  await van.getByRole('button', { name: 'Back' }).click();

  expect(await violations(owner, 'link')).toEqual([]);
  expect(await violations(van, 'join')).toEqual([]);
  const code = await askToJoin(van, link, technician.device);
  expect(await violations(van, 'code')).toEqual([]);
  const thief = await openDevice(world, 'thief');
  await thief.getByRole('button', { name: /^Join a business/ }).click();
  await join(thief, link);
  await expect(thief.getByRole('alert')).toBeVisible();

  const question = owner.getByRole('dialog', { name: 'Asks to be let in' });
  await expect(question).toBeVisible();
  expect(await violations(owner, 'question')).toEqual([]);
  await typeCode(question, code === '123 456' ? '123 457' : '123 456');
  await expect(question.getByText('That is not the code', { exact: false })).toBeVisible();
  await expect(van.getByText('The code before was typed wrong', { exact: false })).toBeVisible();
  expect(await codeOn(van.getByRole('main'))).toMatch(/^\d{3} \d{3}$/);
  await expect(question.getByRole('button', { name: 'Let them in' })).toBeEnabled();
  expect(await violations(owner, 'question-again')).toEqual([]);
  await question.getByRole('button', { name: 'Refuse' }).click();
  await expect(owner.getByText(`${technician.device} was refused`)).toBeVisible();

  const second = await invite(owner, technician);
  await owner.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(owner.getByRole('dialog')).toBeHidden();
  await join(thief, second);
  await expect(thief.getByRole('alert')).toBeVisible();
  await expect(owner.getByRole('listitem', { name: technician.name })).toHaveCount(0);
});

test('another device of the owner in two clicks, and a lost one brought back by the words alone', async ({
  world,
}) => {
  await world.startRelay();
  await world.startShell();
  const owner = await world.openWindow();
  const words = await trySample(owner, { country: 'Netherlands', passphrase });
  await connectRelay(owner, world.relayUrl);

  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: 'Add another device of mine' }).click();
  const second = await openDevice(world, 'second');
  const link = await linkIn(owner.getByRole('dialog'));
  await letIn(owner, second, link, { name: 'Kitchen laptop', passphrase });
  expect(await roomsOf(second)).toEqual(['Today', 'Inbox', 'People', 'Jobs', 'Money', 'Settings']);
  await openSection(second, 'Team');
  await expect(second.getByRole('button', { name: 'Invite', exact: true })).toBeVisible();
  await expect(owner.getByRole('status', { name: 'Where your work is' })).toHaveText('Stored');
  await world.closeWindow();

  const found = await openDevice(world, 'found');
  await found.getByRole('button', { name: 'I have recovery words' }).click();
  await found.getByLabel('Address of the relay').fill(world.relayUrl);
  await found.getByLabel('Recovery words').fill(words.join(' '));
  await found.getByLabel('New passphrase').fill(passphrase);
  await found.getByLabel('The same again').fill(passphrase);
  await found.getByRole('button', { name: 'Bring it back' }).click();
  await expect(found.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await goTo(found, 'People');
  await expect(found.getByRole('row', { name: customer })).toBeVisible();
  await openSection(found, 'Team');
  await expect(found.getByText('The recovery words were used on')).toBeVisible();
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

async function join(page: Page, link: string): Promise<void> {
  await page.getByLabel('Link').fill(link);
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function teamIsListed(owner: Page): Promise<void> {
  for (const { name, role, device } of [manager, technician]) {
    const member = owner.getByRole('listitem', { name });
    await expect(member.getByText(role, { exact: true })).toBeVisible();
    await expect(member.getByText(device)).toBeVisible();
  }
}

/** What a role leaves out is not offered, and says why where its address is opened. */
async function eachSeesTheirRooms(office: Page, van: Page): Promise<void> {
  expect(await roomsOf(office)).toEqual(['Today', 'Inbox', 'People', 'Jobs', 'Money', 'Settings']);
  await goTo(office, 'Inbox');
  await expect(office.getByRole('row', { name: customer })).toBeVisible();
  await openSection(office, 'Team');
  await expect(office.getByText("Only the owner's devices can change the team.")).toBeVisible();
  for (const { name } of [manager, technician]) {
    await expect(office.getByRole('listitem', { name })).toBeVisible();
  }

  expect(await roomsOf(van)).toEqual(['Today', 'People', 'Jobs', 'Settings']);
  await goTo(van, 'People');
  await van.getByRole('row', { name: customer }).click();
  await expect(van.getByRole('article').getByRole('heading', { name: customer })).toBeVisible();
  await expect(van.getByRole('button', { name: 'New invoice' })).toHaveCount(0);
  await openSection(van, 'Business');
  await expect(van.getByText('Your role can look at this, and not change it.')).toBeVisible();
  await expect(van.getByLabel('Legal name')).toBeDisabled();
  await van.evaluate(() => {
    history.pushState(null, '', '/money');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect(van.getByText('Money is not part of your role')).toBeVisible();

  const books = /^(audit|desk|device|index|money|people|secrets|talk|work)/;
  expect(await kindsOfBooks(office, books)).toEqual(
    expect.arrayContaining(['money', 'people', 'talk', 'work']),
  );
  expect(await kindsOfBooks(van, books)).toEqual(['audit', 'desk', 'device', 'index', 'people', 'work']);
}

/** The kinds of books that are on a device, sealed or not. */
async function kindsOfBooks(page: Page, pattern: RegExp): Promise<string[]> {
  await openSection(page, 'Health');
  const cells = page.getByRole('region', { name: 'Books' }).getByRole('cell', { name: pattern });
  await expect(cells.first()).toBeVisible();
  const names = await cells.allInnerTexts();
  return [...new Set(names.map((name) => pattern.exec(name)?.[1] ?? ''))].toSorted();
}

/** Without the relay, all three change the same records. */
async function editApart(owner: Page, office: Page, van: Page): Promise<void> {
  for (const page of [owner, office, van]) {
    await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText('Offline');
  }
  await openRecord(owner, 'People', customer);
  await change(owner, 'Notes', 'Ring twice');
  await openRecord(office, 'People', customer);
  await change(office, 'Company', 'Keller & Sons');
  await openRecord(van, 'Jobs', job);
  await change(van, 'Notes', 'Valve is behind the cupboard');
}

async function allEditsAreThere(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText('Stored');
  await openRecord(page, 'People', customer);
  const contact = page.getByRole('article');
  await expect(contact.getByLabel('Notes', { exact: true })).toHaveValue('Ring twice');
  await expect(contact.getByLabel('Company')).toHaveValue('Keller & Sons');
  await openRecord(page, 'Jobs', job);
  await expect(page.getByRole('article').getByLabel('Notes', { exact: true })).toHaveValue(
    'Valve is behind the cupboard',
  );
}

/** Issues the sample's draft. */
async function issueDraft(page: Page): Promise<void> {
  await goTo(page, 'Money');
  await page.getByRole('row').filter({ hasText: 'Draft' }).first().click();
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Record payment' })).toBeVisible();
}

/** Both issued one draft while they could not see each other: both are told, and one of them settles it. */
async function settleWhatWasIssuedTwice(owner: Page, office: Page): Promise<void> {
  for (const page of [owner, office]) {
    await goTo(page, 'Money');
    await expect(page.getByText(/^Issued twice: /)).toBeVisible();
  }
  expect(await violations(owner, 'issued twice')).toEqual([]);
  await owner.getByRole('button', { name: /^Credit B-/ }).click();
  await owner.getByRole('button', { name: 'Issue', exact: true }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(dialog).toBeHidden();
  await goTo(owner, 'Money');
  for (const page of [owner, office]) await expect(page.getByText(/^Issued twice: /)).toBeHidden();
}

async function takeOut(owner: Page): Promise<void> {
  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: `Remove ${technician.name}` }).click();
  const dialog = owner.getByRole('dialog', { name: `Remove ${technician.name}?` });
  await expect(dialog.getByText(/^It cannot take back what they have read already/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(owner.getByText(`${technician.name} is no longer in the team`)).toBeVisible();
  await expect(owner.getByRole('listitem', { name: technician.name })).toHaveCount(0);
}

/** Who stays works on together; who was taken out gets nothing new and changes nothing for the others. */
async function nothingPassesAnyMore(owner: Page, office: Page, van: Page): Promise<void> {
  await openRecord(van, 'Jobs', job);
  await change(van, 'Notes', 'Written after the removal');
  await openRecord(owner, 'People', customer);
  await change(owner, 'Notes', 'Ring three times');
  await openRecord(office, 'People', customer);
  await expect(office.getByRole('article').getByLabel('Notes', { exact: true })).toHaveValue(
    'Ring three times',
  );
  await change(office, 'Company', 'Keller and Daughters');
  await expect(owner.getByRole('article').getByLabel('Company')).toHaveValue('Keller and Daughters');

  await expect(van.getByRole('status', { name: 'Where your work is' })).toHaveText('Offline');
  await openSection(van, 'Relay');
  const why = van.getByRole('main').getByText(/^This device was taken out of the team\./);
  await expect(why).toBeVisible();
  await openRecord(van, 'People', customer);
  await expect(van.getByRole('article').getByLabel('Notes', { exact: true })).toHaveValue('Ring twice');
  await openRecord(owner, 'Jobs', job);
  await expect(owner.getByRole('article').getByLabel('Notes', { exact: true })).toHaveValue(
    'Valve is behind the cupboard',
  );
}

async function openRecord(page: Page, room: 'People' | 'Jobs', name: string): Promise<void> {
  await goTo(page, room);
  await page.getByRole('row', { name }).first().click();
  await expect(page.getByRole('article')).toBeVisible();
}

async function change(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('article').getByLabel(label, { exact: true });
  await field.fill(value);
  await field.blur();
  await expect(field).toHaveValue(value);
}
