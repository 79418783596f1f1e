import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailAccessSchema } from '#shared/bridge/contract.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { resultsOf } from '#shared/commands/broadcast/results.ts';
import {
  createMemoryRecords,
  type MemoryRecords,
  ukBusiness,
  whatsappAccount,
} from '#shared/commands/testing.ts';
import { openRests } from '#shared/domain/broadcast/broadcast.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok, problem } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import type { Change } from '#shared/records/change.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import type { Claim } from '../claims/claims.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { createBroadcasts } from './broadcasts.ts';

const minute = 60_000;
const hour = 60 * minute;
const monday = Date.UTC(2026, 10, 30, 9);
const { businessAccountId, phoneNumberId: accountId } = whatsappAccount;

const template = {
  name: 'offer',
  language: 'en_GB',
  category: 'MARKETING',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hello {{1}}, ten percent off today.' }],
};

/** Devices of a team with one relay and one Meta, each with its own records, its own worker and its own outbox. */
function createTeam(size: number) {
  const log: { by: number; changes: Change[] }[] = [];
  const claimed = new Map<string, number>();
  const delivered: string[] = [];
  const state = { relayAnswers: true, losesAnswers: false, refusal: undefined as number | undefined };

  const devices = Array.from({ length: size }, (_none, number) => {
    const memory = createMemoryRecords();
    memory.context.deviceId = `device-${number}`;
    const { newId } = memory.context;
    Object.assign(memory.context, { newId: () => `${number}-${newId()}` });
    let read = 0;
    const sync = (): void => {
      for (const { by, changes } of log.slice(read)) if (by !== number) memory.apply(changes);
      read = log.length;
    };
    const run = ((...args: Parameters<MemoryRecords['run']>) => {
      const done = memory.run(...args);
      if (done.ok) log.push({ by: number, changes: [...memory.lastChanges] });
      return done;
    }) as MemoryRecords['run'];
    const take = async (purpose: string, id: string): Promise<Claim> => {
      if (!state.relayAnswers) return 'unknown';
      const key = `${purpose} ${id}`;
      if (!claimed.has(key)) claimed.set(key, number);
      return claimed.get(key) === number ? 'mine' : 'other';
    };
    const bridge = {
      async call(name: string, { correlation }: { correlation: string }) {
        if (name !== 'channel.sendTemplate') throw new Error(name);
        if (state.refusal !== undefined)
          return ok({ outcome: 'refused', code: state.refusal, title: 'Refused' });
        const { conversationId } = memory.records.get('messages', correlation)!;
        delivered.push(memory.records.get('conversations', conversationId)!.contactId);
        if (state.losesAnswers) return problem('bridge.lost', 'The answer was lost.');
        return ok({ outcome: 'accepted', externalId: `wamid.${correlation}` });
      },
    } as unknown as Bridge;

    /** The program as it is started: what it knew in memory is gone. */
    function begin() {
      const work = createWork(systemTimers);
      const changes = createRecordChanges({ work });
      const written = new Set(memory.list('messages').map(({ id }) => id));
      const deps = {
        records: memory.records,
        changes,
        work,
        claims: { take },
        caughtUp: async () => state.relayAnswers,
        holdsChannels: () => true,
        now: () => memory.context.now,
        run: async (name: never, args: never) => run(name, args) as never,
      };
      const outbound = createOutbound({
        ...deps,
        bridge,
        deviceId: memory.context.deviceId,
        isWrittenNow: (id) => !written.has(id),
        deviceIds: () => Array.from({ length: size }, (_each, one) => `device-${one}`),
        blobs: { read: async () => problem('blob.none', 'None.') },
        random: crypto as never,
        mailRights: { of: async (account) => ok(mailAccessSchema.parse(account)), drop: () => {} },
        linkFor: async () => undefined,
        reloadTemplates: () => {},
      });
      outbound.opened();
      return { work, outbound, broadcasts: createBroadcasts(deps) };
    }
    let running = begin();

    return {
      memory,
      run,
      sync,
      async look() {
        for (let round = 0; round < 6; round++) {
          running.broadcasts.wake();
          await running.work.quiet();
          running.outbound.opened();
          running.outbound.wake();
          await running.work.quiet();
        }
      },
      async restart() {
        await running.work[Symbol.asyncDispose]();
        running = begin();
      },
      end: () => running.work[Symbol.asyncDispose](),
    };
  });

  return {
    devices,
    delivered,
    state,
    setClock: (now: number) => devices.forEach(({ memory }) => void (memory.context.now = now)),
    /** Told to all at once: whoever sends has read what waits at the relay. */
    everywhere(...args: ['consent.record', ArgsOf<'consent.record'>]) {
      const [first, ...others] = devices;
      expectOk(first!.memory.run(...args));
      for (const { memory } of others) memory.apply(first!.memory.lastChanges);
    },
    end: () => Promise.all(devices.map((device) => device.end())),
  };
}

