import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import {
  createWorkspace,
  deadBridge,
  openVault,
  passphrase,
  readEverything,
  type TestVault,
} from '../testing/world.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 22, 12);

/** A customer who wrote in each of some months before now. */
async function customerWrote(vault: TestVault, monthsAgo: number[]): Promise<void> {
  for (const months of monthsAgo) {
    await vault.run('inbox.ingest', {
      events: [
        {
          kind: 'message',
          channel: 'whatsapp',
          accountId: '1065',
          externalId: `wamid.${months}`,
          customer: { phone: '31612345678', name: 'Anna Müller' },
          at: Date.UTC(2026, 10 - months, 15),
          type: 'text',
          text: `The boiler of ${months} months ago`,
          echo: false,
        },
      ],
    });
  }
}

async function reopen(name: string, at = now): Promise<TestVault> {
  const vault = openVault(name, deadBridge, () => at);
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  return vault;
}

const texts = (vault: TestVault) =>
  vault
    .table('messages')
    .map(({ text }) => text)
    .toSorted((a = '', b = '') => (a < b ? -1 : 1));

test('Old months are not sent at unlock, are found by search, and open when one scrolls back', async () => {
  const first = await createWorkspace('archive-months', deadBridge, () => now);
  await customerWrote(first, [0, 5, 14]);
  await first.api.lock();

  const vault = await reopen('archive-months');
  expect(texts(vault)).toEqual(['The boiler of 0 months ago']);
  await eventually(async () => (await vault.api.search('boiler')).complete, 'the indexes to be there');
  const { hits, total } = await vault.api.search('boilre');
  expect(total).toBe(3);
  expect(hits[0]).toMatchObject({ kind: 'message', contactName: 'Anna Müller' });
  expect(hits.map(({ snippet }) => snippet)).toEqual([
    'The boiler of 0 months ago',
    'The boiler of 5 months ago',
    'The boiler of 14 months ago',
  ]);
  expect(texts(vault)).toHaveLength(1);

  const { id } = vault.table('conversations')[0]!;
  expect(await vault.api.openEarlier(id)).toEqual({ more: true });
  expect(texts(vault)).toHaveLength(2);
  expect(await vault.api.openEarlier(id)).toEqual({ more: false });
  expect(texts(vault)).toHaveLength(3);
  expect(await vault.api.openEarlier(id)).toEqual({ more: false });
  await vault.api.lock();
});

test('A message of long ago that is delivered again is not there twice', async () => {
  const first = await createWorkspace('archive-again', deadBridge, () => now);
  await customerWrote(first, [7]);
  await first.api.lock();
  const vault = await reopen('archive-again');
  await customerWrote(vault, [7]);
  expect(texts(vault)).toEqual(['The boiler of 7 months ago']);
  await vault.api.lock();
});

const twoYearsAgo = now - 2 * 365 * day;

/** A business two years ago, with one job that is over and one that is not. */
async function oldJobs(name: string): Promise<{ done: string; waiting: string }> {
  const vault = await createWorkspace(name, deadBridge, () => twoYearsAgo);
  const { id: contactId } = await vault.run('contact.create', { name: 'Anna' });
  const { id: done } = await vault.run('job.create', { contactId, title: 'Service of the boiler' });
  await vault.run('job.cancel', { id: done, reason: 'moved away' });
  await vault.api.lock();
  return { done, waiting: contactId };
}

test('A year is closed once nothing in it waits, and opens when a command or a screen needs it', async () => {
  const { done } = await oldJobs('archive-years');
  const vault = await reopen('archive-years');
  await eventually(async () => (await vault.api.search('boiler')).total === 1, 'the year to be indexed');
  expect(vault.table('jobs')).toEqual([]);
  expectOk(await vault.api.run('job.update', { id: done, fields: { title: 'Yearly service' } }));
  expect(vault.table('jobs')).toMatchObject([{ id: done, title: 'Yearly service' }]);
  expect((await vault.api.search('yearly')).hits).toMatchObject([{ kind: 'job', id: done }]);
  await vault.api.lock();

  const again = await reopen('archive-years');
  expect(again.table('jobs')).toEqual([]);
  await eventually(() => again.api.openRecord('jobs', done), 'the year to open');
  expect(again.table('jobs')).toMatchObject([{ title: 'Yearly service' }]);
  expect(await again.api.openRecord('jobs', 'nothing')).toBe(false);
  await again.api.lock();
});

