import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, dutchBusiness } from './testing.ts';

function world() {
  const memory = createMemoryRecords();
  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const service = (name: string, unitPrice: string) =>
    expectOk(memory.run('service.add', { name, unitPrice })).id;
  const [labour, filter] = [service('Labour', '6500'), service('Filter', '1200')];
  const { id } = expectOk(memory.run('jobType.add', { name: 'Boiler service' }));
  expectOk(
    memory.run('jobType.update', {
      id,
      minutes: 90,
      checklist: 'Turn it off\n\n  Clean it \nTurn it on',
      serviceIds: [filter, labour],
    }),
  );
  return { memory, contactId, labour, filter, id };
}

test('a job of a type begins with its lines at the prices of today, and each visit with its checklist', () => {
  const { memory, contactId, labour, filter, id: typeId } = world();
  expectOk(memory.run('service.update', { id: labour, fields: { unitPrice: '7000' } }));
  expectOk(memory.run('service.archive', { id: filter }));
  const start = memory.context.now;
  const visit = { start, end: start + 3_600_000 };
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler', typeId, visit }));
  expect(Object.values(memory.records.get('jobs', id)!.items!)).toMatchObject([
    { name: 'Labour', quantity: '1', unitPrice: '7000', serviceId: labour },
  ]);
  expectOk(memory.run('job.schedule', { id, ...visit }));
  for (const { checks = {} } of memory.list('visits'))
    expect(
      Object.values(checks)
        .toSorted((a, b) => a.order - b.order)
        .map(({ text }) => text),
    ).toEqual(['Turn it off', 'Clean it', 'Turn it on']);
  expect(memory.list('visits')).toHaveLength(2);
});

test('what is given counts before the type, and a checklist that is too long is refused with its number', () => {
  const { memory, contactId, id: typeId } = world();
  const items = [{ name: 'By hand', quantity: '2', unitPrice: '100' }];
  const { id } = expectOk(memory.run('job.create', { contactId, title: 'Boiler', typeId, items }));
  expect(Object.values(memory.records.get('jobs', id)!.items!)).toMatchObject([{ name: 'By hand' }]);
  const checklist = Array.from({ length: 501 }, () => 'x').join('\n');
  expect(memory.run('jobType.update', { id: typeId, checklist })).toMatchObject({
    error: { message: 'A checklist has 500 lines at most; this one has 501.' },
  });
  expectOk(memory.run('jobType.archive', { id: typeId }));
  expect(memory.run('job.create', { contactId, title: 'x', typeId: 'gone' })).toMatchObject({
    error: { code: 'jobType.missing' },
  });
});
