import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hour, monday, setUpBusiness, wrote } from '#shared/commands/rules/testing.ts';
import type { MemoryRecords } from '#shared/commands/testing.ts';
import { createDevice, meet } from '#shared/commands/testing-device.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import type { Claim } from '../claims/claims.ts';
import { createRules } from './rules.ts';

/** Some devices of a team with one relay between them, by way of which their records merge. */
function createTeam(size: number) {
  const all = Object.keys(collections) as CollectionName[];
  let clock = monday;
  const relay = createDevice(100, all);
  const claimed = new Map<string, number>();
  let relayAnswers = true;
  const sent: string[] = [];
  const works = Array.from({ length: size }, () => createWork(systemTimers));

  const devices = works.map((work, number) => {
    const device = createDevice(number, all, () => clock);
    const sync = (): void => meet(device, relay);
    const changes = createRecordChanges({ work });
    changes.start();
    const rules = createRules({
      records: device.records,
      changes,
      work,
      claims: {
        async take(_purpose, id): Promise<Claim> {
          if (!relayAnswers) return 'unknown';
          if (!claimed.has(id)) claimed.set(id, number);
          return claimed.get(id) === number ? 'mine' : 'other';
        },
      },
      caughtUp: async () => relayAnswers && (sync(), true),
      stop: async (aboutId) => device.run('rule.stopFollowUps', { aboutId }),
      mayFollow: () => true,
      now: () => clock,
      async run(name, args, by) {
        const before = [...device.records.all('messages')].length;
        const done = device.run(name, args);
        if ([...device.records.all('messages')].length > before) sent.push(by.name === 'own' ? by.runId : '');
        return done;
      },
    });
    const look = async (): Promise<void> => {
      rules.wake();
      await work.quiet();
    };
    const tell = (): void => {
      for (const { collection, id } of device.changes) changes.tell(collection, new Set([id]), '');
    };
    const list = <Name extends CollectionName>(name: Name) => [...device.records.all(name)];
    return { run: device.run as MemoryRecords['run'], list, sync, look, tell };
  });

  return {
    devices,
    sent,
    setRelay: (answers: boolean) => void (relayAnswers = answers),
    setClock: (now: number) => void (clock = now),
    end: () => Promise.all(works.map((work) => work[Symbol.asyncDispose]())),
  };
}

/** A team that has rules for what comes in, told to all devices. */
function setUp(team: ReturnType<typeof createTeam>): void {
  const { run } = team.devices[0]!;
  team.setClock(monday);
  setUpBusiness(run);
  expectOk(
    run('rule.save', {
      when: { on: 'message', words: ['boiler'] },
      actions: [
        { do: 'task', title: 'Call {{name}}' },
        { do: 'priority', priority: 'high' },
        { do: 'reply', text: 'Thank you, we will call you.' },
      ],
      isOn: true,
    }),
  );
  for (const device of team.devices) device.sync();
}

/** One device sends; another that does not know of it comes too late for it; then the customer writes again. */
const lateElsewhere = [
  { do: 'write' as const, device: 0, phone: 2 },
  { do: 'write' as const, device: 2, phone: 2 },
  { do: 'look' as const, device: 0 },
  { do: 'pass' as const, minutes: 61 },
  { do: 'look' as const, device: 2 },
  { do: 'write' as const, device: 1, phone: 2 },
];

test('over devices and with or without a relay each cause is followed once, and each customer hears once', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), device: fc.nat(2), phone: fc.nat(2) }),
    fc.record({ do: fc.constant('look' as const), device: fc.nat(2) }),
    fc.record({ do: fc.constant('look' as const), device: fc.nat(2) }),
    fc.record({ do: fc.constant('sync' as const), device: fc.nat(2) }),
    fc.record({ do: fc.constant('relay' as const), answers: fc.boolean() }),
    fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
  );
  let sends = 0;
  let tasks = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
      const team = createTeam(3);
      setUp(team);
      let now = monday;
      const written = new Set<string>();
      for (const each of steps) {
        if (each.do === 'pass') team.setClock((now += each.minutes * 60_000));
        if (each.do === 'relay') team.setRelay(each.answers);
        if (!('device' in each)) continue;
        const device = team.devices[each.device]!;
        if (each.do === 'sync') device.sync();
        if (each.do === 'look') await device.look();
        if (each.do !== 'write') continue;
        const phone = `44770090000${each.phone}`;
        written.add(`${phone} ${now}`);
        // Each device reads the inbox for itself.
        expectOk(device.run('inbox.ingest', wrote('My boiler is cold', { phone, at: now })));
      }
      team.setRelay(true);
      for (let round = 0; round < 2; round++)
        for (const device of team.devices) {
          device.sync();
          await device.look();
        }
      for (const device of team.devices) device.sync();
      expect(new Set(team.sent).size).toBe(team.sent.length);
      const [one, ...others] = team.devices;
      expect(one!.list('tasks')).toHaveLength(written.size);
      expect(one!.list('ruleRuns')).toHaveLength(written.size);
      // Whoever wrote is told once a day, however often they write.
      const told = one!.list('messages').filter(({ direction }) => direction === 'out');
      expect(told.length).toBeLessThanOrEqual(new Set(told.map(({ conversationId }) => conversationId)).size);
      for (const other of others)
        expect(
          other
            .list('tasks')
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(
          one!
            .list('tasks')
            .map(({ id }) => id)
            .toSorted(),
        );
      sends += team.sent.length;
      tasks += one!.list('tasks').length;
      await team.end();
    }),
    { numRuns: 60, examples: [[lateElsewhere]] },
  );
  // It was no test of devices that never do anything.
  expect(sends).toBeGreaterThan(0);
  expect(tasks).toBeGreaterThan(0);
});

test('offline what stays in the business is done at once, and the message waits for the relay', async () => {
  const team = createTeam(1);
  setUp(team);
  team.setClock(monday + 1000);
  team.setRelay(false);
  const [device] = team.devices;
  expectOk(device!.run('inbox.ingest', wrote('The boiler again', { at: monday + 1000 })));
  await device!.look();
  expect(device!.list('tasks')).toHaveLength(1);
  expect(team.sent).toEqual([]);
  team.setRelay(true);
  await device!.look();
  await device!.look();
  expect(team.sent).toHaveLength(1);
  await team.end();
});

test('what comes in while Plumbline is open is followed by itself', async () => {
  const team = createTeam(1);
  setUp(team);
  const [device] = team.devices;
  await device!.look();
  expectOk(device!.run('inbox.ingest', wrote('The boiler', { at: monday + 1000 })));
  team.setClock(monday + 1000);
  device!.tell();
  await expect.poll(() => device!.list('tasks').length).toBe(1);
  await team.end();
});

test('what happened before a rule was on, or long ago, is left alone', async () => {
  const team = createTeam(1);
  setUp(team);
  const [device] = team.devices;
  expectOk(device!.run('inbox.ingest', wrote('The boiler', { at: monday - hour })));
  await device!.look();
  expectOk(device!.run('inbox.ingest', wrote('The boiler', { at: monday + hour })));
  team.setClock(monday + 5 * 24 * hour);
  await device!.look();
  expect(device!.list('tasks')).toEqual([]);
  await team.end();
});
