import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { messageChange } from '../standins/graph/customers.ts';
import { backupName } from '#renderer/vault/backup/names.ts';
import { type DeviceFiles, lookAtFiles, lookEverywhere, type Looked, report } from './helpers/remains.ts';
import {
  connectRelay,
  connectWhatsApp,
  goTo,
  jobAndInvoice,
  openSection,
  setUpBusiness,
  unlock,
} from './helpers/owner.ts';
import { letIn, linkIn } from './helpers/team.ts';
import { expect, test } from './helpers/test.ts';
import { createUnsealer, filesWith, sealedParts } from './helpers/unsealed.ts';
import type { Machine } from './helpers/machine.ts';
import type { World } from './helpers/world.ts';

/** `npm run erase-check -- --people 10000` asks for more of them. */
const people = Number(process.env['ERASE_PEOPLE'] ?? 60);
const otherPhotos = Math.ceil(people / 200);
const passphrase = 'gondola thimble raven mosaic';
const dayLength = 86_400_000;
/** Three devices, one after another (ms). */
const longest = 30 * 60_000;

const name = 'Zebulon Quillfeather';
const phone = '31687654321';
const other = 'Anna Bakker 0';
/** What nobody may find any more. */
const gone = {
  notes: 'quillnotes',
  old: 'quillold',
  message: 'quillmessage',
  caption: 'quillcaption',
  answer: 'quillanswer',
  offline: 'quilloffline',
  offlineJob: 'quilljob',
};
/** What stands on the invoice, which the law keeps. */
const kept = { name: 'quillfeather', phone: '687654321', email: 'quillmail' };
const words = [...Object.values(gone), ...Object.values(kept)];

