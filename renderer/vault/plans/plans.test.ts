import { expect, test } from 'vitest';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { createDevice, type Device, meet } from '#shared/commands/testing-device.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createRecordChanges } from '../books/record-changes.ts';
import { createPlans } from './plans.ts';

const hour = 3_600_000;
const first = '2026-11-01';
/** In the last hour of a month in Amsterdam. */
const start = Date.UTC(2026, 10, 30, 22, 30);

/** A clock that stands until somebody lets it go on. */
function createClock() {
  let now = start;
  let waiting: { at: number; action: () => void }[] = [];
  const timers: Timers = {
    after(milliseconds, action) {
      const entry = { at: now + milliseconds, action };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((each) => each !== entry));
    },
    elapsed: () => now,
  };
  async function pass(milliseconds: number, settled: () => Promise<unknown>): Promise<void> {
    const end = now + milliseconds;
    for (;;) {
      const [next] = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      waiting = waiting.filter((each) => each !== next);
      now = Math.max(now, next.at);
      next.action();
      await settled();
    }
    now = end;
  }
  return { timers, now: () => now, pass };
}

function open(device: Device, clock: ReturnType<typeof createClock>, mayWriteMoney: boolean) {
  const work = createWork(clock.timers);
  const changes = createRecordChanges({ work });
  changes.start();
  const plans = createPlans({
    records: device.records,
    changes,
    run: async (name, args) => device.run(name, args),
    mayWriteMoney: () => mayWriteMoney,
    work,
    now: clock.now,
  });
  const drafts = () =>
    new Set(Array.from(device.records.all('documents'), ({ period }) => period?.from ?? ''));
  return { plans, work, drafts };
}

test('a plan is billed when its day begins, though nobody saves anything, once over all devices', async () => {
  const all = Object.keys(collections) as CollectionName[];
  const clock = createClock();
  const [one, two, van] = [1, 2, 3].map((who) => createDevice(who, all, clock.now));
  const profile = { ...dutchBusiness, locale: 'en-GB' };
  expectOk(one!.run('business.setUp', { profile, services: [] }));
  const { id: contactId } = expectOk(one!.run('contact.create', { name: 'Maria' })) as { id: string };
  const price = { amount: '3000', currency: 'EUR' };
  const times = { first, rule: 'FREQ=YEARLY', time: '09:00', minutes: 60 };
  const terms = { billing: 'month', price, billFrom: first };
  expectOk(one!.run('plan.create', { contactId, title: 'Boiler', times, terms }));
  for (const other of [two!, van!]) meet(one!, other);

  const devices = [open(one!, clock, true), open(two!, clock, true), open(van!, clock, false)];
  const settled = () => Promise.all(devices.map(({ work }) => work.quiet()));
  for (const { plans } of devices) plans.wake();
  await settled();
  expect(devices.map(({ drafts }) => drafts())).toEqual([new Set([first]), new Set([first]), new Set()]);
  await clock.pass(hour / 4, settled);
  expect(devices[0]!.drafts().size).toBe(1);
  await clock.pass(hour, settled);
  const both = new Set([first, '2026-12-01']);
  expect(devices.map(({ drafts }) => drafts())).toEqual([both, both, new Set()]);
  meet(one!, two!);
  for (const device of [one!, two!]) expect([...device.records.all('documents')]).toHaveLength(2);
  for (const { work } of devices) await work[Symbol.asyncDispose]();
});
