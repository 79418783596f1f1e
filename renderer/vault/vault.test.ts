import { storedDatabase } from './testing/stored-database.ts';
import { expect, test, vi } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { changeUpdates, storedUpdates } from './testing/stored-rows.ts';
import { toldWords } from './testing/told-words.ts';
import { createWorkspace, openVault, passphrase, readEverything } from './testing/world.ts';

const canary = 'Zanzibar Quokka';

test('a new workspace keeps its records over a restart, and asks for the passphrase', async () => {
  const first = await createWorkspace('restart');
  const { id } = await first.run('contact.create', { name: canary });
  await first.api.lock();

  const second = openVault('restart');
  expect(await second.api.state()).toBe('locked');
  expectOk(await second.api.unlock(passphrase));
  await second.loaded();
  expect(second.table('contacts').map((contact) => contact.id)).toEqual([id]);
});

test('a change that was reported as done survives the end of the process', async () => {
  const first = await createWorkspace('killed');
  await first.run('contact.create', { name: canary });
  // Not locked: the worker simply ends.
  const second = openVault('killed');
  expectOk(await second.api.unlock(passphrase));
  await second.loaded();
  expect(second.table('contacts')[0]?.name).toBe(canary);
});

test('a wrong passphrase changes nothing and says what to do; the right one still opens', async () => {
  const vault = await createWorkspace('wrong');
  await vault.api.lock();
  const again = openVault('wrong');
  const refused = await again.api.unlock('something else');
  expect(refused).toMatchObject({ ok: false, error: { code: 'vault.wrong-passphrase' } });
  expect(await again.api.state()).toBe('locked');
  expectOk(await again.api.unlock(passphrase));
});

test('the recovery words open the workspace and set a new passphrase', async () => {
  const vault = await createWorkspace('words');
  await vault.run('contact.create', { name: canary });
  await vault.api.lock();

  const other = openVault('words');
  const wrong = await other.api.unlockWithWords(await other.api.newRecoveryWords(), 'a new passphrase');
  expect(wrong).toMatchObject({ ok: false, error: { code: 'vault.wrong-words' } });
  const typo = await other.api.unlockWithWords(['abandon'], 'a new passphrase');
  expect(typo).toMatchObject({ ok: false, error: { code: 'vault.bad-words' } });
  expectOk(await other.api.unlockWithWords(vault.words, 'a new passphrase'));
  await other.loaded();
  expect(other.table('contacts')[0]?.name).toBe(canary);
  await other.api.lock();

  const third = openVault('words');
  expect((await third.api.unlock(passphrase)).ok).toBe(false);
  expectOk(await third.api.unlock('a new passphrase'));
});

test('changing the passphrase rewrites the lock and nothing else', async () => {
  const vault = await createWorkspace('passphrase');
  await vault.run('contact.create', { name: canary });
  await vault.api.lock();
  const before = JSON.stringify(await storedUpdates('passphrase'));
  const other = openVault('passphrase');
  expect(await other.api.changePassphrase('wrong', 'next one')).toMatchObject({ ok: false });
  expectOk(await other.api.changePassphrase(passphrase, 'next one'));
  expect(JSON.stringify(await storedUpdates('passphrase'))).toBe(before);
  expectOk(await other.api.unlock('next one'));
});

test('a half-written answer is there again after a lock, and can be read nowhere', async () => {
  const first = await createWorkspace('half-written');
  expect(await first.api.unsavedInput()).toEqual({});
  await first.api.keepUnsavedInput({ 'answer/talk': { text: canary, mode: 'reply' } });
  // Not locked: the window is loaded anew, and the worker simply ends.
  const second = openVault('half-written');
  expect(await second.api.unsavedInput()).toEqual({});
  expectOk(await second.api.unlock(passphrase));
  expect(await second.api.unsavedInput()).toEqual({ 'answer/talk': { text: canary, mode: 'reply' } });
  await second.api.lock();
  expect(searchable(await readEverything('half-written'))).not.toContain('Quokka');
});

