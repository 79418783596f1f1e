import type { Message, MessageState, WrittenMessage } from './conversation.ts';
import { given } from '#shared/lib/given.ts';
import { compareArrival } from './message-order.ts';

/** Composed last, by state: whoever looks at a thread again gets the same objects. */
const composed = new WeakMap<MessageState, { written: WrittenMessage; message: Message }>();

/**
 * A message as it is read: in the conversation where it belongs now, with its newest words, or with none where its
 * sender took them back. Of several arrivals the first counts, and no message is dated after it.
 */
export function composeMessage(written: WrittenMessage, state: MessageState | undefined): Message {
  if (state === undefined) return written;
  const known = composed.get(state);
  if (known?.written === written) return known.message;
  const message = compose(written, state);
  composed.set(state, { written, message });
  return message;
}

/** Whether a state changes where or by which words its message is found. */
export function changesWords({ conversationId, edits, revokedAt }: Partial<MessageState>): boolean {
  return conversationId !== undefined || edits !== undefined || revokedAt !== undefined;
}

function compose(written: WrittenMessage, state: MessageState): Message {
  const { conversationId = written.conversationId, externalId, revokedAt, live } = state;
  const { receivedAt, place } = firstArrival(written, state);
  const { statuses, error, refusal, tries, retryAt, attemptedAt, heldAt, asText, retriedAs, edits } = state;
  // By name: nothing else that stands in a state may take the place of what arrived.
  const message: Message = {
    ...written,
    conversationId,
    at: Math.min(written.at, receivedAt ?? written.at),
    ...given({ receivedAt, place, externalId: written.externalId ?? externalId }),
    ...given({ statuses, error, refusal, tries, retryAt, attemptedAt, heldAt, retriedAs, edits, revokedAt }),
    ...given({ asText }),
  };
  if (place === undefined) delete message.place;
  if (live === true) delete message.past;
  const edit = newestEdit(state);
  if (edit !== undefined) message.text = edit;
  if (revokedAt !== undefined)
    for (const field of ['text', 'content', 'raw', 'offer', 'tap', 'edits'] as const) delete message[field];
  return message;
}

function firstArrival(written: WrittenMessage, state: MessageState): Pick<Message, 'receivedAt' | 'place'> {
  if (state.receivedAt === undefined) return written;
  return written.receivedAt === undefined || compareArrival(state, written) < 0 ? state : written;
}

function newestEdit({ edits = {} }: MessageState): string | undefined {
  const all = Object.entries(edits).toSorted(([a, x], [b, y]) => y.at - x.at || (a < b ? -1 : 1));
  return all[0]?.[1].text;
}