/** People who have agreed, and a broadcast to all of them that begins now; told to all devices. */
function setUp(
  team: ReturnType<typeof createTeam>,
  people: number,
  more: Partial<ArgsOf<'broadcast.create'>> = {},
) {
  const { run, memory } = team.devices[0]!;
  team.setClock(monday);
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  expectOk(run('channel.connect', whatsappAccount));
  expectOk(run('template.loaded', { businessAccountId, templates: [template] }));
  const contacts = Array.from({ length: people }, (_none, at) => {
    const phones = { a: { number: `+316123${String(at).padStart(5, '0')}` } };
    const { id } = expectOk(run('contact.create', { name: `Person ${at}`, phones }));
    expectOk(
      run('consent.record', { contactId: id, purposes: ['marketing'], given: true, basis: 'written' }),
    );
    return id;
  });
  const { id } = expectOk(
    run('broadcast.create', {
      name: 'Spring',
      audience: { of: 'all' },
      accountId,
      templateId: memory.list('messageTemplates')[0]!.id,
      values: { 'body:1': { words: '{{firstName}}', fallback: 'there' } },
      ...more,
    }),
  );
  expectOk(run('broadcast.start', { id, reaches: people }));
  for (const device of team.devices) device.sync();
  return { id, contacts };
}

const people = 6;
const device = fc.nat(1);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const), device }) },
  fc.record({ do: fc.constant('sync' as const), device }),
  fc.record({ do: fc.constant('stop' as const), person: fc.nat(people - 1) }),
  fc.record({ do: fc.constant('pause' as const), device }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), device }) },
  fc.record({ do: fc.constant('restart' as const), device }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant('relay' as const), answers: fc.boolean() }),
  fc.record({ do: fc.constant('lose' as const), on: fc.boolean() }),
);

test('in any order of stops, pauses, restarts and lost answers nobody gets it twice, and nobody who said stop before', async () => {
  let sends = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const team = createTeam(2);
      const { id, contacts } = setUp(team, people);
      /** How many had got it when somebody said stop. */
      const stopped = new Map<string, number>();
      let now = monday;
      for (const each of steps) {
        const one = 'device' in each ? team.devices[each.device]! : undefined;
        if (each.do === 'look') await one!.look();
        if (each.do === 'sync') one!.sync();
        if (each.do === 'pause') one!.run('broadcast.pause', { id });
        if (each.do === 'resume') one!.run('broadcast.resume', { id });
        if (each.do === 'restart') await one!.restart();
        if (each.do === 'relay') team.state.relayAnswers = each.answers;
        if (each.do === 'lose') team.state.losesAnswers = each.on;
        if (each.do === 'pass') team.setClock((now += each.minutes * minute));
        if (each.do !== 'stop') continue;
        const contactId = contacts[each.person]!;
        if (!stopped.has(contactId)) stopped.set(contactId, team.delivered.length);
        team.everywhere('consent.record', { contactId, purposes: ['marketing'], given: false });
      }
      expect(new Set(team.delivered).size).toBe(team.delivered.length);
      for (const [contactId, since] of stopped) expect(team.delivered.slice(since)).not.toContain(contactId);
      sends += team.delivered.length;
      await team.end();
    }),
    { numRuns: 150 },
  );
  // It was no test of devices that never send.
  expect(sends).toBeGreaterThan(0);
});

