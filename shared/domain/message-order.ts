import type { Message } from './conversation.ts';

type Placed = Pick<Message, 'id' | 'at' | 'receivedAt' | 'place'>;

/**
 * The order of a thread, everywhere the same: by moment, and within one moment as the messages came in. Meta dates
 * by whole seconds, so that what is said in one breath often has one moment.
 */
export function compareMessages(a: Placed, b: Placed): number {
  return a.at - b.at || compareArrival(a, b) || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** Which of two came in first: by delivery, and within one by its place there. */
export function compareArrival(a: Omit<Placed, 'id'>, b: Omit<Placed, 'id'>): number {
  return arrivalOf(a) - arrivalOf(b) || (a.place ?? 0) - (b.place ?? 0);
}

/** When a message came in; one that did not come from a relay has its own moment only. */
export function arrivalOf({ at, receivedAt = at }: Pick<Message, 'at' | 'receivedAt'>): number {
  return receivedAt;
}
