import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';
import { contactCommands } from './contact.ts';
import { invert } from './undo.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { z } from 'zod';
import { ok } from '#shared/lib/result.ts';

const [createContact, updateContact, archiveContact, restoreContact] = contactCommands;

const openBusiness = (country: string) =>
  defineCommand({
    name: 'test.business',
    title: 'Open a business',
    args: z.object({}),
    undoable: false,
    run(draft: RecordWriter) {
      draft.create('business', {
        id: 'business',
        name: 'Rivera Plumbing',
        trade: 'plumber',
        country,
        currency: 'EUR',
        locale: 'nl-NL',
        timeZone: 'Europe/Amsterdam',
        taxes: {},
        pricesIncludeTax: false,
        taxRounding: 'category',
        paymentTermsDays: 14,
        paperSize: 'A4',
        invoiceTemplate: 'modern',
        hours: {},
        createdAt: 0,
      });
      return ok({});
    },
  });

function world(country = 'NL') {
  const memory = createMemoryRecords();
  expectOk(memory.run(openBusiness(country), {}));
  return memory;
}

test('a number typed the local way is kept so that WhatsApp finds it', () => {
  const memory = world();
  const { id } = expectOk(
    memory.run(createContact, { name: 'Ann', phones: { a: { number: '06 12 34 56 78', label: 'mobile' } } }),
  );
  expect(memory.records.get('contacts', id)?.phones).toEqual({
    a: { number: '+31612345678', label: 'mobile' },
  });
});

test('a number that is none is kept as the customer gave it', () => {
  const memory = world();
  const { id } = expectOk(
    memory.run(createContact, { name: 'Ann', phones: { a: { number: ' ask at desk 4 ' } } }),
  );
  expect(memory.records.get('contacts', id)?.phones?.a?.number).toBe('ask at desk 4');
});

test('a contact without a name is refused', () => {
  const memory = world();
  expect(memory.run(createContact, { name: '   ' }).ok).toBe(false);
  expect(memory.list('contacts')).toEqual([]);
});

test('changing the phones touches only the entries that differ, so that two devices can each add one', () => {
  const memory = world();
  const { id } = expectOk(
    memory.run(createContact, {
      name: 'Ann',
      phones: { a: { number: '+31612345678' }, b: { number: '+31201234567' } },
    }),
  );
  expectOk(
    memory.run(updateContact, {
      id,
      fields: { phones: { a: { number: '+31612345678' }, c: { number: '+31687654321' } } },
    }),
  );
  expect(memory.lastChanges.map(({ path, after }) => [path.join('.'), after])).toEqual([
    ['phones.b', undefined],
    ['phones.c', { number: '+31687654321' }],
  ]);
});

test('an emptied field is gone, and undo brings it back', () => {
  const memory = world();
  const { id } = expectOk(memory.run(createContact, { name: 'Ann', notes: 'Gate code at the back' }));
  expectOk(memory.run(updateContact, { id, fields: { notes: '' } }));
  expect(memory.records.get('contacts', id)).not.toHaveProperty('notes');
  memory.apply(invert(memory.lastChanges, memory.records).changes);
  expect(memory.records.get('contacts', id)?.notes).toBe('Gate code at the back');
});

test('what a contact is cannot be changed from outside: unknown fields are left out', () => {
  const memory = world();
  const { id } = expectOk(memory.run(createContact, { name: 'Ann' }));
  const before = memory.records.get('contacts', id);
  expectOk(memory.run(updateContact, { id, fields: { createdAt: 1, id: 'other' } as never }));
  expect(memory.records.get('contacts', id)).toEqual(before);
});

test('an archived contact can be restored', () => {
  const memory = world();
  const { id } = expectOk(memory.run(createContact, { name: 'Ann' }));
  expectOk(memory.run(archiveContact, { id }));
  expect(memory.records.get('contacts', id)?.archivedAt).toBe(memory.context.now);
  expectOk(memory.run(restoreContact, { id }));
  expect(memory.records.get('contacts', id)).not.toHaveProperty('archivedAt');
});

test('a contact that another device removed is said to be gone', () => {
  expect(world().run(updateContact, { id: 'gone', fields: { name: 'Ann' } })).toEqual({
    ok: false,
    error: { code: 'contact.missing', message: 'This contact no longer exists.' },
  });
});

test('what is left empty of a new contact is left out', () => {
  const memory = createMemoryRecords();
  const { id } = expectOk(
    memory.run('contact.create', { name: 'Ann', company: '', language: '', notes: '' }),
  );
  const contact = memory.records.get('contacts', id);
  expect(contact).toEqual({ id, name: 'Ann', source: 'owner', createdAt: memory.context.now });
});
