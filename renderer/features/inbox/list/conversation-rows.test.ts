import { expect, test } from 'vitest';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationFilter } from '#shared/domain/conversation-filter.ts';
import { filterRows, toRows } from './conversation-rows.ts';

const talk = (id: string, fields: Partial<Conversation>): Conversation => ({
  id,
  contactId: id,
  channel: 'whatsapp',
  accountId: '1',
  state: 'open',
  createdAt: 0,
  lastAt: 0,
  ...fields,
});
const contact = (id: string, name: string): [string, Contact] => [
  id,
  { id, name, createdAt: 0, phones: { p: { number: `+3161234${id.length}` } } },
];

const rows = toRows(
  [
    talk('ann', { lastAt: 1, lastInboundAt: 1, readUpTo: 1, lastText: 'Thanks' }),
    talk('bo', { lastAt: 3, lastInboundAt: 3, readUpTo: 2, lastText: 'The tap drips' }),
    talk('cleo', { lastAt: 2, lastInboundAt: 2, readUpTo: 2, state: 'resolved' }),
  ],
  new Map([contact('ann', 'Ann'), contact('bo', 'Bo')]),
  'Unknown',
  undefined,
);
const open: ConversationFilter = { state: 'open' };
const unread: ConversationFilter = { unread: true };
const resolved: ConversationFilter = { state: 'resolved' };
const ids = (filter: ConversationFilter, query = '', openId?: string) =>
  filterRows(rows, { filter, query, openId }, { memberId: undefined, now: 5 }).map(({ id }) => id);

test('the newest conversation stands on top, and each filter shows its own', () => {
  expect(ids(open)).toEqual(['bo', 'ann']);
  expect(ids(unread)).toEqual(['bo']);
  expect(ids(resolved)).toEqual(['cleo']);
});

test('a conversation that is being read stays where it is', () => {
  expect(ids(unread, '', 'ann')).toEqual(['bo', 'ann']);
});

test('a conversation is found by its name, its last words or its number', () => {
  expect(ids(open, 'ANN')).toEqual(['ann']);
  expect(ids(open, 'tap bo')).toEqual(['bo']);
  expect(ids(open, '61234')).toEqual(['bo', 'ann']);
});

test('a customer without a contact is still listed', () => {
  expect(ids(resolved, 'unknown')).toEqual(['cleo']);
});