test('nothing in IndexedDB can be read: no value, no key, no name', async () => {
  const vault = await createWorkspace('opaque');
  await vault.run('contact.create', { name: canary, notes: 'Gate code 4711' });
  await vault.api.lock();
  const text = searchable(await readEverything('opaque'));
  for (const word of ['Quokka', '4711', 'contacts', 'people', passphrase])
    expect(text.includes(word), word).toBe(false);
  expect(toldWords(text, vault.words)).toEqual([]);
  // The search itself works: a planted record is found.
  const database = await storedDatabase('opaque');
  await database.open();
  await database.table('derived').put({ name: 'plant', bytes: new TextEncoder().encode(canary) });
  database.close();
  expect(searchable(await readEverything('opaque')).includes('Quokka')).toBe(true);
});

test('Ctrl+Z takes the last command back and Ctrl+Y does it again, on disk too', async () => {
  const vault = await createWorkspace('undo');
  await vault.run('contact.create', { name: 'Ann' });
  await vault.run('contact.create', { name: 'Bea' });
  expect(expectOk(await vault.api.undo())).toEqual({ title: 'Add contact', skipped: 0 });
  await eventually(() => vault.table('contacts').length === 1, 'the contact to leave the screen');
  expectOk(await vault.api.redo());
  await eventually(() => vault.table('contacts').length === 2, 'the contact to come back');
  expectOk(await vault.api.undo());
  expectOk(await vault.api.undo());
  expect(await vault.api.undo()).toMatchObject({
    ok: false,
    error: { message: 'There is nothing to undo.' },
  });
  await vault.api.lock();
  const again = openVault('undo');
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(again.table('contacts')).toEqual([]);
});

test('undo that would take away what was built on since says so, changes nothing, and goes on to the one before', async () => {
  const vault = await createWorkspace('undo-built-on');
  await vault.run('contact.create', { name: 'Bea' });
  const { value, auditId } = expectOk(await vault.api.run('contact.create', { name: 'Ann' }));
  const { id: contactId } = value as { id: string };
  await vault.run('job.create', { contactId, title: 'Tap' });
  expect(await vault.api.undo(auditId)).toMatchObject({
    ok: false,
    error: { code: 'command.changed-since' },
  });
  expect(vault.table('contacts').map(({ name }) => name)).toEqual(['Bea', 'Ann']);
  expect(expectOk(await vault.api.undo()).title).toBe('Make job');
  expect(expectOk(await vault.api.undo()).title).toBe('Add contact');
  await expect.poll(() => vault.table('contacts').map(({ name }) => name)).toEqual(['Ann']);
  await vault.api.lock();
});

test('every change leaves an entry in the audit log: who, what, when, which records', async () => {
  const vault = await createWorkspace('audit');
  const { id } = await vault.run('contact.create', { name: 'Ann' });
  expectOk(await vault.api.undo());
  const { lines } = expectOk(await vault.api.auditPage({}, 10));
  const [undone, created] = lines.map(({ entry }) => entry);
  expect(lines).toHaveLength(2);
  expect(created).toMatchObject({ command: 'contact.create', records: [`contacts/${id}`] });
  expect(undone).toMatchObject({ command: 'undo', of: created!.id, deviceId: created!.deviceId });
});

test('a command with bad input says what is wrong and changes nothing', async () => {
  const vault = await createWorkspace('bad-input');
  const result = await vault.api.run('contact.create', { name: 7 });
  expect(result).toMatchObject({ ok: false, error: { code: 'command.bad-arguments' } });
  expect(await vault.api.run('no.such' as never, {})).toMatchObject({
    ok: false,
    error: { code: 'command.unknown' },
  });
  expect(vault.table('contacts')).toEqual([]);
});

test('a damaged row and an envelope that does not open are counted, and the rest works', async () => {
  const vault = await createWorkspace('damaged');
  await vault.run('contact.create', { name: 'Ann' });
  await vault.run('contact.create', { name: 'Bea' });
  await vault.api.lock();
  await damageLastRow('damaged', (bytes) => bytes.slice(0, bytes.length - 40));

  const again = openVault('damaged');
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  const health = await again.api.health();
  expect(health.books.reduce((sum, book) => sum + book.damaged + book.unreadable, 0)).toBeGreaterThan(0);
  expect(again.table('contacts').length).toBeGreaterThan(0);
  await again.run('contact.create', { name: 'Carla' });
});

