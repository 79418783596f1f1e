import { expect, test } from 'vitest';
import { ukBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { exportedKinds } from '#shared/export/scope.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

const canary = 'Quillfeather';
const phone = '447700900321';

async function shop(name: string): Promise<TestVault & { anna: string; ben: string }> {
  const vault = await createWorkspace(name, shellBridge);
  await vault.run('business.setUp', { profile: ukBusiness, services: [] });
  const phones = { p: { number: `+${phone}` } };
  const { id: anna } = await vault.run('contact.create', { name: `Anna ${canary}`, phones });
  const { id: ben } = await vault.run('contact.create', { name: 'Ben Stays' });
  await vault.run('job.create', { contactId: anna, title: `Boiler of ${canary}` });
  await vault.run('job.create', { contactId: ben, title: 'Boiler of Ben' });
  const message = {
    kind: 'message' as const,
    channel: 'whatsapp' as const,
    accountId: 'account',
    externalId: 'wamid.1',
    customer: { phone, name: canary },
    // Of a month that is closed by now.
    at: Date.now() - 200 * 24 * 60 * 60_000,
    type: 'text' as const,
    text: `Words of ${canary}`,
    echo: false,
  };
  await vault.run('inbox.ingest', { events: [message] });
  return { ...vault, anna, ben };
}

/** All that the window holds. */
const shown = (vault: TestVault): string =>
  JSON.stringify((['contacts', 'jobs', 'conversations', 'messages', 'enquiries'] as const).map(vault.table));

async function isDone(vault: TestVault): Promise<void> {
  await eventually(
    () => vault.table('erasureRuns').length === 1 && vault.table('erasuresDone').length === 1,
    'the erasure to be done on this device',
  );
}

test('the preview counts what goes, and erasing it takes it off both copies; what others have stays', async () => {
  const vault = await shop('erasure-whole');
  const subject = { kind: 'contacts', id: vault.anna } as const;
  const preview = expectOk(await vault.api.previewErasure(subject));
  expect(preview.goes).toEqual(
    expect.arrayContaining([
      { collection: 'contacts', records: 1 },
      { collection: 'jobs', records: 1 },
      { collection: 'messages', records: 1 },
    ]),
  );
  expect(shown(vault)).toContain(canary);
  const rowsBefore = new Set(
    memoryJournal('erasure-whole')
      .rows()
      .map(({ sequence }) => sequence),
  );
  expectOk(await vault.api.erase(subject));
  await isDone(vault);
  expect(shown(vault)).not.toContain(canary);
  const list = [{ phones: [{ number: `+${phone}` }] }, { phones: [{ number: '+447700900999' }] }, {}];
  expect(expectOk(await vault.api.areErased(list))).toEqual([true, false, false]);
  expect(vault.table('jobs')).toMatchObject([{ title: 'Boiler of Ben' }]);
  const left = memoryJournal('erasure-whole')
    .rows()
    .filter(({ kind }) => kind === 'update');
  // Of the books that were touched nothing is left of before.
  expect(left.filter(({ sequence }) => rowsBefore.has(sequence)).length).toBeLessThan(rowsBefore.size);
  await vault.api.lock();
  const again = openVault('erasure-whole', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(shown(again)).not.toContain(canary);
  expect(again.table('contacts').map(({ name }) => name)).toContain('Ben Stays');
  await again.api.lock();
});

test('a backup and an export of before bring nothing back, and undo has nothing to take back', async () => {
  const vault = await shop('erasure-back');
  const backup = expectOk(await vault.api.backUpNow());
  const stream = expectOk(await vault.api.exportData({ kinds: exportedKinds }, undefined, () => {}));
  const exported = await new Response(stream).blob();
  await vault.run('contact.update', { id: vault.anna, fields: { notes: `${canary} wrote` } });
  expectOk(await vault.api.erase({ kind: 'contacts', id: vault.anna }));
  await isDone(vault);
  expect(await vault.api.undo()).toMatchObject({ error: { code: 'command.nothing-to-undo' } });
  expectOk(await vault.api.restoreBackup({ name: backup.name }, ['contacts', 'jobs', 'enquiries']));
  expect(shown(vault)).not.toContain(canary);
  expectOk(await vault.api.bringInExport(exported, true, () => {}));
  expect(shown(vault)).not.toContain(canary);
  await vault.api.lock();
});

test('what was typed about somebody and not saved goes with them', async () => {
  const vault = await shop('erasure-unsaved');
  const typed = {
    [`/${vault.anna}/notes`]: canary,
    [`/${vault.ben}/notes`]: 'Stays',
    'new job': { contactId: vault.anna },
  };
  await vault.api.keepUnsavedInput(typed);
  expectOk(await vault.api.erase({ kind: 'contacts', id: vault.anna }));
  await isDone(vault);
  expect(await vault.api.unsavedInput()).toEqual({ [`/${vault.ben}/notes`]: 'Stays' });
  await vault.api.lock();
});
