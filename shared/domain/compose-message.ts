import { deliveryStates, type Message, type MessageState, type WrittenMessage } from './conversation.ts';
import { given } from '#shared/lib/given.ts';
import { compareArrival } from './message-order.ts';

/** Composed last, by state: whoever looks at a thread again gets the same objects. */
const composed = new WeakMap<object, { written: WrittenMessage; message: Message }>();

/**
 * A message as it is read: in the conversation where it belongs now, with its newest words, or with none where its
 * sender took them back. Of several arrivals the first counts, and no message is dated after it. `undefined` for one
 * that is shown nowhere.
 */
export function composeMessage(
  written: WrittenMessage,
  state: MessageState | undefined,
): Message | undefined {
  if (state === undefined && written.takenBackAt === undefined) return written;
  if (state !== undefined && isHidden(written, state)) return undefined;
  const known = composed.get(state ?? written);
  if (known?.written === written) return known.message;
  const message = compose(written, state ?? { id: written.id, at: written.at });
  composed.set(state ?? written, { written, message });
  return message;
}

/**
 * Whether a message is kept and not shown: one that was written here and taken away before anybody had it, and an echo
 * of what was written here. What came in from a customer is always shown, whatever its state says.
 */
function isHidden({ direction, accountId }: WrittenMessage, state: MessageState): boolean {
  if (accountId !== undefined) return direction === 'out' && state.sameAs !== undefined;
  if (state.discarded === undefined) return false;
  return state.externalId === undefined && reached.every((one) => state.statuses?.[one] === undefined);
}

const reached = deliveryStates.filter((one) => one !== 'queued');

/** Whether a state changes where or by which words its message is found. */
export function changesWords({
  conversationId,
  edits,
  revokedAt,
  discarded,
  sameAs,
}: Partial<MessageState>): boolean {
  return [conversationId, edits, revokedAt, discarded, sameAs].some((value) => value !== undefined);
}

function compose(written: WrittenMessage, state: MessageState): Message {
  const { conversationId = written.conversationId, externalId, live } = state;
  const revokedAt = state.revokedAt ?? written.takenBackAt;
  const { receivedAt, place } = firstArrival(written, state);
  const { statuses, error, refusal, tries, retryAt, attemptedAt, heldAt, asText, retriedAs, edits } = state;
  const { heldWhy, unseen, wish, answeredPrivately } = state;
  // By name: nothing else that stands in a state may take the place of what arrived.
  const message: Message = {
    ...written,
    conversationId,
    at: Math.min(written.at, receivedAt ?? written.at),
    ...given({ heldWhy, receivedAt, place, externalId: written.externalId ?? externalId }),
    ...given({ statuses, error, refusal, tries, retryAt, attemptedAt, heldAt, retriedAs, edits, revokedAt }),
    ...given({ asText, unseen, wish, answeredPrivately }),
  };
  if (place === undefined) delete message.place;
  if (live === true) delete message.past;
  const edit = newestEdit(state);
  if (edit !== undefined) message.text = edit;
  if (revokedAt !== undefined) for (const field of gone) delete message[field];
  return message;
}

const gone = ['text', 'content', 'raw', 'offer', 'tap', 'salt', 'edits', 'words', 'takenBackAt'] as const;

function firstArrival(written: WrittenMessage, state: MessageState): Pick<Message, 'receivedAt' | 'place'> {
  if (state.receivedAt === undefined) return written;
  return written.receivedAt === undefined || compareArrival(state, written) < 0 ? state : written;
}

function newestEdit({ edits = {} }: MessageState): string | undefined {
  const all = Object.entries(edits).toSorted(([a, x], [b, y]) => y.at - x.at || (a < b ? -1 : 1));
  return all[0]?.[1].text;
}
