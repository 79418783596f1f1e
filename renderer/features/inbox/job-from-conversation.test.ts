import { expect, test } from 'vitest';
import type { Service } from '#shared/domain/business.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { jobFromConversation } from './job-from-conversation.ts';

const message = (at: number, text: string, fields: Partial<Message> = {}): Message => ({
  id: String(at),
  at,
  conversationId: 'talk',
  direction: 'in',
  type: 'text',
  text,
  ...fields,
});
const service = (id: string, name: string, fields: Partial<Service> = {}): Service => ({
  id,
  name,
  unitPrice: '9500',
  currency: 'EUR',
  order: 0,
  createdAt: 0,
  ...fields,
});
const services = [
  service('b', 'Boiler'),
  service('bs', 'Boiler service'),
  service('old', 'tap', { archivedAt: 1 }),
];

test('the service that the customer named comes with its price', () => {
  const start = jobFromConversation(
    [message(1, 'Time for a boiler service again'), message(2, 'Thanks')],
    services,
  );
  expect(start).toEqual({
    title: 'Boiler service',
    items: [{ name: 'Boiler service', quantity: '1', unitPrice: '9500', currency: 'EUR', serviceId: 'bs' }],
  });
});

test('otherwise a few of the customer’s words are the title, without reactions and own answers', () => {
  const start = jobFromConversation(
    [
      message(1, 'Hello'),
      message(2, 'The tap drips\nin the kitchen'),
      message(3, '👍', { type: 'reaction' }),
      message(4, 'We come at two', { direction: 'out' }),
    ],
    services,
  );
  expect(start).toEqual({ title: 'Tap drips', items: [] });
});

test('a photo without words leaves the title to the owner', () => {
  expect(jobFromConversation([message(1, '', { type: 'image', text: undefined })], [])).toEqual({
    title: undefined,
    items: [],
  });
});
