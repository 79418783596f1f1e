import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openScene } from '#shared/agent/acts/scene.ts';
import { freeSlots } from '#shared/agent/slots.ts';
import { plumber } from '#shared/agent/testing.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { keptTimes } from '#shared/records/kept-times.ts';
import { defineCommand } from '../command.ts';
import { createDevice, type Device, meet } from '../testing-device.ts';
import { keepTime } from './hold.ts';

const names = [
  'business',
  'services',
  'contacts',
  'identities',
  'conversations',
  'jobs',
  'holds',
  'sites',
  'relationships',
  'enquiries',
] as const;
const more = [
  'visits',
  'sites',
  'documents',
  'messages',
  'messageStates',
  'knowledge',
  'aiSettings',
  'answerWords',
] as const;

const now = Date.UTC(2026, 10, 28);
const customers = ['ann', 'bob', 'cem'];
const working = { ...plumber, isClosed: () => false };
const starts = freeSlots({ working, taken: [] }, now, 60, 6).map(({ start }) => start);

/** A customer's tap, as the message that it is: whatever device answers it, it chooses the same time. */
const choose = defineCommand({
  name: 'test.choose',
  title: 'Choose a time',
  args: z.strictObject({ customer: z.string(), tap: z.number() }),
  undoable: false,
  run(draft, { customer, tap }, context) {
    const scene = expectOk(openScene(draft, `talk-${customer}`, context.now));
    const message = { id: `${customer}-${tap}`, at: now - 60_000 + tap };
    keepTime(draft, { step: 'hold', start: starts[tap]! }, message, scene);
    return ok({});
  },
});

const setUp = defineCommand({
  name: 'test.setUp',
  title: 'Set up',
  args: z.strictObject({}),
  undoable: false,
  run(draft) {
    draft.create('business', plumber);
    for (const id of customers) {
      draft.create('contacts', { id, name: id, createdAt: 0 });
      const talk = { channel: 'whatsapp', accountId: 'a', state: 'open', createdAt: 0, lastAt: 0 } as const;
      draft.create('conversations', { id: `talk-${id}`, contactId: id, ...talk });
    }
    return ok({});
  },
});

const step = fc.record({
  who: fc.integer({ min: 0, max: 1 }),
  what: fc.constantFrom('choose', 'choose', 'choose', 'release', 'confirm', 'merge', 'meet'),
  customer: fc.integer({ min: 0, max: 2 }),
  tap: fc.integer({ min: 0, max: starts.length - 1 }),
});

function act(device: Device, { what, customer, tap }: { what: string; customer: number; tap: number }): void {
  const name = customers[customer]!;
  const held = keptTimes(device.records, now).find(({ conversationId }) => conversationId === `talk-${name}`);
  if (what === 'choose') device.run(choose, { customer: name, tap });
  if (what === 'release' && held !== undefined) device.run('hold.release', { id: held.id });
  // Who is told is not what is tried here.
  if (what === 'confirm' && held !== undefined) device.run('hold.confirm', { id: held.id });
  if (what === 'merge' && customer > 0)
    device.run('contact.merge', { keepId: customers[customer - 1]!, otherId: name });
}

test('whatever two devices choose, confirm and merge apart, each customer keeps one time: the one chosen last', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const [one, two] = [createDevice(1, [...names, ...more]), createDevice(2, [...names, ...more])];
      one.run(setUp, {});
      meet(one, two);
      for (const { who, ...rest } of steps) {
        if (rest.what === 'meet') meet(one, two);
        else act([one, two][who]!, rest);
      }
      meet(one, two);
      const kept = [one, two].map(
        ({ records }) => new Map(keptTimes(records, now).map((hold) => [hold.id, hold])),
      );
      expect(kept[0]).toEqual(kept[1]);
      expect([...one.setAside(), ...two.setAside()]).toEqual([]);
      expectWhole(one);
    }),
  );
});

/** What has to be true of the holds of a device that has met all others. */
function expectWhole({ records }: Device): void {
  const contactOf = (id: string) => mergedTarget(id, (each) => records.get('contacts', each));
  const all = [...records.all('holds')];
  for (const kept of keptTimes(records, now)) {
    const own = all.filter(({ contactId }) => contactOf(contactId) === contactOf(kept.contactId));
    expect(Math.max(...own.map(({ at }) => at))).toBe(kept.at);
  }
  // One tap is one record with its own time, and at most one visit.
  for (const { at, start } of all) expect(start).toBe(starts[at - now + 60_000]);
  const jobs = [...records.all('jobs')];
  const confirmed = all.flatMap(({ jobId }) => jobId ?? []);
  expect(new Set(confirmed).size).toBe(confirmed.length);
  expect(jobs.map(({ id }) => id).toSorted()).toEqual(confirmed.toSorted());
  const visited = Array.from(records.all('visits'), ({ jobId }) => jobId);
  expect(visited.toSorted()).toEqual(confirmed.toSorted());
}
test('two devices that answer one tap keep one time, and make one visit of it', () => {
  const [one, two] = [createDevice(1, [...names, ...more]), createDevice(2, [...names, ...more])];
  one.run(setUp, {});
  meet(one, two);
  for (const device of [one, two]) {
    device.run(choose, { customer: 'ann', tap: 1 });
    const [held] = keptTimes(device.records, now);
    expectOk(device.run('hold.confirm', { id: held!.id }));
  }
  meet(one, two);
  expect([...one.records.all('holds')]).toHaveLength(1);
  expect([...one.records.all('jobs')]).toHaveLength(1);
  expect([...one.records.all('visits')]).toHaveLength(1);
  expectWhole(one);
});
