import { expect, test } from 'vitest';
import type { ContactRow, KnownChoice } from '#shared/domain/import.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '../testing.ts';

function world() {
  const memory = createMemoryRecords();
  const begin = (what: 'contacts' | 'services' = 'contacts') =>
    expectOk(memory.run('import.begin', { what, fileName: 'customers.csv' })).id;
  const contacts = (
    importId: string,
    rows: { row: ContactRow; knownId?: string }[],
    known: KnownChoice = 'fill',
  ) => memory.run('import.contacts', { importId, known, rows });
  const undo = (id: string) => expectOk(memory.run('import.undo', { id }));
  return { memory, begin, contacts, undo };
}

const maria: ContactRow = {
  name: 'Maria Keller',
  company: 'Keller GmbH',
  phones: [{ number: '+49301234567', label: 'Work' }],
  emails: [{ address: 'maria@keller.example' }],
  addresses: [{ city: 'Berlin' }],
  tags: { VIP: true },
  notes: 'Dog',
  rowId: 'id:1',
};

test('rows become contacts that say which file they came of', () => {
  const { memory, begin, contacts } = world();
  const id = begin();
  expectOk(contacts(id, [{ row: maria }]));
  const [contact] = memory.list('contacts');
  expect(contact).toMatchObject({
    name: 'Maria Keller',
    source: 'import',
    imported: { [id]: { rowId: 'id:1' } },
  });
  expect(Object.values(contact?.phones ?? {})).toEqual([{ number: '+49301234567', label: 'Work' }]);
  expect(memory.records.get('imports', id)?.counts).toEqual({ made: 1, filled: 0, left: 0 });
});

test('whoever is known is given what they lack, and keeps what they have', () => {
  const { memory, begin, contacts } = world();
  const known = expectOk(
    memory.run('contact.create', {
      name: 'M. Keller',
      notes: 'Cat',
      phones: { a: { number: '+49301234567' } },
    }),
  );
  expectOk(contacts(begin(), [{ row: maria, knownId: known.id }]));
  const contact = memory.records.get('contacts', known.id)!;
  expect(contact).toMatchObject({
    name: 'M. Keller',
    notes: 'Cat',
    company: 'Keller GmbH',
    tags: { VIP: true },
  });
  expect(Object.values(contact.phones ?? {})).toEqual([{ number: '+49301234567' }]);
  expect(Object.values(contact.emails ?? {})).toEqual([{ address: 'maria@keller.example' }]);
  expect(memory.list('contacts')).toHaveLength(1);
});

test('whoever is known is left alone or added anew where the owner says so', () => {
  const { memory, begin, contacts } = world();
  const known = expectOk(memory.run('contact.create', { name: 'M. Keller' }));
  const before = memory.records.get('contacts', known.id);
  expectOk(contacts(begin(), [{ row: maria, knownId: known.id }], 'leave'));
  expect(memory.list('contacts')).toEqual([before]);
  expectOk(contacts(begin(), [{ row: maria, knownId: known.id }], 'add'));
  expect(memory.list('contacts').map(({ name }) => name)).toEqual(['M. Keller', 'Maria Keller']);
});

test('what was found of somebody who has become one with another goes to the other', () => {
  const { memory, begin, contacts } = world();
  const [keepId, otherId] = ['Ann', 'Anne'].map(
    (name) => expectOk(memory.run('contact.create', { name })).id,
  ) as [string, string];
  expectOk(memory.run('contact.merge', { keepId, otherId }));
  expectOk(contacts(begin(), [{ row: maria, knownId: otherId }]));
  expect(memory.records.get('contacts', keepId)?.company).toBe('Keller GmbH');
});

test('an import that is taken back leaves the records as they were', () => {
  const { memory, begin, contacts, undo } = world();
  const known = expectOk(memory.run('contact.create', { name: 'M. Keller' }));
  const before = memory.records.get('contacts', known.id);
  const id = begin();
  expectOk(contacts(id, [{ row: maria, knownId: known.id }, { row: { name: 'Bob' } }]));
  expect(undo(id)).toEqual({ removed: 1, restored: 1, stayed: 0, isDone: true });
  const [left, ...others] = memory.list('contacts');
  expect(others).toEqual([]);
  const isEmpty = (value: unknown) => typeof value === 'object' && Object.keys(value!).length === 0;
  expect(Object.fromEntries(Object.entries(left!).filter(([, value]) => !isEmpty(value)))).toEqual(before);
  expect(memory.records.get('imports', id)?.undoneAt).toBe(memory.context.now);
});

