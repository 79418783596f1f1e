import { expect, test } from 'vitest';
import type { TemplateField } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { documentValues } from './document-values.ts';
import { sendWay } from './send-way.ts';

const hour = 60 * 60 * 1000;
const now = 1000 * hour;
const talk = (id: string, channel: Conversation['channel'], hoursAgo?: number) =>
  ({
    id,
    channel,
    contactId: 'c',
    lastInboundAt: hoursAgo === undefined ? undefined : now - hoursAgo * hour,
  }) as Conversation;

test('an invoice goes as a document while the customer’s window is open', () => {
  const talks = [talk('old', 'whatsapp', 30), talk('fresh', 'whatsapp', 1)];
  expect(sendWay(talks, now)).toMatchObject({ kind: 'document', conversation: { id: 'fresh' } });
});

test('outside the window only a template is left, and only where the channel has templates', () => {
  expect(sendWay([talk('wa', 'whatsapp', 30)], now)).toMatchObject({ kind: 'template' });
  expect(sendWay([talk('wa', 'whatsapp')], now)).toMatchObject({ kind: 'template' });
  expect(sendWay([talk('m', 'messenger', 24 * 30)], now)).toEqual({ kind: 'closed' });
  expect(sendWay([], now)).toEqual({ kind: 'none' });
});

const words = {
  firstName: 'Maria',
  business: 'Rivera',
  number: 'A-2026-0001',
  total: '£120.00',
  day: '5 Dec',
};
const place = (name: string, before = ''): TemplateField => ({
  key: `body:${name}`,
  part: 'body',
  name,
  kind: 'text',
  before,
});

test('the places of a template are filled with what the invoice says', () => {
  const named = ['customer_name', 'invoice_number', 'amount_due', 'due_date', 'favourite_colour'].map((n) =>
    place(n),
  );
  expect(Object.values(documentValues(named, words))).toEqual([
    'Maria',
    'A-2026-0001',
    '£120.00',
    '5 Dec',
    '',
  ]);
  const numbered = [
    place('1', 'Hello'),
    place('2', 'Hello …, here is invoice'),
    place('3', 'here is invoice … for'),
    place('4', 'for …, to be paid by'),
  ];
  expect(Object.values(documentValues(numbered, words))).toEqual([
    'Maria',
    'A-2026-0001',
    '£120.00',
    '5 Dec',
  ]);
});