test('one of many is erased with all that hangs on them, and is in no copy that anybody has', async ({
  world,
}) => {
  test.setTimeout(longest);
  const relay = await world.startRelay();
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Albion Plumbing', country: 'Netherlands', passphrase });
  await importPeople(page);
  await page.getByRole('button', { name: /^Import [1-9]/ }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
  await connectRelay(page, world.relayUrl);
  await connectWhatsApp(page, world.graph);
  await sendPhotos(world, { count: otherPhotos, name: 'Oliver Marsh', phone: '447700900221' });
  await writeAll(world, page);
  const owner = { name: 'first device', profile: world.folders.profile, passphrase, page };
  const files = await filesOfTheirs(world, owner);
  // The job goes, the invoice stays.
  await jobAndInvoice(page, 'Bleed boiler');

  const others: { machine: Machine; files: DeviceFiles }[] = [];
  for (const device of ['second', 'third']) others.push(await addDevice(world, page, device));
  await openSection(page, 'Backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^The backup is made/)).toBeVisible();
  const oldBackups = readdirSync(path.join(owner.profile, 'backups'));
  const before = await lookAt(world, owner);
  print('before', before);
  // The search finds what is there, in each place.
  for (const { place, found } of before.filter(
    (looked) => looked.opened > 0 && !looked.place.endsWith('as it is'),
  ))
    expect(found, place).toHaveProperty(gone.notes);

  const sealed = sealedParts(owner.profile);

  await relay.stop();
  const [one, two] = [others[0]!.files.page, others[1]!.files.page];
  await writeOffline(one, async (contact) => {
    await contact.getByLabel('Notes').fill(`${gone.offline} at the door`);
    await contact.getByLabel('Notes').blur();
    await goTo(one, 'Inbox');
    await expect((await openContact(one)).getByLabel('Notes')).toHaveValue(`${gone.offline} at the door`);
  });
  await writeOffline(two, async (contact) => {
    await contact.getByRole('button', { name: 'New job' }).click();
    const dialog = two.getByRole('dialog');
    await dialog.getByLabel('Title').fill(gone.offlineJob);
    await dialog.getByRole('button', { name: 'New job' }).click();
    await expect(dialog).toBeHidden();
    await goTo(two, 'Jobs');
    await expect(two.getByRole('row', { name: gone.offlineJob })).toBeVisible();
  });
  for (const { machine } of others) await machine.closeWindow();
  await world.startRelay();

  const begun = Date.now();
  await erase(page);
  await openSection(page, 'Erasures');
  await expect(page.getByText(/^Done .*\d/).first()).toBeVisible();
  console.log(
    `  erased on the first device, down to disk and relay, in ${((Date.now() - begun) / 1000).toFixed(1)} s`,
  );
  await expect(page.getByText('Not yet. It is done when this device connects.')).toHaveCount(2);
  const still = sealedParts(owner.profile);
  const deleted = [...sealed].flatMap(([sequence, part]) => (still.has(sequence) ? [] : [part]));
  expect(deleted.length).toBeGreaterThan(3);
  const own = await lookAt(world, owner);
  print('after, on the first device', own);

  for (const each of others) {
    each.files.page = await each.machine.openWindow();
    await unlock(each.files.page, passphrase);
  }
  await expect(page.getByText('Done on every device').first()).toBeVisible();

  await comesAgain(world, page);
  await rollBackupsOver(world, page, oldBackups);
  const devices = [owner, ...others.map(({ files }) => files)];
  const after: Looked[] = [];
  for (const device of devices) {
    let looked: Looked[] = [];
    // What another device has written in between, this one takes in, and then looks again.
    await expect
      .poll(async () => (looked = await lookAt(world, device)).flatMap(beyondTheInvoice))
      .toEqual([]);
    after.push(...looked);
  }
  after.push(lookAtFiles(world, words));
  print('in the end', after);
  expect(after.flatMap(beyondTheInvoice)).toEqual([]);
  for (const device of devices) {
    const held = new Set((await createUnsealer(device.profile, passphrase)).blobs());
    expect(files.filter((file) => held.has(file))).toEqual([]);
  }
  await isSomebodyNew(world, page);
  await world.closeWindow();
  // Also what has been deleted, and is not overwritten, in any file of the browser.
  expect(filesWith(world.folders.profile, [...sealedParts(owner.profile).values()]).length).toBeGreaterThan(
    1,
  );
  expect(filesWith(world.folders.profile, deleted)).toEqual([]);
});

async function lookAt(world: World, device: DeviceFiles): Promise<Looked[]> {
  return lookEverywhere(device, world, words);
}

function print(when: string, looked: readonly Looked[]): void {
  console.log(`  ${when} (${people} people):\n${report(looked)}`);
}

/** The bytes of files are sealed under a key of their own, so they are looked for by their names. */
async function filesOfTheirs(world: World, owner: DeviceFiles): Promise<string[]> {
  const named = async () => (await createUnsealer(owner.profile, passphrase)).blobs();
  // Those of others are on their way for a while.
  await expect.poll(async () => (await named()).length).toBe(otherPhotos);
  const before = new Set(await named());
  await sendPhotos(world, { count: 2, name, phone });
  const since = async () => (await named()).filter((file) => !before.has(file));
  await expect.poll(async () => (await since()).length).toBe(2);
  return since();
}

async function importPeople(page: Page): Promise<void> {
  const rows = Array.from({ length: people - 1 }, (_, at) => {
    return `Anna Bakker ${at},+3161${String(at).padStart(7, '0')},anna.${at}@example.org,Dorpsstraat ${at},Amsterdam,"Key, second door"`;
  });
  rows.splice(
    Math.floor(people / 2),
    0,
    `${name},+${phone},${kept.email}@example.org,Kade 1,Amsterdam,${gone.notes}`,
  );
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  const opening = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  const buffer = Buffer.from(`Name,Phone,Email,Street,City,Notes\n${rows.join('\n')}\n`);
  await (await opening).setFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer });
}

async function sendPhotos(
  { graph }: World,
  { count, ...who }: { count: number; name: string; phone: string },
): Promise<void> {
  for (let at = 0; at < count; at++) {
    const bytes = randomBytes(200_000);
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(bytes);
    const id = graph.media.add(bytes, 'image/jpeg');
    const image = { id, mime_type: 'image/jpeg', caption: who.phone === phone ? gone.caption : 'A photo' };
    await graph.customerSends(who, { type: 'image', image });
  }
}

async function writeAll({ graph }: World, page: Page): Promise<void> {
  const long = Date.now() - 100 * dayLength;
  await graph.customerWrites({ from: phone, name, text: `The ${gone.old} drips`, at: long });
  await graph.customerWrites({
    from: phone,
    name,
    text: `Our boiler makes a gurgling noise since Tuesday (${gone.message})`,
  });
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name }).click();
  const conversation = page.getByRole('region', { name: `Conversation with ${name}` });
  const field = conversation.getByRole('textbox', { name: 'Write an answer' });
  await field.fill(`We bring the ${gone.answer}`);
  await conversation.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(conversation.getByText(/^Delivered/)).toBeAttached();
}