test('what somebody has worked on since stays, and is said', () => {
  const { memory, begin, contacts, undo } = world();
  const id = begin();
  const rows = ['changed', 'has a job', 'has a task', 'untouched'].map((name) => ({ row: { name } }));
  expectOk(contacts(id, rows));
  const idOf = (name: string) => memory.list('contacts').find((contact) => contact.name === name)!.id;
  expectOk(memory.run('contact.update', { id: idOf('changed'), fields: { notes: 'Rang twice' } }));
  expectOk(memory.run('job.create', { contactId: idOf('has a job'), title: 'Boiler' }));
  expectOk(
    memory.run('task.create', {
      title: 'Call',
      aboutKind: 'contacts',
      aboutId: idOf('has a task'),
    }),
  );
  expect(undo(id)).toEqual({ removed: 1, restored: 0, stayed: 3, isDone: true });
  expect(memory.list('contacts').map(({ name }) => name)).toEqual(['changed', 'has a job', 'has a task']);
  expect(undo(id)).toEqual({ removed: 0, restored: 0, stayed: 0, isDone: true });
});

test('two imports over each other are taken back in any order without taking what is not theirs', () => {
  const { memory, begin, contacts, undo } = world();
  const first = begin();
  expectOk(contacts(first, [{ row: { name: 'Maria Keller' } }]));
  const knownId = memory.list('contacts')[0]!.id;
  const second = begin();
  expectOk(contacts(second, [{ row: maria, knownId }]));
  expect(undo(second)).toMatchObject({ restored: 1 });
  expect(undo(first)).toMatchObject({ removed: 1 });
  expect(memory.list('contacts')).toEqual([]);
});

test('a long import is taken back in parts', () => {
  const { memory, begin, contacts, undo } = world();
  const id = begin();
  for (let part = 0; part < 3; part++)
    expectOk(
      contacts(
        id,
        Array.from({ length: 250 }, (_, at) => ({ row: { name: `Customer ${part}-${at}` } })),
      ),
    );
  expect(undo(id)).toMatchObject({ removed: 500, isDone: false });
  expect(undo(id)).toMatchObject({ removed: 250, isDone: true });
  expect(memory.list('contacts')).toEqual([]);
});

test('an import that was taken back does not go on', () => {
  const { begin, contacts, undo } = world();
  const id = begin();
  undo(id);
  expect(contacts(id, [{ row: maria }])).toMatchObject({ ok: false, error: { code: 'import.over' } });
});

test('a value that does not fit its field brings nothing in', () => {
  const { memory, begin, contacts } = world();
  const field = expectOk(memory.run('customField.create', { of: 'contacts', kind: 'number', name: 'Area' }));
  expect(contacts(begin(), [{ row: { name: 'Ann', custom: { [field.id]: 'big' } } }])).toMatchObject({
    ok: false,
  });
  expect(memory.list('contacts')).toEqual([]);
});

test('a price list is brought in, filled and taken back', () => {
  const { memory, begin, undo } = world();
  expectOk(
    memory.run('business.setUp', {
      profile: {
        name: 'B',
        trade: 'plumbing',
        country: 'DE',
        currency: 'EUR',
        locale: 'de-DE',
        timeZone: 'Europe/Berlin',
        taxes: {},
        pricesIncludeTax: true,
        taxRounding: 'line',
        paymentTermsDays: 14,
        paperSize: 'A4',
        invoiceTemplate: 'modern',
        hours: {},
      },
      services: [{ name: 'Call-out', unitPrice: '3000' }],
    }),
  );
  const [known] = memory.list('services');
  const id = begin('services');
  expectOk(
    memory.run('import.services', {
      importId: id,
      known: 'fill',
      rows: [
        { row: { name: 'Call-out', unitPrice: '9900', unit: 'each' }, knownId: known!.id },
        { row: { name: 'Pipe', unitPrice: '1250', rowId: 'nr:3' } },
      ],
    }),
  );
  expect(memory.list('services')).toMatchObject([
    { name: 'Call-out', unitPrice: '3000', unit: 'each' },
    { name: 'Pipe', unitPrice: '1250', currency: 'EUR', order: 1 },
  ]);
  expect(undo(id)).toMatchObject({ removed: 1, restored: 1 });
  expect(memory.list('services').map(({ name, unit }) => [name, unit])).toEqual([['Call-out', undefined]]);
});
