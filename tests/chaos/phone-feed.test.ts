import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { jobReference, publishedFeedId } from '#shared/domain/published-feed.ts';
import { readCalendar } from '#shared/import/ics.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { feedUrl } from '#shared/sync/feed.ts';
import { removeTemporaryFolders, startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { createTestWorkspace, request } from '#sync-server/testing/workspace.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createPublishing } from '#renderer/vault/feeds/publishing.ts';

afterAll(removeTemporaryFolders);

const words = { busy: 'Busy', name: 'Visits of Ana', expired: 'No longer kept up to date.' };
const address = (letter: string) => letter.repeat(43);
const hour = 3_600_000;

/** A real relay, and a device that publishes there over records in memory. */
async function openTeam() {
  const relay = await startRelayProcess();
  onTestFinished(async () => void (await relay.end('SIGTERM')));
  const team = await createTestWorkspace();
  await team.register(relay.url);
  const token = await team.signIn(relay.url, team.devices[0]!);
  const world = createMemoryRecords();
  world.context.now = Date.now();
  const puts: string[] = [];
  const work = createWork(systemTimers);
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const publishing = createPublishing({
    records: world.records,
    changes: createRecordChanges({ work }),
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
    work,
    workspace: team.workspace,
    mayPublish: () => true,
    client: () => ({
      async signed({ method, path, body }) {
        puts.push(method);
        const { status, json } = await request(relay.url, path, { method, json: body, token });
        return status < 300 ? ok(json) : problem('relay.refused', `${status}`);
      },
    }),
    now: () => world.context.now,
  });
  const wake = async () => {
    publishing.wake();
    await work.quiet();
  };
  const open = async (at: string) => {
    const response = await fetch(feedUrl(relay.url, at));
    return { status: response.status, text: await response.text() };
  };
  return { ...world, wake, open, puts };
}

function addVisit(team: Awaited<ReturnType<typeof openTeam>>) {
  const staffId = expectOk(team.run('staff.create', { name: 'Ana', kind: 'person' })).id;
  const contactId = expectOk(
    team.run('contact.create', {
      name: 'Møller & Söhne '.repeat(8),
      phones: { p: { number: '+31612345678' } },
    }),
  ).id;
  const start = Math.floor(team.context.now / hour) * hour + 30 * hour;
  const title = 'Boiler, yearly; with a certificate 🙂 '.repeat(5).trim();
  const visit = { start, end: start + hour };
  const made = { contactId, title, address: { street: '12 Orchard Lane' }, visit };
  const { id } = expectOk(team.run('job.create', made));
  const [{ id: visitId } = { id: '' }] = team.records.by('visits', 'jobId', id);
  expectOk(team.run('job.assignVisit', { id, visitId, staffIds: [staffId] }));
  return { staffId, jobId: id, visitId, start };
}

const window = { start: 0, end: Date.now() + 400 * 24 * hour };

test('a phone reads when somebody is busy and a reference, and nothing of a customer, until it is chosen', async () => {
  const team = await openTeam();
  const { staffId, jobId, start } = addVisit(team);
  expectOk(team.run('feed.publish', { staffId, address: address('a'), fields: [], words }));
  await team.wake();
  const first = await team.open(address('a'));
  expect(first.status).toBe(200);
  const { events } = readCalendar(first.text, { window, timeZone: 'UTC' });
  expect(events).toMatchObject([{ title: `Busy · ${jobReference(jobId)}`, start, end: start + hour }]);
  expect(first.text).not.toMatch(/Boiler|ller|Orchard|3161/);

  const fields = ['title', 'customer', 'address', 'phone'] as const;
  expectOk(team.run('feed.publish', { staffId, fields: [...fields], words }));
  await team.wake();
  const { text } = await team.open(address('a'));
  const unfolded = text.replaceAll('\r\n ', '');
  for (const told of ['Boiler\\, yearly\\;', 'Møller & Söhne', '12 Orchard Lane', '+31612345678'])
    expect(unfolded).toContain(told);
  // RFC 5545: lines end in CRLF and are 75 octets long at most, and no character is cut.
  const lines = text.split('\r\n');
  expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\uFFFD]/);
});

test('a moved visit reaches the phone, what is unchanged is not sent again, and what is cancelled goes', async () => {
  const team = await openTeam();
  const { staffId, jobId, visitId, start } = addVisit(team);
  expectOk(team.run('feed.publish', { staffId, address: address('b'), fields: [], words }));
  await team.wake();
  await team.wake();
  expect(team.puts).toEqual(['PUT']);
  const moved = { start: start + hour, end: start + 2 * hour };
  expectOk(team.run('job.reschedule', { id: jobId, visitId, ...moved }));
  await team.wake();
  const { text } = await team.open(address('b'));
  expect(readCalendar(text, { window, timeZone: 'UTC' }).events).toMatchObject([moved]);
  expectOk(team.run('job.cancel', { id: jobId, reason: 'Not needed' }));
  await team.wake();
  expect((await team.open(address('b'))).text).not.toContain('VEVENT');
});

test('a calendar that is withdrawn, or gets another address, is gone from the relay at once', async () => {
  const team = await openTeam();
  const { staffId } = addVisit(team);
  expectOk(team.run('feed.publish', { staffId, address: address('c'), fields: [], words }));
  await team.wake();
  expectOk(team.run('feed.publish', { staffId, address: address('d'), fields: [], words }));
  await team.wake();
  expect([(await team.open(address('c'))).status, (await team.open(address('d'))).status]).toEqual([
    404, 200,
  ]);
  const id = publishedFeedId(staffId);
  expectOk(team.run('feed.withdraw', { id }));
  await team.wake();
  expect((await team.open(address('d'))).status).toBe(404);
  expect(team.records.get('publishedFeeds', id)).not.toHaveProperty('address');
  expect(Object.keys(team.records.get('publishedFeeds', id)!.withdrawn ?? {})).toEqual([]);
  await team.wake();
  expect((await team.open(address('d'))).status).toBe(404);
});