async function addDevice(
  world: World,
  owner: Page,
  device: string,
): Promise<{ machine: Machine; files: DeviceFiles }> {
  await openSection(owner, 'Team');
  await owner.getByRole('button', { name: 'Add another device of mine' }).click();
  const machine = await world.addMachine(device);
  await machine.startShell();
  const page = await machine.openWindow();
  const link = await linkIn(owner.getByRole('dialog'));
  await letIn(owner, page, link, { name: `${device} device`, passphrase });
  await goTo(page, 'Inbox');
  await expect(page.getByRole('row', { name })).toBeVisible();
  const profile = path.join(world.folder, `profile-${device}`);
  return { machine, files: { name: `${device} device`, profile, passphrase, page } };
}

async function openContact(page: Page, who = name): Promise<Locator> {
  await goTo(page, 'People');
  await page.getByLabel('Filter people').fill(who);
  await page.getByRole('row', { name: who }).first().click();
  return page.getByRole('article');
}

/** A device that knows nothing of the erasure writes on about them. */
async function writeOffline(page: Page, write: (contact: Locator) => Promise<void>): Promise<void> {
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText('Offline');
  await write(await openContact(page));
  // And it is on the disk: until then nothing else is said.
  await expect(page.getByRole('status', { name: 'Where your work is' })).toHaveText('Offline');
}

async function erase(page: Page): Promise<void> {
  await openContact(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase for good' }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`Erase ${name}`) });
  await expect(dialog.getByRole('cell', { name: /^The contact/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Erase for good' })).toBeDisabled();
  await dialog.getByLabel(/To have it done/).fill('erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
}

/** What was delivered before, the file that they came in by, and a backup that still has them. */
async function comesAgain({ graph }: World, page: Page): Promise<void> {
  for (const line of graph.customer({ phone }).lines.filter(({ by }) => by === 'customer'))
    await graph.deliveries.send(
      messageChange(metadataOf(graph), graph.customer({ phone }), line, {
        type: 'text',
        text: { body: line.text },
      }),
    );
  await importPeople(page);
  await page.getByRole('button', { name: /^Import [1-9]/ }).click();
  const count = new Intl.NumberFormat('en').format(people - 1);
  const said = `0 added · ${count} left as they were · 1 was erased and stays out`;
  await expect(page.getByText(said)).toBeVisible();
  const notes = (await openContact(page, other)).getByLabel('Notes');
  await notes.fill('Another door');
  await notes.blur();
  await openSection(page, 'Backups');
  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .last()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect((await openContact(page, other)).getByLabel('Notes')).toHaveValue('Key, second door');
  await isGone(page);
}

function metadataOf({ account }: World['graph']) {
  return { display_phone_number: '15550783881', phone_number_id: account.phoneNumberId };
}

/** As if they were of long ago: the next backup takes their place. */
async function rollBackupsOver({ folders }: World, page: Page, before: readonly string[]): Promise<void> {
  const folder = path.join(folders.profile, 'backups');
  for (const [at, file] of before.entries())
    renameSync(path.join(folder, file), path.join(folder, backupName(Date.now() - (40 + at) * dayLength)));
  await openSection(page, 'Backups');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^The backup is made/)).toBeVisible();
}

/** A message of theirs is answered as anybody's, and knows nothing of before. */
async function isSomebodyNew({ graph }: World, page: Page): Promise<void> {
  await graph.customerWrites({ from: phone, name, text: 'I smell gas in the kitchen' });
  await goTo(page, 'Inbox');
  await page.getByRole('row', { name }).click();
  const log = page.getByRole('log', { name: `Messages with ${name}` });
  await expect(log.getByText('I smell gas in the kitchen')).toBeVisible();
  await expect(log.getByText('drips')).toHaveCount(0);
}

/** Where something is left that the law does not keep. */
function beyondTheInvoice({ place, found }: Looked): string[] {
  const inMoney = /^(?:derived )?(?:search )?money/;
  const isOnInvoice = (word: string, where: string) =>
    Object.values(kept).includes(word) && inMoney.test(where);
  return Object.entries(found).flatMap(([word, places]) =>
    places.filter((where) => !isOnInvoice(word, where)).map((where) => `${word} in ${place}, ${where}`),
  );
}

async function isGone(page: Page): Promise<void> {
  await goTo(page, 'People');
  await page.getByLabel('Filter people').fill('Quillfeather');
  await expect(page.getByRole('row', { name })).toHaveCount(0);
  await page.getByLabel('Filter people').fill('');
  await goTo(page, 'Inbox');
  await expect(page.getByRole('row', { name })).toHaveCount(0);
}
