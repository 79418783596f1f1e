import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consentPurposes, type ConsentPurpose } from '#shared/domain/consent.ts';
import { expectOk } from '#shared/lib/result.ts';
import { consentOf, consentsOf } from '#shared/records/consents.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const now = Date.UTC(2026, 10, 21, 9);

/** For which purposes this contact may be written to. */
function allowed(records: RecordReader, contactId: string): ConsentPurpose[] {
  const to = { contactId, channel: 'whatsapp' } as const;
  return consentPurposes.filter((purpose) => checkRight(records, to, { purpose, writtenAt: now }, now).ok);
}

const unasked: ConsentPurpose[] = ['answers', 'visitReminders', 'paymentReminders'];

function withAda() {
  const world = createMemoryRecords();
  const { id } = expectOk(world.run('contact.create', { name: 'Ada' }));
  const say = (given: boolean, ...purposes: ConsentPurpose[]) =>
    world.run('consent.record', { contactId: id, purposes, given });
  return { ...world, id, say, may: () => allowed(world.records, id) };
}

describe('what a customer may get', () => {
  test('is what belongs to the work, until they agree to more', () => {
    const world = withAda();
    expect(world.may()).toEqual(unasked);
    expectOk(world.say(true, 'marketing'));
    expect(world.may()).toEqual([...unasked, 'marketing']);
    expectOk(world.say(false, 'marketing', 'visitReminders'));
    expect(world.may()).toEqual(['answers', 'paymentReminders']);
    expectOk(world.say(true, 'visitReminders'));
    expect(world.may()).toEqual(unasked);
  });

  test('is refused for one channel and goes on over another', () => {
    const world = withAda();
    const over = { contactId: world.id, purposes: ['marketing' as const], given: true };
    expectOk(world.run('consent.record', { ...over, channel: 'whatsapp' }));
    const state = (channel: 'whatsapp' | 'instagram') =>
      consentOf(world.records, world.id, 'marketing', channel).is;
    expect([state('whatsapp'), state('instagram')]).toEqual(['given', 'unsaid']);
    expectOk(world.run('consent.record', { ...over, channel: 'instagram' }));
    expectOk(world.run('consent.record', { ...over, channel: 'whatsapp', given: false }));
    expect([state('whatsapp'), state('instagram')]).toEqual(['withdrawn', 'given']);
    // Given for every channel again, it counts for the one where it was refused, too.
    expectOk(world.run('consent.record', over));
    expect([state('whatsapp'), state('instagram')]).toEqual(['given', 'given']);
  });

  test('is nothing where they are not to be contacted; lifting that gives nothing back by itself', () => {
    const world = withAda();
    expectOk(world.say(true, 'marketing'));
    expectOk(world.run('contact.setDoNotContact', { id: world.id, on: true, words: 'On the phone' }));
    expect(world.may()).toEqual([]);
    expectOk(world.say(true, 'answers'));
    expect(world.may()).toEqual([]);
    expectOk(world.run('contact.setDoNotContact', { id: world.id, on: false }));
    expect(world.may()).toEqual(['answers']);
  });

  test('is for a child never advertising, whoever agrees', () => {
    const world = withAda();
    expectOk(world.say(true, 'marketing'));
    expectOk(world.run('contact.setMinor', { id: world.id, minor: true, guardian: { name: 'Eva' } }));
    expect(world.may()).toEqual(unasked);
    expect(world.say(true, 'reviews')).toMatchObject({ error: { code: 'contact.minor' } });
  });

  test('stays provable by the words of the notice that was shown, whatever it says later', () => {
    const world = withAda();
    const notice = { country: 'GB', text: 'Who we are', madeFrom: 'x' };
    const { id: noticeId } = expectOk(
      world.run('notice.publish', { ...notice, asks: { marketing: 'May we send offers?' } }),
    );
    const yes = { contactId: world.id, purposes: ['marketing' as const], given: true };
    expectOk(world.run('consent.record', { ...yes, noticeId, basis: 'written', proof: 'Folder 12' }));
    world.context.now += 1000;
    expectOk(world.run('notice.publish', { ...notice, asks: { marketing: 'Offers and news?' } }));
    expect(consentsOf(world.records, world.id)).toMatchObject([
      { shown: 'May we send offers?', noticeId, basis: 'written', proof: 'Folder 12' },
    ]);
    expect(world.records.get('notices', noticeId)?.asks.marketing).toBe('May we send offers?');
  });
});

