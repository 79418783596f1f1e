import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { openWithdrawals } from '#shared/domain/consent.ts';
import { limitKinds, openLimits, openRestrictions } from '#shared/domain/restriction.ts';
import { openHolds } from '#shared/domain/retention/legal-hold.ts';
import { expectOk } from '#shared/lib/result.ts';
import { heldBy } from '#shared/rights/retention/held.ts';
import { consentsOf } from '#shared/records/consents.ts';
import { contactsOf, personOf } from '#shared/records/merged.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isKeptOnly, isLimitedPerson } from '#shared/records/right-to-send.ts';
import { differencesFrom } from './backup.ts';
import { registry } from './index.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const names = [
  'contacts',
  'identities',
  'conversations',
  'messages',
  'messageStates',
  'enquiries',
  'consents',
  'tasks',
  'legalHolds',
  'accountEvents',
  'pendingUpdates',
] as const;

const kinds = [...limitKinds, 'restriction', 'marketing', 'hold'] as const;
type Kind = (typeof kinds)[number];

/** How each is said and taken back, and what says so now: under its key, the contact that it was said of. */
const say: Record<Kind, { on: Saying; off: Saying }> = {
  doNotContact: {
    on: (id) => ['contact.setDoNotContact', { id, on: true }],
    off: (id) => ['contact.setDoNotContact', { id, on: false }],
  },
  minor: {
    on: (id) => ['contact.setMinor', { id, minor: true }],
    off: (id) => ['contact.setMinor', { id, minor: false }],
  },
  staysOnDevice: {
    on: (id) => ['contact.keepOnDevice', { id, on: true }],
    off: (id) => ['contact.keepOnDevice', { id, on: false }],
  },
  restriction: {
    on: (id) => ['contact.restrict', { id, why: 'Asked' }],
    off: (id) => ['contact.liftRestriction', { id, told: 'By phone' }],
  },
  marketing: {
    on: (contactId) => ['consent.record', { contactId, purposes: ['marketing'], given: false }],
    off: (contactId) => ['consent.record', { contactId, purposes: ['marketing'], given: true }],
  },
  hold: {
    on: (subjectId) => ['retention.hold', { kind: 'contacts', subjectId }],
    off: (subjectId, records) => {
      const own = openHolds(records.all('legalHolds')).find((each) => each.subjectId === subjectId);
      return ['retention.endHold', { id: own?.id ?? 'none' }];
    },
  },
};
type Saying = (id: string, records: RecordReader) => [command: string, args: unknown];

/** What says so at a device now, by its key. */
function openKeys({ records }: Device, kind: Kind, contactId: string): string[] {
  if (kind === 'marketing') return openWithdrawals(consentsOf(records, contactId), 'marketing');
  if (kind === 'hold')
    return openHolds(records.all('legalHolds')).flatMap((each) =>
      each.subjectId === contactId ? each.id : [],
    );
  return personOf(records, contactId).flatMap((contact) =>
    kind === 'restriction' ? openRestrictions(contact).map(({ id }) => id) : openLimits(contact, kind),
  );
}

function stands({ records }: Device, kind: Kind, contactId: string): boolean {
  if (kind === 'restriction') return isKeptOnly(records, contactId);
  if (kind === 'marketing') return openWithdrawals(consentsOf(records, contactId), 'marketing').length > 0;
  if (kind === 'hold') return heldBy(records, openHolds(records.all('legalHolds'))).contact(contactId);
  return isLimitedPerson(records, contactId, kind);
}

/** Two of whom it turns out that they are one: a number, a user id, and both together. */
const customers = [{ phone: '16505551234' }, { userId: 'US.1' }, { phone: '16505551234', userId: 'US.1' }];

function delivery(customer: object, n: number): WebhookEvent {
  const at = Date.UTC(2026, 10, 27) + n;
  const origin = { channel: 'whatsapp', accountId: '106540352242922' } as const;
  const words = { externalId: `wamid.${n}`, type: 'text', text: `Message ${n}`, echo: false } as const;
  return { kind: 'message', ...origin, ...words, at, customer } as WebhookEvent;
}

