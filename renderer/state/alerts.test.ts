import { expect, test } from 'vitest';
import type { AccountEvent } from '#shared/domain/business.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { alertsSince, isShown, together, toldOf } from './alerts.ts';

const talk = (id: string, fields: Partial<Conversation> = {}): Conversation => ({
  id,
  contactId: `c-${id}`,
  channel: 'whatsapp',
  accountId: '1',
  state: 'open',
  createdAt: 1,
  lastAt: 1,
  lastDirection: 'in',
  ...fields,
});
const event = (id: string, severity: AccountEvent['severity']): AccountEvent => ({
  id,
  at: 1,
  field: 'account_update',
  summary: `About ${id}`,
  severity,
  raw: {},
});

const before = {
  conversations: [talk('a', { lastArrivedAt: 5 })],
  accountEvents: [event('old', 'error')],
  runs: [],
};
const told = toldOf(before);

test('what was there when the window opened is not told', () => {
  expect(alertsSince(told, before)).toEqual([]);
});

test('trouble with the account and a customer who is left to a person come before messages', () => {
  const conversations = [
    talk('a', { lastArrivedAt: 9, lastText: 'Hello?' }),
    talk('b', { lastArrivedAt: 9, handedOff: { at: 9, reason: 'The customer wants a person.' } }),
    talk('c', { lastArrivedAt: 9, lastDirection: 'out' }),
  ];
  const accountEvents = [event('old', 'error'), event('news', 'info'), event('new', 'warning')];
  expect(alertsSince(told, { conversations, accountEvents, runs: [] })).toEqual([
    { kind: 'account', words: 'About new', path: '/settings/channels' },
    { kind: 'handOff', contactId: 'c-b', words: 'The customer wants a person.', path: '/inbox/b' },
    { kind: 'message', contactId: 'c-a', words: 'Hello?', path: '/inbox/a' },
  ]);
});

test('who looks at the window is told no messages, and nobody what they do not want', () => {
  const message = { kind: 'message', path: '/inbox/a' } as const;
  const account = { kind: 'account', path: '/settings/channels' } as const;
  expect(isShown(message, { wanted: ['message'], hasFocus: true })).toBe(false);
  expect(isShown(message, { wanted: ['message'], hasFocus: false })).toBe(true);
  expect(isShown(account, { wanted: ['message'], hasFocus: false })).toBe(false);
  expect(isShown(account, { wanted: ['account'], hasFocus: true })).toBe(true);
});

test('a hundred messages at once are one notification, which names nobody', () => {
  const many = Array.from({ length: 100 }, (_, at) => ({
    kind: 'message' as const,
    contactId: 'c',
    words: 'Hi',
    path: `/inbox/${at}`,
  }));
  expect(together(many)).toEqual([{ alert: { kind: 'message', path: '/inbox' }, count: 100 }]);
});

test('a rule tells the member whom it names, once', () => {
  const run = (id: string, whom: string) => ({
    id,
    ruleId: 'r',
    contactId: 'c-a',
    aboutKind: 'conversations' as const,
    aboutId: 'a',
    at: 1,
    ranAt: 1,
    step: 0,
    did: {},
    notifies: { [whom]: true as const },
  });
  const happened = {
    ...before,
    memberId: 'ana',
    runs: [run('1', 'ana'), run('2', 'bo'), run('3', 'everybody')],
  };
  expect(alertsSince(told, happened).map(({ kind, path }) => [kind, path])).toEqual([
    ['rule', '/inbox/a'],
    ['rule', '/inbox/a'],
  ]);
  expect(alertsSince(toldOf(happened), happened)).toEqual([]);
});

test('of a sender who is kept apart nothing is told', () => {
  const aside = { why: 'blocked' as const, at: 1 };
  const conversations = [talk('a', { lastArrivedAt: 9, aside })];
  expect(alertsSince(told, { ...before, conversations })).toEqual([]);
});