const names = [
  'contacts',
  'consents',
  'identities',
  'notices',
  'conversations',
  'business',
  'sites',
] as const;
const people = ['ada', 'bea', 'cy'] as const;

type Step =
  | { do: 'say'; on: number; who: number; purpose: ConsentPurpose; given: boolean }
  | { do: 'merge'; on: number; who: number; into: number }
  | { do: 'meet' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      on: fc.nat(1),
      who: fc.nat(2),
      purpose: fc.constantFrom<ConsentPurpose>('answers', 'marketing'),
      given: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      on: fc.nat(1),
      who: fc.nat(2),
      into: fc.nat(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('meet' as const) }) },
);

/** What a device knows, kept by the test in its own way: who is one person, and which words were said. */
interface Known {
  same: Set<string>;
  words: Set<Word>;
}
interface Word {
  who: number;
  purpose: ConsentPurpose;
  given: boolean;
  /** Withdrawn: whether somebody who knew of it has given anew for that person. */
  lifted: boolean;
}

function isSame({ same }: Known, a: number, b: number): boolean {
  const reached = new Set([a]);
  for (const one of reached)
    for (const other of [0, 1, 2])
      if (same.has(`${one}${other}`) || same.has(`${other}${one}`)) reached.add(other);
  return reached.has(b);
}

test('any order of words and merges on two devices ends alike, and never sends without right', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
      let clock = now;
      // The second clock is an hour behind: no order of moments may matter.
      const devices = [
        createDevice(1, names, () => clock++),
        createDevice(2, names, () => clock++ - 3_600_000),
      ];
      const known: Known[] = [0, 1].map(() => ({ same: new Set(), words: new Set() }));
      const ids = people.map(
        (name) => (expectOk(devices[0]!.run('contact.create', { name })) as { id: string }).id,
      );
      const meeting = () => {
        meet(devices[0]!, devices[1]!);
        for (const part of ['same', 'words'] as const) {
          const all = new Set([...known[0]![part], ...known[1]![part]] as never[]);
          for (const each of known) (each[part] as Set<never>) = new Set(all);
        }
      };
      meeting();
      for (const each of steps) {
        if (each.do === 'meet') meeting();
        else if (each.do === 'merge') merge(devices[each.on]!, known[each.on]!, ids, each);
        else say(devices[each.on]!, known[each.on]!, ids, each);
      }
      meeting();
      expect(devices[0]!.shown()).toEqual(devices[1]!.shown());
      ids.forEach((id, who) => {
        const may = allowed(devices[0]!.records, id);
        expect(may).toEqual(allowed(devices[1]!.records, id));
        for (const purpose of ['answers', 'marketing'] as const) {
          const words = [...known[0]!.words].filter(
            (word) => word.purpose === purpose && isSame(known[0]!, word.who, who),
          );
          const isRefused = words.some(({ given, lifted }) => !given && !lifted);
          const isSaid = purpose === 'answers' || words.some(({ given }) => given);
          expect(may.includes(purpose)).toBe(!isRefused && isSaid);
        }
      });
    }),
    { numRuns: 300 },
  );
});

function merge(
  device: Device,
  known: Known,
  ids: string[],
  { who, into }: { who: number; into: number },
): void {
  const done = device.run('contact.merge', { keepId: ids[into]!, otherId: ids[who]! });
  if (done.ok) known.same.add(`${who}${into}`);
}

function say(
  device: Device,
  known: Known,
  ids: string[],
  { who, purpose, given }: Omit<Word, 'lifted'>,
): void {
  expectOk(device.run('consent.record', { contactId: ids[who]!, purposes: [purpose], given }));
  if (given)
    for (const word of known.words)
      if (word.purpose === purpose && isSame(known, word.who, who)) word.lifted = true;
  known.words.add({ who, purpose, given, lifted: false });
}
