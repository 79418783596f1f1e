import { expect, test } from 'vitest';
import type { RecordReader } from './reader.ts';
import { lineage, recordName } from './record-name.ts';

const records: Record<string, Record<string, unknown>> = {
  'contacts/c': { id: 'c', name: 'Maria Keller' },
  'jobs/j': { id: 'j', title: 'Boiler', contactId: 'c' },
  'jobs/k': { id: 'k', title: '', contactId: 'c' },
  'visits/v': { id: 'v', jobId: 'j' },
  'conversations/t': { id: 't', contactId: 'c' },
  'messages/m': { id: 'm', conversationId: 't', text: 'My code is 1234' },
  'issued/i': { id: 'i', number: 'A-2026-0001', contactId: 'c' },
  'documents/d': { id: 'd', contactId: 'gone' },
};
const reader = {
  get: (collection: string, id: string) => records[`${collection}/${id}`],
} as unknown as RecordReader;

test('a record is called by its own name, else by that of what it belongs to, and never by its words', () => {
  expect(recordName(reader, 'contacts', 'c')).toEqual({ name: 'Maria Keller', isOwn: true });
  expect(recordName(reader, 'issued', 'i')).toEqual({ name: 'A-2026-0001', isOwn: true });
  expect(recordName(reader, 'visits', 'v')).toEqual({ name: 'Boiler', isOwn: false });
  expect(recordName(reader, 'jobs', 'k')).toEqual({ name: 'Maria Keller', isOwn: false });
  expect(recordName(reader, 'messages', 'm')).toEqual({ name: 'Maria Keller', isOwn: false });
});

test('what is not here has no name, and neither has what belongs to nothing that is here', () => {
  expect(recordName(reader, 'contacts', 'x')).toBeUndefined();
  expect(recordName(reader, 'documents', 'd')).toBeUndefined();
});

test('a visit leads to its job and its customer', () => {
  expect(lineage(reader, 'visits', 'v').map(({ collection }) => collection)).toEqual([
    'visits',
    'jobs',
    'contacts',
  ]);
});
