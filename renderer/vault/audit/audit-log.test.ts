import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { changeUpdates, storedUpdates } from '../testing/stored-rows.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';
import type { AuditFilter, AuditLine } from './api.ts';

const now = Date.UTC(2026, 10, 22, 12);
const monthsBefore = (months: number) => Date.UTC(2026, 10 - months, 15);

async function linesOf(vault: TestVault, filter: AuditFilter = {}): Promise<AuditLine[]> {
  return expectOk(await vault.api.auditPage(filter, 100)).lines;
}

const commandsOf = (lines: AuditLine[]): string[] => lines.map(({ entry }) => entry.command);

test('an owner sees the newest first, what an undo has taken back, and no value', async () => {
  const vault = await createWorkspace('log-newest');
  const { id } = await vault.run('contact.create', { name: 'Maria Keller' });
  await vault.run('contact.update', { id, fields: { name: 'Zanzibar Quokka' } });
  expectOk(await vault.api.undo());
  expectOk(await vault.api.redo());
  const lines = await linesOf(vault);
  expect(commandsOf(lines)).toEqual(['redo', 'undo', 'contact.update', 'contact.create']);
  expect(lines.map(({ reversed }) => reversed)).toEqual([
    'contact.update',
    'contact.update',
    undefined,
    undefined,
  ]);
  expect(new Set(lines.map(({ signature }) => signature))).toEqual(new Set(['named']));
  expect(JSON.stringify(lines)).not.toMatch(/Keller|Quokka/);
});

test('the history of a job tells of its visits too, and of no other job', async () => {
  const vault = await createWorkspace('log-history');
  const { id: contactId } = await vault.run('contact.create', { name: 'Maria Keller' });
  const one = await vault.run('job.create', { contactId, title: 'Boiler' });
  const other = await vault.run('job.create', { contactId, title: 'Sink' });
  for (const { id } of [one, other])
    await vault.run('job.schedule', { id, start: now, end: now + 3_600_000 });
  const history = await linesOf(vault, { record: `jobs/${one.id}` });
  expect(commandsOf(history)).toEqual(['job.schedule', 'job.create']);
  const { id: visitId } = vault.table('visits').find(({ jobId }) => jobId === one.id)!;
  await vault.run('job.updateVisit', { id: one.id, visitId, notes: 'Ring twice' });
  expect((await linesOf(vault, { record: `jobs/${one.id}` }))[0]?.entry.command).toBe('job.updateVisit');
  expect(await linesOf(vault, { record: `contacts/${contactId}` })).toHaveLength(1);
});

test('old months open one after another as somebody scrolls, and are told of as not looked into until then', async () => {
  let clock = monthsBefore(6);
  const first = await createWorkspace('log-months', deadBridge, () => clock);
  for (const months of [6, 4, 0]) {
    clock = monthsBefore(months);
    await first.run('contact.create', { name: `Of ${months} months ago` });
  }
  await first.api.lock();

  const vault = openVault('log-months', deadBridge, () => now);
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  const page = async (filter: AuditFilter = {}) => expectOk(await vault.api.auditPage(filter, 2));
  expect(await page()).toMatchObject({
    lines: [{ entry: { at: monthsBefore(0) } }],
    earlierMonth: '2026-07',
  });
  expect(expectOk(await vault.api.auditProof())).toMatchObject({ lines: 1, closed: ['2026-05', '2026-07'] });
  expect((await page({ from: Date.UTC(2026, 7, 1) })).earlierMonth).toBeUndefined();

  expectOk(await vault.api.openEarlierMonth());
  expect(await page()).toMatchObject({
    lines: [{}, { entry: { at: monthsBefore(4) } }],
    earlierMonth: '2026-05',
  });
  expectOk(await vault.api.openEarlierMonth());
  const { lines, next } = await page();
  expect(next).toEqual({ at: monthsBefore(4), id: lines[1]!.id });
  expect(expectOk(await vault.api.auditPage({}, 2, next))).toMatchObject({
    lines: [{ entry: { at: monthsBefore(6) } }],
  });
  expect(expectOk(await vault.api.auditProof())).toMatchObject({ lines: 3, closed: [], missing: [] });
});

test('all that is whole is said to be; a month that was taken away or damaged is told of', async () => {
  const name = 'log-proof';
  const first = await createWorkspace(name, deadBridge, () => now);
  await first.run('contact.create', { name: 'Ann' });
  const proof = async (vault: TestVault) => expectOk(await vault.api.auditProof());
  const nothing = {
    byOthers: 0,
    unknown: 0,
    refused: 0,
    unreadable: 0,
    incomplete: [],
    doubts: [],
    closed: [],
  };
  expect(await proof(first)).toEqual({ ...nothing, lines: 1, missing: [] });
  await first.api.lock();

  const kept = await storedUpdates(name);
  const open = async (): Promise<TestVault> => {
    const vault = openVault(name, deadBridge, () => now);
    expectOk(await vault.api.unlock(passphrase));
    await vault.loaded();
    return vault;
  };
  const found: unknown[] = [];
  for (const room of new Set(kept.map(({ key }) => key))) {
    await changeUpdates(name, () => kept.filter(({ key }) => key !== room));
    const without = await open();
    const { missing } = await proof(without);
    await without.api.lock();
    if (missing.length === 0) continue;
    const flip = (bytes: Uint8Array<ArrayBuffer>) => bytes.with(bytes.length - 30, bytes.at(-30)! ^ 1);
    await changeUpdates(name, () =>
      kept.map((row) => (row.key === room ? { ...row, bytes: flip(row.bytes) } : row)),
    );
    const damaged = await open();
    const { unreadable, lines } = await proof(damaged);
    await damaged.api.lock();
    found.push({ missing, isDamaged: unreadable > 0, lines });
  }
  expect(found).toEqual([{ missing: ['2026-11'], isDamaged: true, lines: 0 }]);
});

test('the window hears that there are new lines, and none of them is sent to it unasked', async () => {
  const vault = await createWorkspace('log-told');
  await vault.run('contact.create', { name: 'Ann' });
  await eventually(() => vault.events.some(({ type }) => type === 'audit'), 'the window to be told');
  expect(vault.table('audit')).toEqual([]);
});
