import { expect, onTestFinished, test } from 'vitest';
import type { WebhookOutcome } from '#shared/bridge/contract/webhook.ts';
import { causesOf } from '#shared/commands/rules/causes.ts';
import { hour, monday, setUpBusiness, wrote } from '#shared/commands/rules/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';
import { recipientsOfPerson } from '#shared/rights/recipients.ts';
import { standingOf } from '#shared/domain/webhook.ts';
import type { Change } from '#shared/records/change.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createWebhookSending } from './sending.ts';

const minute = 60_000;
type Sent = { url: string; secret: string; id: string; body: string };

/** Two devices of a business that know the same once they have synced, one relay, and one receiver. */
function createTeam(answer: (sent: Sent, count: number) => WebhookOutcome) {
  const log: { by: number; changes: Change[] }[] = [];
  const claimed = new Map<string, number>();
  const sent: (Sent & { by: number })[] = [];
  let isOnline = true;
  const devices = [0, 1].map((number) => {
    const world = createMemoryRecords();
    world.context.now = monday;
    setUpBusiness(world.run);
    world.context.newId = (
      (make) => () =>
        `${number}-${make()}`
    )(world.context.newId);
    let read = 0;
    const waiting = new Set<{ at: number; action: () => void }>();
    const work = createWork({
      elapsed: () => world.context.now,
      after(milliseconds, action) {
        const entry = { at: world.context.now + milliseconds, action };
        waiting.add(entry);
        return () => void waiting.delete(entry);
      },
    });
    onTestFinished(async () => work[Symbol.asyncDispose]());
    const run = <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => {
      const done = world.run(name, args);
      if (done.ok) log.push({ by: number, changes: [...world.lastChanges] });
      return done;
    };
    let dies = false;
    const sending = createWebhookSending({
      records: world.records,
      changes: createRecordChanges({ work }),
      work,
      now: () => world.context.now,
      maySend: () => true,
      caughtUp: async () => isOnline,
      claims: {
        async take(_purpose, id) {
          if (!isOnline) return 'unknown';
          if (!claimed.has(id)) claimed.set(id, number);
          // It has claimed, and is gone before anybody hears of it.
          return dies ? 'unknown' : claimed.get(id) === number ? 'mine' : 'other';
        },
      },
      run: async (name, args) => run(name, args),
      bridge: {
        call: async (_name: string, args: Sent) => {
          sent.push({ ...args, by: number });
          return ok(answer(args, sent.length));
        },
      } as never,
    });
    return {
      ...world,
      run,
      die: () => void (dies = true),
      sync() {
        for (const { by, changes } of log.slice(read)) if (by !== number) world.apply(changes);
        read = log.length;
      },
      async wake() {
        sending.wake();
        await work.quiet();
      },
    };
  });
  const [first, second] = devices as [(typeof devices)[0], (typeof devices)[0]];
  /** Time passes for all of them. */
  async function pass(milliseconds: number, who = devices): Promise<void> {
    for (const each of devices) each.context.now += milliseconds;
    for (const each of who) {
      each.sync();
      await each.wake();
    }
    for (const each of devices) each.sync();
  }
  return { first, second, devices, sent, pass, goOnline: (next: boolean) => void (isOnline = next) };
}
type Team = ReturnType<typeof createTeam>;

/** A rule that tells a program when somebody writes, and somebody who does. */
function tell({ first }: Team, fields: string[] = [], url = 'https://hooks.example/x') {
  const endpointId = expectOk(first.run('webhook.add', { name: 'Books', url, secret: 'whsec_AAAA' })).id;
  expectOk(
    first.run('rule.save', {
      when: { on: 'message' },
      actions: [{ do: 'webhook', endpointId, fields }],
      isOn: true,
    }),
  );
  expectOk(first.run('ai.configure', { localOnly: false }));
  first.context.now += 1000;
  return endpointId;
}

function write({ first }: Team, words = 'The boiler drips'): void {
  expectOk(first.run('inbox.ingest', wrote(words, { at: first.context.now })));
  for (const rule of first.list('rules'))
    for (const cause of causesOf(first.records, rule, { from: rule.since, to: first.context.now })) {
      const { aboutId, key, step, dueAt } = cause;
      first.run('rule.run', { ruleId: rule.id, aboutId, key, step, dueAt });
    }
}

const standing = ({ first }: Team) =>
  first.list('webhookDeliveries').map((each) => standingOf(each, first.context.now).is);

test('a program is told once of two devices, what happened and an id, and of the rest only what was ticked', async () => {
  const team = createTeam(() => ({ outcome: 'answered', status: 200 }));
  tell(team);
  write(team);
  await team.pass(minute);
  await team.pass(hour);
  expect(team.sent).toHaveLength(1);
  const [talk] = team.first.list('conversations');
  expect(JSON.parse(team.sent[0]!.body)).toEqual({
    type: 'message.received',
    timestamp: expect.stringMatching(/^2026-11-30T/),
    data: { id: talk!.id },
  });
  expect(team.sent[0]!.body).not.toMatch(/José|boiler|447700/);
  expect(standing(team)).toEqual(['done']);
  // Who has received something is known, also when the program is removed.
  expectOk(team.first.run('webhook.remove', { id: team.first.list('webhookEndpoints')[0]!.id }));
  const mine = recordsOfPerson(team.first.records, talk!.contactId);
  expect(recipientsOfPerson(team.first.records, mine)).toContainEqual(
    expect.objectContaining({ key: 'hooks.example', gets: 'told', isKnown: true }),
  );

  const told = createTeam(() => ({ outcome: 'answered', status: 200 }));
  tell(told, ['contact.name', 'message.text', 'secrets.all']);
  write(told);
  await told.pass(minute);
  expect(JSON.parse(told.sent[0]!.body)).toMatchObject({
    data: { contact: { name: 'José 1' }, message: { text: 'The boiler drips' } },
  });
});