const step = fc.record({
  is: fc.constantFrom('arrive', 'merge', 'on', 'on', 'off', 'undo', 'meet', 'restore'),
  kind: fc.constantFrom(...kinds),
  on: fc.nat(1),
  whom: fc.nat(9),
  other: fc.nat(9),
});
/** What was said of whom, and by what they write. */
interface Said {
  kind: Kind;
  contactId: string;
  identities: string[];
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Who is there to say something of: also who was joined with somebody since, as another device may not know it yet. */
const known = ({ records }: Device): string[] => [...records.all('contacts')].map(({ id }) => id).toSorted();

/** Two devices that take in, join, limit, lift, take back and restore apart; and what nobody has lifted. */
function played(steps: readonly Step[]) {
  const devices = [createDevice(1, names), createDevice(2, names)] as const;
  for (const name of ['Ann', 'Ben']) expectOk(devices[0].run('contact.create', { name }));
  expectOk(devices[0].run('inbox.ingest', { events: [delivery(customers[0]!, 0)] }));
  expectOk(devices[0].run('inbox.ingest', { events: [delivery(customers[1]!, 1)] }));
  meet(...devices);
  const backup = createDevice(3, names);
  meet(devices[0], backup);
  const standing = new Map<string, Said>();
  /** What the last command of each device has said or ended, if it can be taken back. */
  const last: (undefined | { said?: string[]; ended?: [string, Said][] })[] = [];

  for (const [n, { is, kind, on, ...who }] of steps.entries()) {
    const device = devices[on]!;
    const all = known(device);
    const [id, other] = [all[who.whom % all.length]!, all[who.other % all.length]!];
    if (is === 'meet') meet(...devices);
    if (is === 'undo' && last[on] !== undefined) {
      device.undo();
      for (const key of last[on].said ?? []) standing.delete(key);
      for (const [key, about] of last[on].ended ?? []) standing.set(key, about);
      last[on] = undefined;
    }
    if (is === 'arrive') {
      expectOk(device.run('inbox.ingest', { events: [delivery(customers[who.whom % 3]!, n + 2)] }));
      last[on] = undefined;
    }
    if (is === 'merge' && device.run('contact.merge', { keepId: id, otherId: other }).ok) last[on] = {};
    if (is === 'restore') {
      const { changed, removed } = differencesFrom(backup.records, device.records, 'contacts');
      const records = [...changed, ...removed].map((record) => ({ collection: 'contacts', record }));
      if (records.length > 0) expectOk(device.run('backup.restoreRecords', { records }));
      last[on] = undefined;
    }
    if (is !== 'on' && is !== 'off') continue;
    const [command, args] = say[kind][is](id, device.records);
    const before = openKeys(device, kind, id);
    if (!device.run(command, args).ok) continue;
    const after = openKeys(device, kind, id);
    const said = after.filter((key) => !before.includes(key));
    const ended = before.filter((key) => !after.includes(key));
    const mayBeUndone = registry.get(command)!.undoable;
    last[on] = mayBeUndone
      ? { said, ended: ended.flatMap((key) => (standing.has(key) ? [[key, standing.get(key)!]] : [])) }
      : undefined;
    const identities = device.records.by('identities', 'contactId', id).map((each) => each.id);
    for (const key of said) standing.set(key, { kind, contactId: id, identities });
    for (const key of ended) standing.delete(key);
  }
  meet(...devices);
  return { devices, standing: [...standing.values()] };
}

test.each(kinds)(
  '%s, said while another device joins the contact by itself, holds for who they turn out to be',
  (kind) => {
    const devices = [createDevice(1, names), createDevice(2, names)] as const;
    for (const n of [0, 1])
      expectOk(devices[0].run('inbox.ingest', { events: [delivery(customers[n]!, n)] }));
    meet(...devices);
    for (const id of known(devices[0])) expectOk(devices[0].run(...say[kind].on(id, devices[0].records)));
    expectOk(devices[1].run('inbox.ingest', { events: [delivery(customers[2]!, 2)] }));
    meet(...devices);
    for (const device of devices)
      for (const { contactId } of device.records.all('conversations'))
        expect(stands(device, kind, contactId)).toBe(true);
  },
);

/** One device joins and restores, while the other says it of one of the two. */
const restoredBeside = (['arrive', 'on', 'restore'] as const).map((is, n): Step => {
  const whom = [2, 3, 0][n]!;
  return { is, kind: 'doNotContact', on: is === 'on' ? 0 : 1, whom, other: 0 };
});

/** Both devices join the same two; the one says it of one of them, the other takes its join back. */
const joinedBeside = (['merge', 'on', 'merge', 'undo'] as const).map((is, n): Step => {
  const [whom, other] = [
    [7, 2],
    [2, 0],
    [6, 3],
    [0, 0],
  ][n] as [number, number];
  return { is, kind: 'doNotContact', on: n < 2 ? 0 : 1, whom, other };
});

test('what protects somebody stands on both devices until it is lifted, whoever is joined, taken back or restored meanwhile', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const { devices, standing } = played(steps);
      for (const device of devices)
        for (const { kind, contactId, identities } of standing) {
          const writers = identities.flatMap((id) => device.records.get('identities', id)?.contactId ?? []);
          for (const same of [...contactsOf(device.records, contactId), ...writers])
            expect([kind, stands(device, kind, same)]).toEqual([kind, true]);
        }
    }),
    { numRuns: 100, examples: [[restoredBeside], [joinedBeside]] },
  );
});
