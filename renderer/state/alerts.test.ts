import { expect, test } from 'vitest';
import { type Alert, audibleAlerts, type Happened, unansweredMilliseconds } from '#shared/domain/alert.ts';
import type { AccountEvent } from '#shared/domain/business.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { presets } from '#shared/domain/roles.ts';
import { alertsSince, isShown, together, toldOf } from './alerts.ts';

const now = 1_000_000_000_000;
const viewer = { memberId: 'ana', deviceId: 'd1', now };

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
const written = (id: string, at: number, fields: Partial<Conversation> = {}): Conversation =>
  talk(id, { lastArrivedAt: at, lastMessageId: `m-${at}`, ...fields });
const event = (id: string, severity: AccountEvent['severity']): AccountEvent => ({
  id,
  at: now,
  field: 'account_update',
  summary: `About ${id}`,
  severity,
  raw: {},
});

const nothing: Happened = {
  conversations: [],
  accountEvents: [],
  runs: [],
  bookings: [],
  arrivals: [],
  enquiries: [],
  payments: [],
  devices: [],
  handovers: [],
};
const before: Happened = {
  ...nothing,
  conversations: [written('a', now - 5)],
  accountEvents: [event('old', 'error')],
  devices: [{ id: 'd1', createdAt: now - 9, name: 'Laptop', memberId: 'ana' }],
};
const told = toldOf(before, viewer);
const shown = (happened: Partial<Happened>): Pick<Alert, 'kind' | 'contactId' | 'words' | 'path'>[] =>
  alertsSince(told, { ...before, ...happened }, viewer).alerts.map(({ kind, contactId, words, path }) => ({
    kind,
    ...(contactId !== undefined && { contactId }),
    ...(words !== undefined && { words }),
    path,
  }));

test('what was there when the window opened is not told', () => {
  expect(shown({})).toEqual([]);
});

test('a time that a device has confirmed by itself is told like a request, and what a member has confirmed is not', () => {
  const booking = {
    id: 'b1',
    at: now + 1,
    contactId: 'c1',
    service: 'Boiler',
    wishes: [],
    name: 'Ana',
    language: 'en',
    secret: 's',
    state: 'confirmed' as const,
    stateAt: now + 1,
  };
  expect(shown({ bookings: [booking] })).toMatchObject([{ kind: 'booking', path: '/bookings/b1' }]);
  expect(shown({ bookings: [{ ...booking, memberId: 'ana' }] })).toEqual([]);
  const danger = { kind: 'gas', strength: 'certain', language: 'en', at: now, words: 'I smell gas' } as const;
  const dangers = { r1: danger };
  const urgent = { kind: 'danger', words: 'I smell gas' };
  expect(shown({ bookings: [{ ...booking, memberId: 'ana', dangers }] })).toMatchObject([
    { ...urgent, path: '/bookings/b1' },
  ]);
  const arrival = { id: 'w1', at: now, sourceId: 's', dangers };
  expect(shown({ arrivals: [arrival] })).toMatchObject([{ ...urgent, path: '/settings/webhooks' }]);
  // It became an enquiry by itself: that is told as one thing.
  const enquiry = {
    id: 'e1',
    createdAt: now,
    contactId: 'c',
    title: '',
    stage: 'new',
    stageAt: now,
  } as const;
  const made = { ...arrival, settledAt: now, contactId: 'c', enquiryId: 'e1' };
  expect(shown({ arrivals: [made], enquiries: [{ ...enquiry, source: 'webhook' }] })).toMatchObject([
    { ...urgent, path: '/people/c' },
  ]);
  const taken = { r1: { at: now, memberId: 'ana' } };
  expect(shown({ arrivals: [{ ...arrival, dangersTaken: taken }] })).toEqual([]);
});