test('A list of jobs goes back by a year at a time, until there is no earlier one', async () => {
  await oldJobs('archive-list');
  const vault = await reopen('archive-list');
  await eventually(async () => (await vault.api.search('boiler')).total === 1, 'the year to be indexed');
  expect(await vault.api.earlierYear('work')).toBe(2024);
  expect(await vault.api.earlierYear('money')).toBeUndefined();
  await vault.api.openEarlierYear('work');
  expect(vault.table('jobs')).toMatchObject([{ title: 'Service of the boiler' }]);
  expect(await vault.api.earlierYear('work')).toBeUndefined();
  await vault.api.lock();
});

test('A year in which something waits stays open', async () => {
  const vault = await createWorkspace('archive-waiting', deadBridge, () => twoYearsAgo);
  const { id: contactId } = await vault.run('contact.create', { name: 'Anna' });
  await vault.run('job.create', { contactId, title: 'Never done' });
  await vault.api.lock();
  for (let round = 0; round < 2; round++) {
    const later = await reopen('archive-waiting');
    await eventually(() => later.table('jobs').length === 1, 'the job to be shown');
    expect(later.table('jobs')).toMatchObject([{ title: 'Never done' }]);
    await later.api.lock();
  }
});

test('A year in which a task is not done stays open', async () => {
  const vault = await createWorkspace('archive-task', deadBridge, () => twoYearsAgo);
  await vault.run('task.create', { title: 'Ring Ben' });
  await vault.api.lock();
  for (let round = 0; round < 2; round++) {
    const later = await reopen('archive-task');
    await eventually(() => later.table('tasks').length === 1, 'the task to be shown');
    expect(later.table('tasks')).toMatchObject([{ title: 'Ring Ben' }]);
    await later.api.lock();
  }
});

test('What is closed is in backups, in the health report, and still sealed on disk', async () => {
  const first = await createWorkspace('archive-backup', deadBridge, () => now);
  await customerWrote(first, [0, 9]);
  await first.api.lock();
  const vault = await reopen('archive-backup');
  await eventually(async () => (await vault.api.search('boiler')).total === 2, 'both months to be found');
  const health = await vault.api.health();
  expect(health.missing).toEqual([]);
  expect(health.books.map(({ book }) => book)).toContain('talk-2026-02');
  const { bytes } = expectOk(await vault.api.backupCopy());
  const preview = expectOk(await vault.api.previewBackup({ bytes }));
  expect(preview.kinds.find(({ kind }) => kind === 'messages')).toMatchObject({ inBackup: 2, now: 2 });
  await vault.api.lock();
  const stored = JSON.stringify(await readEverything('archive-backup'), (_key, value: unknown) =>
    value instanceof Uint8Array ? String.fromCharCode(...value.subarray(0, 60_000)) : value,
  );
  for (const word of ['boiler', 'müller', 'talk-2026', 'messages/'])
    expect(stored.toLowerCase()).not.toContain(word);
});

test('Search narrows down by kind, contact, time and state', async () => {
  const vault = await createWorkspace('archive-filter', deadBridge, () => now);
  await customerWrote(vault, [0, 1]);
  const { id: contactId } = vault.table('contacts')[0]!;
  await vault.run('job.create', { contactId, title: 'Replace boiler' });
  const search = async (filter: Parameters<typeof vault.api.search>[1]) =>
    (await vault.api.search('boiler', filter)).hits.map(
      ({ kind, at }) => `${kind} ${new Date(at).getUTCMonth()}`,
    );
  expect(await search({ kinds: ['job'] })).toEqual(['job 10']);
  expect(await search({ kinds: ['message'], to: now - 20 * day })).toEqual(['message 9']);
  expect(await search({ contactId: 'somebody else' })).toEqual([]);
  expect(await search({ contactId, kinds: ['message'] })).toHaveLength(2);
  expect(await search({ states: ['created'] })).toEqual(['job 10']);
  expect(await search({ states: ['open'] })).toHaveLength(2);
  expect((await vault.api.search('06 12345678')).hits.map(({ kind }) => kind)).toEqual(['contact']);
  await vault.api.lock();
});