test('an envelope with a changed byte is kept, counted as unreadable, and stops nothing', async () => {
  const vault = await createWorkspace('flipped');
  await vault.run('contact.create', { name: 'Ann' });
  await vault.api.lock();
  await damageLastRow(
    'flipped',
    (bytes) => bytes.with(bytes.length - 30, bytes[bytes.length - 30]! ^ 1) as Uint8Array<ArrayBuffer>,
  );

  const again = openVault('flipped');
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  const unreadable = (await again.api.health()).books.reduce((sum, book) => sum + book.unreadable, 0);
  expect(unreadable).toBe(1);
});

test('a book that this device should have and does not have is named in Health', async () => {
  const vault = await createWorkspace('missing');
  await vault.run('contact.create', { name: 'Ann' });
  await vault.api.lock();
  // The audit book is the dated one here; find it by taking each room away in turn.
  const kept = await storedUpdates('missing');
  const rooms = new Set(kept.map(({ key }) => key));
  const missing: string[] = [];
  for (const room of rooms) {
    await changeUpdates('missing', () => kept.filter(({ key }) => key !== room));
    const again = openVault('missing');
    expectOk(await again.api.unlock(passphrase));
    await again.loaded();
    missing.push(...(await again.api.health()).missing);
    await again.api.lock();
  }
  expect(missing).toEqual([expect.stringMatching(/^audit-\d{4}-\d{2}$/)]);
});

test('a long book is shortened by checkpoints, and says the same afterwards', async () => {
  const vault = await createWorkspace('checkpoint');
  const names = Array.from({ length: 300 }, (_, index) => `Contact ${index}`);
  // One after another, so that each is an envelope of its own.
  for (const name of names) await vault.run('contact.create', { name });
  const envelopes = async () => (await vault.api.health()).books.find(({ book }) => book === 'people')!;
  await eventually(async () => (await envelopes()).checkpoints > 0, 'a checkpoint');
  expect((await envelopes()).envelopes).toBeLessThan(60);
  await vault.api.lock();
  const again = openVault('checkpoint');
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(
    again
      .table('contacts')
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(names.toSorted());
});

/** All bytes as text, so that a plain search finds a word in any encoding of one byte a letter. */
function searchable(value: unknown): string {
  if (value instanceof Uint8Array) return Array.from(value, (byte) => String.fromCharCode(byte)).join('');
  if (Array.isArray(value)) return value.map(searchable).join('\n');
  if (typeof value === 'object' && value !== null) return searchable(Object.entries(value).flat());
  return String(value);
}

async function damageLastRow(
  name: string,
  damage: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): Promise<void> {
  await changeUpdates(name, (updates) => {
    // The last row of the book with most rows: `people`, to which each contact added one.
    const byRoom = Map.groupBy(updates, ({ key }) => key);
    const [people] = [...byRoom.values()].toSorted((x, y) => y.length - x.length);
    const last = people!.at(-1)!;
    return updates.map((row) => (row === last ? { ...row, bytes: damage(row.bytes) } : row));
  });
}

test('locking while everything is still being read ends all work with the lock', async () => {
  const first = await createWorkspace('lock-early');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  const failed = vi.spyOn(console, 'error');
  const second = openVault('lock-early');
  expectOk(await second.api.unlock(passphrase));
  await second.api.lock();
  // What still ran would fail on the closed database while another one is opened and read.
  const third = openVault('lock-early');
  expectOk(await third.api.unlock(passphrase));
  await third.loaded();
  await third.api.lock();
  expect(failed).not.toHaveBeenCalled();
  failed.mockRestore();
  expect(await second.api.run('contact.create', { name: 'Bea' })).toMatchObject({ ok: false });
});