test('what fails is tried again for days under one id, by whichever device is there, and then a person decides', async () => {
  const team = createTeam(() => ({ outcome: 'answered', status: 500 }));
  tell(team);
  write(team);
  for (let step = 0; step < 90; step++) await team.pass(hour, step % 2 === 0 ? [team.first] : [team.second]);
  expect(team.sent).toHaveLength(10);
  expect(new Set(team.sent.map(({ id }) => id)).size).toBe(1);
  expect(new Set(team.sent.map(({ by }) => by))).toEqual(new Set([0, 1]));
  expect(standing(team)).toEqual(['dead']);
  const { id } = team.first.list('webhookDeliveries')[0]!;
  expectOk(team.first.run('webhook.sendAgain', { id }));
  await team.pass(minute, [team.first]);
  expect(team.sent).toHaveLength(11);
  expectOk(team.first.run('webhook.giveUp', { id }));
  for (let step = 0; step < 50; step++) await team.pass(hour);
  expect(team.sent).toHaveLength(11);
});

test('a device that claims an attempt and is gone holds nothing up for good', async () => {
  const team = createTeam(() => ({ outcome: 'answered', status: 200 }));
  tell(team);
  write(team);
  team.first.die();
  await team.pass(minute, [team.first]);
  expect(team.sent).toEqual([]);
  await team.pass(minute, [team.second]);
  expect(team.sent).toEqual([]);
  for (let step = 0; step < 12; step++) await team.pass(5 * minute, [team.second]);
  expect(team.sent).toMatchObject([{ by: 1 }]);
});

test('without a relay that answers nothing goes, and a receiver that is busy is left until it says', async () => {
  const team = createTeam((_sent, count) =>
    count === 1
      ? { outcome: 'answered', status: 429, putOff: 6 * hour }
      : { outcome: 'answered', status: 200 },
  );
  tell(team);
  write(team);
  team.goOnline(false);
  await team.pass(minute);
  expect(team.sent).toEqual([]);
  team.goOnline(true);
  await team.pass(minute);
  for (let step = 0; step < 5; step++) await team.pass(hour);
  expect(team.sent).toHaveLength(1);
  await team.pass(2 * hour);
  expect(team.sent).toHaveLength(2);
});

test('a receiver that is gone for good is switched off and told nothing more until somebody switches it on', async () => {
  const team = createTeam((_sent, count) => ({ outcome: 'answered', status: count === 1 ? 410 : 200 }));
  const id = tell(team);
  write(team);
  await team.pass(minute);
  expect(team.first.records.get('webhookEndpoints', id)?.off?.why).toBe('gone');
  write(team, 'And the tap');
  await team.pass(24 * hour);
  expect(team.sent).toHaveLength(1);
  expectOk(team.first.run('webhook.switch', { id, isOn: true }));
  await team.pass(24 * hour);
  // The first one goes on; what happened while it was off is not caught up.
  expect(team.sent.map(({ id: each }) => each)).toEqual([team.sent[0]!.id, team.sent[0]!.id]);
});

test.each(['bin', 'restricted', 'stays', 'erased', 'pause', 'localOnly', 'removed'] as const)(
  'nothing leaves about somebody who is not to be told of: %s',
  async (why) => {
    const team = createTeam(() => ({ outcome: 'answered', status: 200 }));
    const id = tell(team, ['contact.name']);
    write(team);
    const { first } = team;
    const { contactId } = first.list('conversations')[0]!;
    if (why === 'bin') expectOk(first.run('bin.put', { kind: 'contacts', ids: [contactId] }));
    if (why === 'restricted')
      expectOk(first.run('contact.restrict', { id: contactId, why: 'They dispute it' }));
    if (why === 'stays') expectOk(first.run('contact.keepOnDevice', { id: contactId, on: true }));
    if (why === 'erased')
      first.apply([
        {
          collection: 'contacts',
          id: contactId,
          path: [],
          before: first.records.get('contacts', contactId) as never,
          after: undefined,
        },
      ]);
    if (why === 'pause') expectOk(first.run('pause.set', { parts: ['sends'] }));
    if (why === 'localOnly') expectOk(first.run('ai.configure', { localOnly: true }));
    if (why === 'removed') expectOk(first.run('webhook.remove', { id }));
    for (let step = 0; step < 3; step++) await team.pass(hour, [first]);
    expect(team.sent).toEqual([]);
    await team.pass(25 * hour, [first]);
    const isOver = why !== 'pause' && why !== 'localOnly';
    expect(standing(team)).toEqual([isOver ? 'ended' : 'waiting']);
    expect(team.sent).toEqual([]);
  },
);