test('by Meta’s limit a day’s number of people gets it, and the others the day after', async () => {
  const team = createTeam(1);
  const [one] = team.devices;
  setUp(team, 7);
  const raw = { event: 'UPGRADE', current_limit: 'TIER_4' };
  const said = {
    id: 'event',
    at: monday,
    field: 'phone_number_quality_update',
    summary: '-',
    severity: 'info',
  };
  one!.memory.apply([
    { collection: 'accountEvents', id: 'event', path: [], before: undefined, after: { ...said, raw } },
  ]);
  await one!.look();
  expect(team.delivered).toHaveLength(4);
  team.setClock(monday + 23 * hour);
  await one!.look();
  expect(team.delivered).toHaveLength(4);
  team.setClock(monday + 24 * hour + minute);
  await one!.look();
  expect(team.delivered).toHaveLength(7);
  await team.end();
});

test.each([
  ['quality', { quality: 'RED', qualityAt: monday + minute }],
  ['template', { status: 'PAUSED', statusAt: monday + minute }],
] as const)('it pauses itself for %s, says why, and goes on when a person says so', async (why, change) => {
  const team = createTeam(1);
  const { id } = setUp(team, 3);
  const { memory, look, run } = team.devices[0]!;
  const [known] = memory.list('messageTemplates');
  const set = (fields: Record<string, string | number>) =>
    memory.apply(
      Object.entries(fields).map(([field, after]) => {
        return { collection: 'messageTemplates', id: known!.id, path: [field], before: undefined, after };
      }),
    );
  set(change);
  team.setClock(monday + 2 * minute);
  await look();
  expect(openRests(memory.records.get('broadcasts', id)!).map((rest) => rest.why)).toEqual([why]);
  expect(team.delivered).toEqual([]);
  if (why === 'template') set({ status: 'APPROVED', statusAt: monday + 3 * minute });
  expectOk(run('broadcast.resume', { id }));
  await look();
  expect(team.delivered).toHaveLength(3);
  await team.end();
});

test('after a long downtime it waits for a person; when nothing gets through any more, it stops by itself', async () => {
  const late = createTeam(1);
  const first = setUp(late, 3);
  late.setClock(monday + 13 * hour);
  await late.devices[0]!.look();
  const restsOf = (team: typeof late, id: string) =>
    openRests(team.devices[0]!.memory.records.get('broadcasts', id)!).map(({ why }) => why);
  expect(restsOf(late, first.id)).toEqual(['late']);
  expect(late.delivered).toEqual([]);
  await late.end();

  const quiet = createTeam(1);
  const kept = setUp(quiet, 3, { quiet: { from: '09:00', until: '23:00' } });
  await quiet.devices[0]!.look();
  expect(quiet.delivered).toEqual([]);
  quiet.setClock(monday + 14 * hour);
  await quiet.devices[0]!.look();
  expect(restsOf(quiet, kept.id)).toEqual([]);
  expect(quiet.delivered).toHaveLength(3);
  await quiet.end();

  const failing = createTeam(1);
  const second = setUp(failing, 20);
  failing.state.refusal = 131_026;
  for (let each = 0; each < 6; each++) await failing.devices[0]!.look();
  expect(restsOf(failing, second.id)).toEqual(['failing']);
  const { memory } = failing.devices[0]!;
  const { totals } = resultsOf(memory.records, { id: second.id }, memory.context.now);
  expect(totals.by.failed).toBeGreaterThanOrEqual(8);
  expect(totals.by.waiting).toBeGreaterThan(0);
  await failing.end();
});
