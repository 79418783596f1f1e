import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { readingsAsked } from '#shared/domain/job-report.ts';
import { createMemoryRecords } from './testing.ts';
import { createDevice, type Device, meet } from './testing-device.ts';

const fields = [
  { label: 'Inlet pressure', kind: 'number' as const, unit: 'mbar' },
  { label: 'Safe to use', kind: 'yesNo' as const },
  { label: 'Tightness', kind: 'choice' as const, choices: [' Pass', 'Fail', 'Pass', ''] },
  { label: 'Serial number', kind: 'text' as const },
];

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const { id: typeId } = expectOk(memory.run('jobType.add', { name: 'Boiler service' }));
  expectOk(memory.run('jobType.putReportFields', { id: typeId, fields }));
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler', typeId }));
  const form = () => memory.records.get('jobTypes', typeId)!.reportFields ?? {};
  const readings = () => memory.records.get('jobs', id)!.readings ?? {};
  const idOf = (label: string) => Object.entries(form()).find(([, each]) => each.label === label)![0];
  const read = (label: string, value: string) =>
    memory.run('job.setReading', { id, fieldId: idOf(label), value });
  return { memory, id, typeId, form, readings, idOf, read };
}

test('the form keeps its order, and each answer has to fit what is asked', () => {
  const { form, readings, idOf, read } = world();
  expect(readingsAsked(form()).map(({ field }) => field.label)).toEqual(fields.map(({ label }) => label));
  expect(form()[idOf('Tightness')]!.choices).toEqual(['Pass', 'Fail']);
  expect(read('Inlet pressure', 'high')).toMatchObject({
    error: { message: expect.stringContaining('number') },
  });
  expect(read('Safe to use', 'maybe')).toMatchObject({ error: { code: 'report.no-answer' } });
  expect(read('Tightness', 'Perhaps')).toMatchObject({ error: { code: 'report.no-answer' } });
  expectOk(read('Inlet pressure', '-0.05'));
  expectOk(read('Safe to use', 'no'));
  expectOk(read('Tightness', 'Fail'));
  expectOk(read('Serial number', 'x'));
  expectOk(read('Serial number', ''));
  expect(Object.values(readings()).map(({ label, value, unit }) => [label, value, unit])).toEqual([
    ['Inlet pressure', '-0.05', 'mbar'],
    ['Safe to use', 'no', undefined],
    ['Tightness', 'Fail', undefined],
  ]);
});

test('what was read keeps the words that it was asked in, whatever becomes of the form', () => {
  const { memory, id, typeId, idOf, read, readings } = world();
  expectOk(read('Inlet pressure', '20'));
  const fieldId = idOf('Inlet pressure');
  const renamed = { fieldId, label: 'Standing pressure', kind: 'number' as const, unit: '' };
  expectOk(memory.run('jobType.putReportFields', { id: typeId, fields: [renamed] }));
  expect(memory.records.get('jobTypes', typeId)!.reportFields![fieldId]).not.toHaveProperty('unit');
  expect(readings()[fieldId]).toMatchObject({ label: 'Inlet pressure', unit: 'mbar' });
  expectOk(memory.run('jobType.removeReportField', { id: typeId, fieldId }));
  expectOk(memory.run('job.setReading', { id, fieldId, value: '21' }));
  expect(readings()[fieldId]).toMatchObject({ label: 'Inlet pressure', value: '21' });
  expect(memory.run('job.setReading', { id, fieldId: 'never', value: '1' })).toMatchObject({
    error: { code: 'report.not-asked' },
  });
});

test('a form of more than a hundred things, and a reading of a cancelled job, are refused in clear words', () => {
  const { memory, id, typeId, read } = world();
  const many = Array.from({ length: 97 }, (_, at) => ({ label: `Reading ${at}`, kind: 'number' as const }));
  expect(memory.run('jobType.putReportFields', { id: typeId, fields: many })).toMatchObject({
    error: { message: 'A report asks for 100 things at most. Nothing was added.' },
  });
  expectOk(memory.run('jobType.putReportFields', { id: typeId, fields: many.slice(1) }));
  expectOk(memory.run('job.cancel', { id, reason: 'Moved away' }));
  expect(read('Serial number', 'x')).toMatchObject({ error: { code: 'job.cancelled' } });
});

test('a job without a form can be given one, and one that is gone is refused', () => {
  const { memory, typeId } = world();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Bo' }));
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler' }));
  expect(memory.run('job.update', { id, fields: { typeId: 'gone' } })).toMatchObject({
    error: { code: 'jobType.missing' },
  });
  expectOk(memory.run('job.update', { id, fields: { typeId, customerNotes: 'All well.' } }));
  expect(memory.records.get('jobs', id)).toMatchObject({ typeId, customerNotes: 'All well.', items: {} });
});

const names = [
  'business',
  'contacts',
  'sites',
  'enquiries',
  'jobTypes',
  'jobs',
  'visits',
  'jobEvents',
  'issued',
] as const;

test('two devices that fill in a report apart from each other lose no reading, in whatever order they meet', () => {
  const step = fc.record({
    who: fc.nat({ max: 1 }),
    field: fc.nat({ max: 4 }),
    value: fc.integer({ min: -99, max: 99 }).map(String),
    meets: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const devices = [createDevice(1, names), createDevice(2, names)] as [Device, Device];
      const [one] = devices;
      one.run('contact.create', { name: 'Ann' });
      one.run('jobType.add', { name: 'Boiler' });
      const typeId = [...one.records.all('jobTypes')][0]!.id;
      const asked = ['a', 'b', 'c', 'd', 'e'].map((label) => ({ label, kind: 'number' as const }));
      one.run('jobType.putReportFields', { id: typeId, fields: asked });
      one.run('job.create', { contactId: [...one.records.all('contacts')][0]!.id, title: 'Boiler', typeId });
      const id = [...one.records.all('jobs')][0]!.id;
      meet(...devices);
      const fieldIds = Object.keys(one.records.get('jobTypes', typeId)!.reportFields!);
      const written = new Map<string, Set<string>>();
      for (const { who, field, value, meets } of steps) {
        if (meets) meet(...devices);
        const fieldId = fieldIds[field]!;
        devices[who]!.run('job.setReading', { id, fieldId, value });
        written.set(fieldId, (written.get(fieldId) ?? new Set()).add(value));
      }
      meet(...devices);
      const [mine, theirs] = devices.map((device) => device.records.get('jobs', id)!.readings ?? {});
      expect(mine).toEqual(theirs);
      expect(new Set(Object.keys(mine!))).toEqual(new Set(written.keys()));
      for (const [fieldId, { value, label, memberId }] of Object.entries(mine!)) {
        expect(written.get(fieldId)).toContain(value);
        expect([label, typeof memberId]).toEqual([asked[fieldIds.indexOf(fieldId)]!.label, 'string']);
      }
    }),
    { numRuns: 60 },
  );
});
