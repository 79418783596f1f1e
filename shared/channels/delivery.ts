import type { DeliveryState, Message } from '#shared/domain/conversation.ts';
import { deliveryStates } from '#shared/domain/conversation.ts';

/** How long a send may be under way before its outcome counts as unknown, in milliseconds. */
const attemptTime = 60_000;

/**
 * How far an outgoing message has got. Statuses come out of order and may skip states, so the highest one
 * counts; a failure counts only where nothing says that the message arrived.
 * Pass `now` (epoch milliseconds) to show an attempt of the last minute as still queued; without it, an
 * attempt without an outcome is `unconfirmed`: the channel may or may not have it, so it is not sent again blindly.
 */
export function deliveryState(
  message: Pick<Message, 'statuses' | 'error' | 'attemptedAt' | 'broughtIn'>,
  now = Number.POSITIVE_INFINITY,
): DeliveryState {
  // What somebody has brought in was sent elsewhere.
  const first = message.broughtIn === true ? 'sent' : 'queued';
  const reached = deliveryStates.findLast((state) => message.statuses?.[state] !== undefined) ?? first;
  const failed = message.error !== undefined || message.statuses?.['failed'] !== undefined;
  if (failed && deliveryRank(reached) < deliveryRank('delivered')) return 'failed';
  const attempted = message.attemptedAt !== undefined && now - message.attemptedAt >= attemptTime;
  return reached === 'queued' && attempted ? 'unconfirmed' : reached;
}

/** The place of a state on the way to the reader, from 0; a state outside it has none (−1). */
export function deliveryRank(state: string): number {
  return deliveryStates.findIndex((known) => known === state);
}
