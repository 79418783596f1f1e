import { expect, onTestFinished, test } from 'vitest';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { mailOf } from '#shared/domain/mail.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { Change } from '#shared/records/change.ts';
import type { Claim } from '../claims/claims.ts';
import { createBookingTelling } from './telling.ts';

const id = 'A'.repeat(22);
const secret = 'S'.repeat(43);
const [minute, hour] = [60_000, 3_600_000];
const mailbox = {
  name: 'Rivera Heating',
  address: 'office@rivera.example',
  host: 'mail.rivera.example',
  port: 465,
  security: 'tls' as const,
  user: 'office',
  password: 'secret',
};

/** Devices that know the same, with one relay between them: who asks first for a claim gets it. */
function team(size: number) {
  const claimed = new Map<string, number>();
  let relayAnswers = true;
  const memories = Array.from({ length: size }, () => createMemoryRecords());
  const share = (from: number, changes: Change[]): void =>
    memories.forEach((memory, number) => void (number !== from && memory.apply(changes)));
  const run = ((name: never, args: never) => {
    const done = memories[0]!.run(name, args);
    if (done.ok) share(0, [...memories[0]!.lastChanges]);
    return done;
  }) as (typeof memories)[0]['run'];
  const timers: Timers = { elapsed: () => memories[0]!.context.now, after: () => () => {} };
  const devices = memories.map((memory, number) => {
    const work = createWork(timers);
    onTestFinished(async () => work[Symbol.asyncDispose]());
    const telling = createBookingTelling({
      records: memory.records,
      changes: { on: () => () => {} } as never,
      work,
      claims: {
        async take(_purpose, key): Promise<Claim> {
          if (!relayAnswers) return 'unknown';
          if (!claimed.has(key)) claimed.set(key, number);
          return claimed.get(key) === number ? 'mine' : 'other';
        },
      },
      caughtUp: async () => relayAnswers,
      keys: { pair: async () => ({ publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) }) },
      relayUrl: () => 'https://relay.example',
      mayTell: () => true,
      now: () => memory.context.now,
      async run(name, args) {
        return memory.run(name as never, args as never);
      },
    });
    return { memory, wake: telling.wake, quiet: work.quiet };
  });
  /** All look at once; gives what has been written so far, by whichever. */
  async function look() {
    for (const { wake } of devices) wake();
    await Promise.all(devices.map(({ quiet }) => quiet()));
    for (const [number, { memory }] of devices.entries()) {
      // What each of them wrote reaches the others a moment later.
      const { told = {} } = memory.records.get('bookings', id)!;
      for (const each of Object.values(told)) if (!written.has(each.messageId)) note(number, each.messageId);
    }
    return [...written.values()];
  }
  const written = new Map<string, { news: string; text: string; to: string }>();
  function note(number: number, messageId: string): void {
    const { records } = devices[number]!.memory;
    const message = readMessage(records, messageId);
    if (message === undefined) return;
    const told = Object.values(records.get('bookings', id)!.told!);
    const { news } = told.find((each) => each.messageId === messageId)!;
    written.set(messageId, { news, text: message.text!, to: mailOf(message)!.to });
    share(number, [...devices[number]!.memory.lastChanges]);
  }
  const wait = (milliseconds: number): void =>
    memories.forEach(({ context }) => void (context.now += milliseconds));
  const setRelay = (answers: boolean): void => void (relayAnswers = answers);
  return { run, look, wait, setRelay, records: memories[0]!.records, now: () => memories[0]!.context.now };
}

function setUp(size: number) {
  const world = team(size);
  const { run, now, wait } = world;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [] }));
  expectOk(run('mail.connect', mailbox));
  expectOk(run('page.setAddress', { slug: 'rivera-heating' }));
  wait(hour);
  const said = {
    version: 1 as const,
    kind: 'request' as const,
    secret,
    language: 'en',
    wishes: [],
    name: 'Ana',
    email: 'ana@example.com',
  };
  expectOk(run('booking.receive', { requests: [{ id, receivedAt: now(), said }] }));
  return world;
}

test('of several devices one tells the customer, with the link to their own page', async () => {
  const { look } = setUp(3);
  const [first, ...others] = await look();
  expect([first?.news, others.length]).toEqual(['asked', 0]);
  expect(first?.text).toContain(`https://relay.example/b/rivera-heating#`);
  expect(first?.text).toContain(`.${id}.${secret}`);
  expect(await look()).toHaveLength(1);
});

test('while the relay cannot say whose it is, nobody tells; afterwards one does', async () => {
  const { look, setRelay } = setUp(2);
  setRelay(false);
  expect(await look()).toEqual([]);
  setRelay(true);
  expect(await look()).toHaveLength(1);
});

test('an answer goes at once, and what is dragged about in the schedule when it has stood still', async () => {
  const { look, run, wait, now, records } = setUp(1);
  await look();
  const start = now() + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  expect((await look()).at(-1)?.news).toBe('confirmed');
  const { jobId = '', visitId = '' } = records.get('bookings', id)!;
  const drag = (at: number) =>
    expectOk(run('job.reschedule', { id: jobId, visitId, start: at, end: at + hour }));
  wait(10 * minute);
  drag(start + hour);
  expect(await look()).toHaveLength(2);
  wait(minute);
  drag(start);
  wait(10 * minute);
  expect(await look()).toHaveLength(2);
  drag(start + 2 * hour);
  await look();
  wait(3 * minute);
  expect((await look()).at(-1)?.news).toBe('moved');
});
