import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryStates } from '#shared/domain/conversation.ts';
import { deliveryRank, deliveryState } from '../../delivery.ts';
import { textMessage } from './outbound.ts';
import { whatsappRules } from './rules.ts';

const hour = 60 * 60 * 1000;
const replyWindow = (last: number | undefined, now: number) => whatsappRules.replyWindow(last, now, 'owner');

test('ticks never go back, in whatever order the statuses were reported', () => {
  fc.assert(
    fc.property(fc.subarray([...deliveryStates]), fc.constantFrom(...deliveryStates), (reported, next) => {
      const before = deliveryState({ statuses: Object.fromEntries(reported.map((state) => [state, 1])) });
      const after = deliveryState({
        statuses: Object.fromEntries([...reported, next].map((state) => [state, 1])),
      });
      expect(deliveryRank(after)).toBeGreaterThanOrEqual(deliveryRank(before));
    }),
  );
});

test('a failure counts unless the message is known to have arrived', () => {
  const error = { code: 131026, at: 1 };
  expect(deliveryState({ statuses: { queued: 1, accepted: 2, sent: 3, failed: 4 }, error })).toBe('failed');
  expect(deliveryState({ statuses: { sent: 3, failed: 4, delivered: 5 }, error })).toBe('delivered');
  expect(deliveryState({ statuses: { read: 3, failed: 4 }, error })).toBe('read');
});

test('an attempt without an outcome is unconfirmed, once it had time to end', () => {
  const message = { statuses: { queued: 1000 }, attemptedAt: 1000 };
  expect(deliveryState(message)).toBe('unconfirmed');
  expect(deliveryState(message, 2000)).toBe('queued');
  expect(deliveryState(message, 62_000)).toBe('unconfirmed');
  expect(deliveryState({ ...message, statuses: { queued: 1000, sent: 2000 } })).toBe('sent');
  expect(deliveryState({})).toBe('queued');
});

test('the reply window is open for exactly 24 hours after the customer wrote', () => {
  expect(replyWindow(0, 23 * hour + 59 * 60_000)).toEqual({
    open: true,
    closesAt: 24 * hour,
    minutesLeft: 1,
  });
  expect(replyWindow(0, 24 * hour - 1)).toEqual({ open: true, closesAt: 24 * hour, minutesLeft: 0 });
  expect(replyWindow(0, 24 * hour)).toEqual({ open: false, closesAt: 24 * hour, minutesLeft: 0 });
  expect(replyWindow(undefined, 0)).toEqual({ open: false, closesAt: undefined, minutesLeft: 0 });
});

test('a user id goes out as `recipient` and alone, a number with its plus in `to`', () => {
  const message = { text: 'Hi', correlation: 'record-1' };
  const byId = textMessage({ ...message, recipient: { userId: 'US.1349' } });
  expect(byId).toMatchObject({ recipient: 'US.1349', biz_opaque_callback_data: 'record-1' });
  expect(byId).not.toHaveProperty('to');
  const byPhone = textMessage({ ...message, recipient: { phone: '31612345678' }, replyTo: 'wamid.q' });
  expect(byPhone).toMatchObject({ to: '+31612345678', context: { message_id: 'wamid.q' } });
  expect(byPhone).not.toHaveProperty('recipient');
});
