import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { createDevice, meet } from '#shared/commands/testing-device.ts';

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

/** Two devices that know the same contact, job and draft of two lines. */
function twoDevices() {
  const one = createDevice(1, names);
  const two = createDevice(2, names);
  one.run('business.setUp', { profile: dutchBusiness, services: [] });
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

test('a name that Yjs cannot carry within a value is nowhere one, so that both devices show the same', () => {
  const [one, two] = [createDevice(1, ['areas']), createDevice(2, ['areas'])];
  one.run('area.create', { name: 'North', places: ['__proto__', 'Hull'] });
  const id = [...one.records.all('areas')][0]!.id;
  one.run('area.remove', { id });
  one.undo();
  meet(one, two);
  expect(Object.keys(one.records.get('areas', id)!.places!)).toEqual(['Hull']);
  expect(two.shown()).toEqual(one.shown());
});
