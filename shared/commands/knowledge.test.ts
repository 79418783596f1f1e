import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';

test('what the owner types counts at once; what comes from a document waits until it is read', () => {
  const { run, records } = createMemoryRecords();
  const { id } = expectOk(run('knowledge.add', { title: 'Do you park?', text: 'Yes.' }));
  expect(records.get('knowledge', id)).toMatchObject({ kind: 'answer', status: 'approved', source: 'owner' });
  const passages = [
    { title: 'Warranty', text: 'Two years.' },
    { title: 'Warranty', text: 'On parts.' },
  ];
  const { ids } = expectOk(run('knowledge.addDocument', { name: 'Terms.pdf', source: 'file', passages }));
  expect(ids.map((each) => records.get('knowledge', each))).toMatchObject([
    { status: 'draft', part: 0, documentName: 'Terms.pdf' },
    { status: 'draft', part: 1, documentName: 'Terms.pdf' },
  ]);
  expectOk(run('knowledge.setStatus', { ids, status: 'approved' }));
  expect(ids.every((each) => records.get('knowledge', each)?.status === 'approved')).toBe(true);
});

test('words that were changed since they came from a document are marked as such', () => {
  const { run, records } = createMemoryRecords();
  const passages = [{ title: 'Warranty', text: 'Two years.' }];
  const { ids } = expectOk(run('knowledge.addDocument', { name: 'Terms', source: 'text', passages }));
  expectOk(run('knowledge.update', { id: ids[0]!, fields: { language: 'en' } }));
  expect(records.get('knowledge', ids[0]!)?.edited).toBeUndefined();
  expectOk(run('knowledge.update', { id: ids[0]!, fields: { text: 'Three years.' } }));
  expect(records.get('knowledge', ids[0]!)).toMatchObject({ text: 'Three years.', edited: true });
});

test('what was removed on another device is said to be gone', () => {
  const { run } = createMemoryRecords();
  expect(run('knowledge.update', { id: 'gone', fields: { text: 'x' } })).toMatchObject({
    error: { code: 'knowledge.missing' },
  });
});
