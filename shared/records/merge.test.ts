import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { execute } from '#shared/commands/command.ts';
import { registry } from '#shared/commands/index.ts';
import { invert } from '#shared/commands/undo.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Change } from './change.ts';
import { judgeOf } from './judges.ts';
import { scanning } from './reader.ts';
import { RecordMap } from './record-map.ts';

const names = [
  'business',
  'services',
  'members',
  'devices',
  'contacts',
  'jobs',
  'documents',
  'aiSettings',
] as const;

const profile = {
  name: 'Rivera Plumbing',
  trade: 'plumbing',
  country: 'NL',
  currency: 'EUR',
  locale: 'nl-NL',
  timeZone: 'Europe/Amsterdam',
  taxes: {},
  defaultTaxIds: [],
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
};

/** One owner's device, with its records in a document that merges with others'. */
function createDevice(who: number) {
  const doc = new Y.Doc();
  doc.clientID = who;
  const maps = new Map<CollectionName, RecordMap>();
  for (const name of names) {
    const map = doc.getMap<Json | undefined>(name);
    const records = new RecordMap(map, judgeOf(name));
    map.observe((event) => records.refresh(event.keysChanged as Set<string>));
    maps.set(name, records);
  }
  const records = scanning({
    get: (name, id) => maps.get(name)?.records.get(id) as never,
    all: (name) => [...(maps.get(name)?.records.values() ?? [])] as never,
  });
  const done: Change[][] = [];
  let ids = 0;
  const apply = (changes: Change[]): void =>
    doc.transact(() =>
      changes.forEach(({ collection, id, path, after }) => maps.get(collection)!.write(id, path, after)),
    );

  return {
    doc,
    records,
    run(name: string, args: unknown) {
      const context = {
        now: Date.UTC(2026, 10, 28),
        newId: () => `${who}-${ids++}`,
        deviceId: `d${who}`,
        memberId: 'm',
      };
      const result = execute(registry.get(name)!, args, records, context);
      if (!result.ok) return;
      apply(result.value.changes);
      done.push(result.value.changes);
    },
    undo() {
      const last = done.pop();
      if (last !== undefined) apply(invert(last, records).changes);
    },
    setAside: () => names.flatMap((name) => [...maps.get(name)!.setAside.keys()]),
    refused: () => names.reduce((sum, name) => sum + maps.get(name)!.refused, 0),
    shown: () => Object.fromEntries(names.map((name) => [name, Object.fromEntries(maps.get(name)!.records)])),
  };
}
type Device = ReturnType<typeof createDevice>;

function meet(one: Device, other: Device): void {
  Y.applyUpdateV2(other.doc, Y.encodeStateAsUpdateV2(one.doc));
  Y.applyUpdateV2(one.doc, Y.encodeStateAsUpdateV2(other.doc));
}

/** Two devices that know the same contact, job and draft of two lines. */
function twoDevices() {
  const one = createDevice(1);
  const two = createDevice(2);
  one.run('business.setUp', { profile, services: [] });
  one.run('contact.create', { name: 'Ann', phones: { p: { number: '+31612345678' } } });
  const contactId = [...one.records.all('contacts')][0]!.id;
  one.run('job.create', { contactId, title: 'Tap' });
  const jobId = [...one.records.all('jobs')][0]!.id;
  const item = { name: 'Hour', quantity: '1', unitPrice: '100' };
  for (const itemId of ['a', 'b']) one.run('job.setItem', { id: jobId, itemId, item });
  one.run('invoice.draft', { contactId });
  const id = [...one.records.all('documents')][0]!.id;
  for (const lineId of ['a', 'b']) one.run('invoice.setLine', { id, lineId, fields: { name: lineId } });
  meet(one, two);
  return { one, two, contactId, jobId, id };
}

test('a line that one device removes while another changes it is gone, and the draft stays', () => {
  const { one, two, id } = twoDevices();
  one.run('invoice.removeLine', { id, lineId: 'a' });
  two.run('invoice.setLine', { id, lineId: 'a', fields: { quantity: '7' } });
  meet(one, two);
  for (const device of [one, two]) {
    expect(Object.keys(device.records.get('documents', id)?.lines ?? {})).toEqual(['b']);
    expect(device.setAside()).toEqual([]);
  }
  one.undo();
  meet(one, two);
  expect(two.records.get('documents', id)?.lines?.['a']).toMatchObject({ name: 'a', quantity: '7' });
});

const step = fc.record({
  who: fc.integer({ min: 0, max: 1 }),
  what: fc.constantFrom('setLine', 'removeLine', 'setItem', 'removeItem', 'contact', 'job', 'undo', 'meet'),
  entry: fc.constantFrom('a', 'b', 'c'),
  number: fc.integer({ min: 1, max: 99 }),
});

test('whatever two devices do apart, nothing that neither removed is lost, and both show the same', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { one, two, contactId, jobId, id } = twoDevices();
      for (const { who, what, entry, number } of steps) {
        const device = [one, two][who]!;
        const item = { name: 'Hour', quantity: String(number), unitPrice: '100' };
        if (what === 'setLine')
          device.run('invoice.setLine', { id, lineId: entry, fields: { quantity: String(number) } });
        if (what === 'removeLine') device.run('invoice.removeLine', { id, lineId: entry });
        if (what === 'setItem') device.run('job.setItem', { id: jobId, itemId: entry, item });
        if (what === 'removeItem') device.run('job.removeItem', { id: jobId, itemId: entry });
        if (what === 'contact')
          device.run('contact.update', { id: contactId, fields: { notes: `${number}` } });
        if (what === 'job') device.run('job.update', { id: jobId, fields: { title: `Tap ${number}` } });
        if (what === 'undo') device.undo();
        if (what === 'meet') meet(one, two);
      }
      meet(one, two);
      expect(two.shown()).toEqual(one.shown());
      expect([one.refused(), one.setAside()]).toEqual([0, []]);
    }),
    { numRuns: 200 },
  );
});