test('danger, trouble with the account and a customer who is left to a person come before messages', () => {
  const heard = { kind: 'gas', strength: 'certain', language: 'en', at: now, words: 'Gas' } as const;
  const conversations = [
    written('a', now + 9, { lastText: 'Hello?' }),
    written('b', now + 9, { handedOff: { at: now + 9, reason: 'The customer wants a person.' } }),
    written('c', now + 9, { lastDirection: 'out' }),
    written('d', now + 9, { dangers: { 'm-9': heard } }),
  ];
  const accountEvents = [event('old', 'error'), event('news', 'info'), event('new', 'warning')];
  expect(shown({ conversations, accountEvents })).toEqual([
    { kind: 'danger', contactId: 'c-d', words: 'Gas', path: '/inbox/d' },
    { kind: 'account', words: 'About new', path: '/settings/channels' },
    { kind: 'handOff', contactId: 'c-b', words: 'The customer wants a person.', path: '/inbox/b' },
    { kind: 'message', contactId: 'c-a', words: 'Hello?', path: '/inbox/a' },
  ]);
});

test('what was told is not told again, nor what the member has read already', () => {
  const happened = { ...before, conversations: [written('a', now + 9)] };
  const first = alertsSince(told, happened, viewer);
  expect(first.alerts).toHaveLength(1);
  expect(alertsSince(first.told, happened, viewer).alerts).toEqual([]);
  expect(shown({ conversations: [written('a', now + 9, { readBy: { ana: now + 9 } })] })).toEqual([]);
});

test('somebody new is told of once, as an enquiry, and nothing of who was typed in here', () => {
  const enquiry = { createdAt: now, contactId: 'c-a', title: 'Tap', stage: 'new', stageAt: now };
  const enquiries = [
    { ...enquiry, id: 'e1', source: 'whatsapp' },
    { ...enquiry, id: 'e2', source: 'owner' },
    { ...enquiry, id: 'e3', source: 'call' },
  ];
  expect(shown({ enquiries, conversations: [written('a', now + 9)] }).map(({ kind }) => kind)).toEqual([
    'enquiry',
  ]);
});

test('a customer who has waited for hours is told of when the hours are over', () => {
  const asked = now - unansweredMilliseconds;
  const waiting = written('w', asked, { lastInboundAt: asked, readBy: { ana: now } });
  expect(shown({ conversations: [waiting] }).map(({ kind }) => kind)).toEqual(['unanswered']);
  const later = { ...waiting, lastArrivedAt: asked + 1, lastInboundAt: asked + 1 };
  expect(shown({ conversations: [later] })).toEqual([]);
});

test('a device that comes to those there were is told of, and never one’s own', () => {
  const devices = [
    ...before.devices,
    { id: 'd2', createdAt: now, name: 'Somebody’s phone', memberId: 'ana' },
  ];
  expect(shown({ devices })).toEqual([{ kind: 'team', words: 'Somebody’s phone', path: '/settings/team' }]);
  const own = { ...viewer, deviceId: 'd2' };
  expect(alertsSince(told, { ...before, devices }, own).alerts).toEqual([]);
});

test('nobody hears of what they may not read', () => {
  expect(audibleAlerts(presets.technician)).toEqual(['enquiry']);
  expect(audibleAlerts(undefined)).toEqual([]);
  expect(audibleAlerts(presets.owner)).toContain('payment');
});

test('who looks at the window is told no messages, and nobody what they do not want', () => {
  const message = { kind: 'message' } as const;
  const account = { kind: 'account' } as const;
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
    ranAt: now,
    step: 0,
    did: {},
    notifies: { [whom]: true as const },
  });
  const runs = [run('1', 'ana'), run('2', 'bo'), run('3', 'everybody')];
  expect(shown({ runs }).map(({ kind, path }) => [kind, path])).toEqual([
    ['rule', '/inbox/a'],
    ['rule', '/inbox/a'],
  ]);
});

test('of a sender who is kept apart nothing is told', () => {
  const aside = { why: 'blocked' as const, at: 1 };
  expect(shown({ conversations: [written('a', now + 9, { aside })] })).toEqual([]);
});
