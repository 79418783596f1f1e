import { expect, test } from 'vitest';
import type { Conversation } from './conversation.ts';
import { matchesFilter, type ConversationFilter } from './conversation-filter.ts';

const viewer = { memberId: 'ann', now: 100 };

function shows(filter: ConversationFilter, fields: Partial<Conversation>): boolean {
  const conversation: Conversation = {
    id: 'talk',
    contactId: 'customer',
    channel: 'whatsapp',
    accountId: '1',
    state: 'open',
    createdAt: 0,
    lastAt: 0,
    ...fields,
  };
  return matchesFilter(conversation, filter, viewer);
}

test('a filter shows what it names, and nothing else', () => {
  expect(shows({}, { state: 'resolved' })).toBe(true);
  expect(shows({ state: 'open' }, { state: 'snoozed', snoozedUntil: 100 })).toBe(true);
  expect(shows({ state: 'open' }, { state: 'snoozed', snoozedUntil: 101 })).toBe(false);
  expect(shows({ assignee: 'me' }, { assigneeId: 'ann' })).toBe(true);
  expect(shows({ assignee: 'me' }, { assigneeId: 'ben' })).toBe(false);
  expect(shows({ assignee: 'nobody' }, {})).toBe(true);
  expect(shows({ assignee: 'nobody' }, { assigneeId: 'ben' })).toBe(false);
  expect(shows({ labelId: 'l' }, { labels: { l: true } })).toBe(true);
  expect(shows({ labelId: 'l' }, {})).toBe(false);
  expect(shows({ priority: 'high' }, { priority: 'urgent' })).toBe(true);
  expect(shows({ priority: 'high' }, {})).toBe(false);
  expect(shows({ waiting: true }, { lastDirection: 'in', lastInboundAt: 1 })).toBe(true);
  expect(shows({ waiting: true }, { lastDirection: 'out', lastInboundAt: 1 })).toBe(false);
  expect(shows({ mentioned: true }, { mentions: { ann: 5 } })).toBe(true);
  expect(shows({ mentioned: true }, { mentions: { ann: 5 }, readBy: { ann: 5 } })).toBe(false);
});
