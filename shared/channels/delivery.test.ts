import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryStates } from '#shared/domain/conversation.ts';
import { deliveryRank, deliveryState } from './delivery.ts';

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
