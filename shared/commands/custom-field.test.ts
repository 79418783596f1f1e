import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import { createMemoryRecords } from './testing.ts';

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const custom = () => memory.records.get('contacts', contactId)?.custom;
  return { memory, contactId, custom };
}

test('a field takes what its kind holds, and says at once what it does not', () => {
  const { memory, contactId, custom } = world();
  const good = { text: 'Blue gate', number: '9.5', money: '120000', day: '2026-12-24' };
  for (const kind of ['text', 'number', 'money', 'day'] as const) {
    const { id } = expectOk(memory.run('customField.create', { of: 'contacts', kind, name: kind }));
    expectOk(memory.run('customField.setValue', { fieldId: id, recordId: contactId, value: good[kind] }));
    expect(custom()?.[id]).toBe(good[kind]);
    if (kind === 'text') continue;
    const wrong = memory.run('customField.setValue', {
      fieldId: id,
      recordId: contactId,
      value: '2026-02-30',
    });
    expect(wrong).toMatchObject({ ok: false, error: { code: `customField.no-${kind}` } });
    expect(custom()?.[id]).toBe(good[kind]);
  }
  const [first] = fieldsOf(memory.list('customFields'), 'contacts');
  expectOk(memory.run('customField.setValue', { fieldId: first!.id, recordId: contactId, value: '' }));
  expect(custom()).not.toHaveProperty(first!.id);
});

test('a choice that is renamed stays chosen, and only what is offered can be chosen', () => {
  const { memory, contactId, custom } = world();
  const args = { of: 'contacts', kind: 'choice', name: 'Exam', choices: ['None', 'Passed'] } as const;
  const { id: fieldId } = expectOk(memory.run('customField.create', { ...args, choices: [...args.choices] }));
  const field = () => memory.records.get('customFields', fieldId)!;
  const [key] = Object.entries(field().choices ?? {}).find(([, { name }]) => name === 'Passed')!;
  expectOk(memory.run('customField.setValue', { fieldId, recordId: contactId, value: key }));
  expectOk(memory.run('customField.setChoice', { id: fieldId, key, name: 'Passed with honours' }));
  expect(field().choices?.[custom()![fieldId]!]?.name).toBe('Passed with honours');
  expect(memory.run('customField.setValue', { fieldId, recordId: contactId, value: 'Failed' }).ok).toBe(
    false,
  );
});

test('fields stand in the order in which they were made; one that is put away keeps its values', () => {
  const { memory, contactId, custom } = world();
  const make = (name: string) =>
    expectOk(memory.run('customField.create', { of: 'contacts', kind: 'text', name })).id;
  const [first, second] = [make('Zeta'), make('Alpha')];
  expectOk(memory.run('customField.create', { of: 'jobs', kind: 'text', name: 'Other' }));
  expectOk(memory.run('customField.setValue', { fieldId: first, recordId: contactId, value: 'kept' }));
  expect(fieldsOf(memory.list('customFields'), 'contacts').map(({ name }) => name)).toEqual([
    'Zeta',
    'Alpha',
  ]);
  expectOk(memory.run('customField.archive', { id: first }));
  expect(fieldsOf(memory.list('customFields'), 'contacts').map(({ id }) => id)).toEqual([second]);
  expect(custom()?.[first]).toBe('kept');
});
