import { expect, test } from 'vitest';
import type { Message } from '#shared/domain/conversation.ts';
import { buildThread } from './thread-items.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const isSameDay = (a: number, b: number) => Math.floor(a / day) === Math.floor(b / day);
const message = (id: string, at: number, fields: Partial<Message> = {}): Message => ({
  id,
  at,
  conversationId: 'talk',
  direction: 'in',
  type: 'text',
  text: id,
  externalId: `wamid.${id}`,
  ...fields,
});
const reaction = (id: string, at: number, text: string, fields: Partial<Message> = {}) =>
  message(id, at, { type: 'reaction', text, replyTo: 'wamid.hello', ...fields });
const thread = (messages: Message[]) => buildThread(messages, isSameDay);

test('a thread reads by time with a break at each day, whatever order the messages came in', () => {
  const items = thread([message('b', day + minute), message('a', minute), message('c', day + 2 * minute)]);
  expect(items.map(({ id }) => id)).toEqual(['day-a', 'a', 'day-b', 'b', 'c']);
  expect(items.map((item) => item.kind === 'message' && item.joined)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('what a customer sent within one second reads in the order in which it came', () => {
  const arrived = (id: string, receivedAt: number, place: number) =>
    message(id, minute, { receivedAt, place });
  const items = thread([
    arrived('b', 2 * minute, 1),
    arrived('a', 2 * minute, 0),
    arrived('c', minute, 2),
    message('d', 0),
  ]);
  expect(items.map(({ id }) => id)).toEqual(['day-d', 'd', 'c', 'a', 'b']);
});

test('an answer shows what it answers, also when that is gone', () => {
  const items = thread([
    message('hello', 0),
    message('answer', minute, { direction: 'out', replyTo: 'wamid.hello' }),
    message('late', 2 * minute, { replyTo: 'wamid.unknown' }),
  ]);
  expect(items.map((item) => item.kind === 'message' && item.quoted?.id)).toEqual([
    false,
    undefined,
    'hello',
    undefined,
  ]);
});

test('a reaction shows on its message, a changed one once, a withdrawn one not at all', () => {
  const items = thread([
    message('hello', 0),
    reaction('r1', 1, '👍'),
    reaction('r2', 2, '🎉'),
    reaction('r3', 3, '❤️', { direction: 'out' }),
    reaction('r4', 4, '', { direction: 'out' }),
  ]);
  expect(items).toHaveLength(2);
  expect(items[1]).toMatchObject({ reactions: [{ from: 'in', emoji: '🎉' }] });
});

test('a reaction to a message that is not here still shows', () => {
  expect(thread([reaction('r1', 1, '👍', { replyTo: 'wamid.gone' })]).map(({ id }) => id)).toEqual([
    'day-r1',
    'r1',
  ]);
});
