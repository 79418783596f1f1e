import { BlobReader, BlobWriter, type Entry, TextWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { ukBusiness } from '#shared/commands/testing.ts';
import { broughtInCollections } from '#shared/commands/bring-in.ts';
import { trades, usualPrice } from '#shared/domain/trades.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Json } from '#shared/lib/json.ts';
import { exportedKinds, type ExportScope } from '#shared/export/scope.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace, type TestVault } from '../testing/world.ts';

const everything: ExportScope = { kinds: exportedKinds };
const quietly = (): void => {};

async function sampleBusiness(name: string): Promise<TestVault> {
  const vault = await createWorkspace(name, shellBridge);
  const services = trades[0]!.services.map((service) => ({
    name: service.name,
    unit: service.unit,
    unitPrice: usualPrice(service, 'GBP'),
  }));
  await vault.run('business.setUp', {
    profile: { ...ukBusiness, name: '=Northside & Sons' },
    services,
  });
  await vault.run('sample.load', {});
  return vault;
}

async function exported(
  vault: TestVault,
  scope = everything,
  print?: () => Promise<Uint8Array<ArrayBuffer>>,
) {
  const stream = expectOk(await vault.api.exportData(scope, print, quietly));
  return new Response(stream).blob();
}

async function entriesOf(zip: Blob): Promise<Map<string, Entry>> {
  const entries = await new ZipReader(new BlobReader(zip)).getEntries();
  return new Map(entries.map((entry) => [entry.filename, entry]));
}

async function textOf(entries: Map<string, Entry>, path: string): Promise<string> {
  const entry = entries.get(path);
  if (entry === undefined || entry.directory) throw new Error(`${path} is not there`);
  return entry.getData(new TextWriter());
}

/** Where a file lies, and under which key, is each device's own. */
function comparable(vault: TestVault, name: (typeof broughtInCollections)[number]): Json[] {
  const text = JSON.stringify(vault.table(name), (key, value: unknown) =>
    key === 'blob' || key === 'key' ? undefined : value,
  );
  const records = JSON.parse(text) as { id: string }[];
  return records.toSorted((a, b) => (a.id < b.id ? -1 : 1)) as unknown as Json[];
}

test('a whole business goes out, is read without Plumbline, and comes in elsewhere as it was', async () => {
  const before = await sampleBusiness('export-out');
  const conversationId = before.table('conversations')[0]!.id;
  const picture = new File([new Uint8Array(3000).fill(7)], 'Überlauf.jpg', { type: 'image/jpeg' });
  const file = expectOk(await before.api.attach(picture, picture.name));
  await before.run('message.sendFile', { conversationId, file, caption: 'As promised' });
  const zip = await exported(before, everything, async () => new Uint8Array([37, 80, 68, 70]));

  const entries = await entriesOf(zip);
  expect([...entries.keys()]).toEqual(
    expect.arrayContaining(['README.html', 'contacts.vcf', 'calendar.ics', 'tables/invoices.csv']),
  );
  expect([...entries.keys()].filter((path) => path.startsWith('documents/'))).toHaveLength(2);
  expect(await textOf(entries, 'tables/contacts.csv')).toContain('+44 7700 900101');
  expect(await textOf(entries, 'data/attachments.jsonl')).not.toContain(file.key);

  const after = await createWorkspace('export-in', shellBridge);
  const preview = expectOk(await after.api.previewExport(zip));
  expect(preview.business).toBe('=Northside & Sons');
  expect(preview.kinds.every(({ unreadable }) => unreadable === 0)).toBe(true);
  const done = expectOk(await after.api.bringInExport(zip, true, quietly));
  expect(done.missingFiles).toBe(0);
  for (const name of broughtInCollections)
    expect(comparable(after, name), name).toEqual(comparable(before, name));
  const [attachment] = after.table('attachments');
  const back = expectOk(await after.api.file(attachment!.id));
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(new Uint8Array(await picture.arrayBuffer()));

  const again = expectOk(await after.api.bringInExport(zip, true, quietly));
  expect(again.written).toBe(0);
});

test('a person gets all that is held about them, and nothing of anybody else', async () => {
  const vault = await sampleBusiness('export-person');
  const tom = vault.table('contacts').find(({ name }) => name === 'Tom Okafor')!;
  await vault.run('contact.update', { id: tom.id, fields: { notes: '<b>Pays late</b>' } });
  const held = expectOk(await vault.api.personHeld(tom.id));
  expect(held.recipients).toEqual(['Meta Platforms (WhatsApp, US): the messages']);
  const zip = await new Response(expectOk(await vault.api.exportPerson(tom.id))).blob();
  const entries = await entriesOf(zip);
  const report = await textOf(entries, 'report.html');
  expect(report).toContain('Perfect. The side door is open.');
  expect(report).toContain('&lt;b&gt;Pays late');
  const texts = await Promise.all(
    [...entries.keys()].filter((path) => /[.](jsonl|html)$/.test(path)).map((path) => textOf(entries, path)),
  );
  for (const other of ['Maria', 'Ines', '+447700900101']) expect(texts.join()).not.toContain(other);
});

test('only the kinds and days that were asked for leave', async () => {
  const vault = await sampleBusiness('export-part');
  const zip = await exported(vault, {
    kinds: ['money'],
    period: { from: Date.now() - 10 * 86_400_000, until: Date.now() },
  });
  const entries = await entriesOf(zip);
  expect(entries.has('data/contacts.jsonl')).toBe(false);
  expect((await textOf(entries, 'data/issued.jsonl')).trim().split('\n')).toHaveLength(1);
});

test('what differs stays as it is, unless the owner wants it as the export has it', async () => {
  const vault = await sampleBusiness('export-differs');
  const zip = await exported(vault);
  const { id, name } = vault.table('contacts')[0]!;
  await vault.run('contact.update', { id, fields: { name: 'Somebody Else' } });
  const nameNow = () => vault.table('contacts').find((each) => each.id === id)?.name;
  expectOk(await vault.api.bringInExport(zip, false, quietly));
  expect(nameNow()).toBe('Somebody Else');
  expectOk(await vault.api.bringInExport(zip, true, quietly));
  expect(nameNow()).toBe(name);
});

test('what an owner has erased does not come back with an export of before, and the rest does', async () => {
  const vault = await sampleBusiness('export-erased');
  const zip = await exported(vault);
  const [gone, kept] = vault.table('messages').toSorted((a, b) => a.at - b.at);
  await vault.run('record.erase', { collection: 'messages', id: gone!.id });
  const contact = vault.table('contacts').find(({ name }) => name === 'Dora Novak')!;
  await vault.run('contact.update', { id: contact.id, fields: { name: 'Dora N.' } });
  const done = expectOk(await vault.api.bringInExport(zip, true, quietly));
  expect(done.written).toBeGreaterThan(0);
  const texts = vault.messages().map(({ text }) => text);
  expect(texts).not.toContain(gone!.text);
  expect(texts).toContain(kept!.text);
  expect(vault.table('contacts').find(({ id }) => id === contact.id)?.name).toBe('Dora Novak');
});

test('what says that something was done comes in before what would have it done again', () => {
  const place = (name: (typeof broughtInCollections)[number]) => broughtInCollections.indexOf(name);
  for (const [done, cause] of [
    ['reminders', 'visits'],
    ['ruleRuns', 'messages'],
    ['messageStates', 'messages'],
    ['jobEvents', 'jobs'],
    ['consents', 'conversations'],
  ] as const)
    expect(place(done), done).toBeLessThan(place(cause));
  expect(broughtInCollections).not.toContain('members');
});

test('a file that is none, is cut off or was changed is refused in words, and nothing is changed', async () => {
  const vault = await sampleBusiness('export-bad');
  const zip = await exported(vault);
  const bad = [new Blob(['Name;Phone']), zip.slice(0, zip.size - 100), await withChangedContacts(zip)];
  const codes = [];
  for (const file of bad) {
    const result = await vault.api.bringInExport(file, true, quietly);
    codes.push(result.ok ? 'ok' : result.error.code);
  }
  expect(codes).toEqual(['export.none', 'export.none', 'export.damaged']);
});

async function withChangedContacts(zip: Blob): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter());
  for (const [path, entry] of await entriesOf(zip)) {
    if (entry.directory) continue;
    const content = await entry.getData(new BlobWriter());
    const changed =
      path === 'data/contacts.jsonl' ? (await content.text()).replace('Maria', 'Marta') : content;
    await writer.add(path, new Blob([changed]).stream());
  }
  return writer.close();
}

test('an export whose reader goes away ends, and the vault works on', async () => {
  const vault = await sampleBusiness('export-cancelled');
  const stream = expectOk(await vault.api.exportData(everything, undefined, quietly));
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  expect(await exported(vault)).toBeInstanceOf(Blob);
});
