import { expect, onTestFinished, test } from 'vitest';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { takenTimes } from '#shared/records/availability.ts';
import { createFeeds } from './feeds.ts';

const [minute, hour] = [60_000, 3_600_000];

/** A device that follows one calendar, on a clock of the test's. */
function follow(answers: (asked: { etag?: string }) => unknown) {
  const world = createMemoryRecords();
  const staffId = expectOk(world.run('staff.create', { name: 'Ana', kind: 'person' })).id;
  const { id } = expectOk(
    world.run('feed.add', { staffId, name: 'Outlook', url: 'webcal://calendar.example/a.ics' }),
  );
  const asked: { etag?: string }[] = [];
  const waiting = new Set<{ at: number; action: () => void }>();
  const timers = {
    elapsed: () => world.context.now,
    after(milliseconds: number, action: () => void) {
      const entry = { at: world.context.now + milliseconds, action };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
  };
  const work = createWork(timers);
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const feeds = createFeeds({
    bridge: {
      call: async (_name: string, args: { etag?: string }) => {
        asked.push(args);
        return ok(answers(args));
      },
    } as never,
    work,
    records: world.records,
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
    now: () => world.context.now,
    random: () => 0.5,
    mayWrite: () => true,
  });
  async function pass(milliseconds: number): Promise<void> {
    const end = world.context.now + milliseconds;
    for (;;) {
      const [next] = [...waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      waiting.delete(next);
      world.context.now = next.at;
      next.action();
      await work.quiet();
    }
    world.context.now = end;
  }
  async function wake(): Promise<void> {
    feeds.wake();
    await work.quiet();
  }
  return { ...world, id, staffId, asked, pass, wake, busy: () => world.records.get('busyTimes', id) };
}

const spanAt = (start: number) => ({ start, end: start + hour, zone: 'UTC' });

test('busy times of a calendar elsewhere are kept, and are taken when free time is looked for', async () => {
  let spans: object[] = [];
  const device = follow(() => ({ kind: 'read', spans, etag: '"1"' }));
  const start = device.context.now + 5 * hour;
  spans = [spanAt(start)];
  await device.wake();
  expect(device.busy()).toMatchObject({ name: 'Outlook', staffId: device.staffId });
  expect(takenTimes(device.records, device.context.now)).toEqual([
    { start, end: start + hour, staffIds: [device.staffId] },
  ]);
  spans = [spanAt(start + hour)];
  await device.pass(31 * minute);
  expect(takenTimes(device.records, device.context.now).map((taken) => taken.start)).toEqual([start + hour]);
  expect(device.asked.map(({ etag }) => etag)).toEqual([undefined, '"1"']);
});

test('what cannot be read is tried later each time, is told once, and leaves what was read', async () => {
  let answer: unknown = { kind: 'read', spans: [spanAt(0)] };
  const device = follow(() => answer);
  await device.wake();
  answer = { kind: 'problem', problem: 'unreachable' };
  const since = device.context.now;
  await device.pass(24 * hour);
  expect(device.asked.length).toBeLessThan(12);
  expect(device.busy()).toMatchObject({ problem: { kind: 'unreachable', since: since + 30 * minute } });
  expect(Object.keys(device.busy()!.spans!)).toHaveLength(1);
  answer = { kind: 'same' };
  await device.pass(13 * hour);
  expect(device.busy()!.problem).toBeUndefined();
});

test('a calendar that nobody follows any more leaves nothing', async () => {
  const device = follow(() => ({ kind: 'read', spans: [spanAt(0)] }));
  await device.wake();
  const kept = device.busy()!;
  expectOk(device.run('feed.remove', { id: device.id }));
  expect(device.list('busyTimes')).toEqual([]);
  // Another device read it meanwhile.
  device.apply([{ collection: 'busyTimes', id: kept.id, path: [], before: undefined, after: kept as never }]);
  await device.wake();
  expect(device.list('busyTimes')).toEqual([]);
  expect(device.list('calendarFeeds')).toEqual([]);
});

test('an address that is none, or is not encrypted, is not followed', () => {
  const device = follow(() => ({ kind: 'same' }));
  const add = (url: string) => device.run('feed.add', { staffId: device.staffId, name: 'A', url }).ok;
  expect(
    ['ftp://a.example/a', 'http://a.example/a', 'https://me:pw@a.example/a', 'nonsense'].map(add),
  ).toEqual([false, false, false, false]);
  expect(['https://a.example/a.ics', 'webcals://b.example/a', 'http://127.0.0.1:9/a'].map(add)).toEqual([
    true,
    true,
    true,
  ]);
});
