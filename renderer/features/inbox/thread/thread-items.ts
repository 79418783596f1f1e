import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';

/** A reaction on a message: one a side, the newest counts. */
export interface Reaction {
  from: 'in' | 'out';
  emoji: string;
}

export type ThreadItem =
  | { kind: 'day'; id: string; at: number }
  | {
      kind: 'message';
      id: string;
      message: Message;
      reactions: Reaction[];
      /** The message that this one answers, where it is here. */
      quoted: Message | undefined;
      /** The tokens of its options that the customer has tapped. */
      tapped: ReadonlySet<string>;
      /** Follows another of the same side within a few minutes: shown closer to it. */
      joined: boolean;
    };

const joinedWithin = 5 * 60 * 1000;

/**
 * The messages of one conversation as a thread: by time, with day breaks, reactions on what they are about.
 * Channels tell whole seconds: within one, the order in which the messages came in stays.
 */
export function buildThread(
  messages: Iterable<Message>,
  isSameDay: (a: number, b: number) => boolean,
): ThreadItem[] {
  const sorted = [...messages].toSorted(compareMessages);
  const byExternalId = new Map(sorted.map((message) => [message.externalId, message]));
  const reactions = reactionsByTarget(sorted);
  const tapped = new Set(sorted.flatMap(({ direction, tap }) => (direction === 'in' && tap?.token) || []));
  const items: ThreadItem[] = [];
  let last: Message | undefined;
  for (const message of sorted) {
    if (isAttached(message, byExternalId)) continue;
    if (last === undefined || !isSameDay(last.at, message.at)) {
      items.push({ kind: 'day', id: `day-${message.id}`, at: message.at });
      last = undefined;
    }
    items.push({
      kind: 'message',
      id: message.id,
      message,
      reactions: reactions.get(message.externalId ?? '') ?? [],
      quoted: message.replyTo === undefined ? undefined : byExternalId.get(message.replyTo),
      tapped,
      joined: last?.direction === message.direction && message.at - last.at < joinedWithin,
    });
    last = message;
  }
  return items;
}

/** A reaction shows on its message; one whose message is not here shows as a line of its own, unless taken back. */
function isAttached({ type, replyTo, text }: Message, known: Map<string | undefined, Message>): boolean {
  if (type !== 'reaction') return false;
  return !text || (replyTo !== undefined && known.has(replyTo));
}

function reactionsByTarget(sorted: Message[]): Map<string, Reaction[]> {
  const newest = new Map<string, Map<'in' | 'out', string>>();
  for (const { type, replyTo, direction, text = '' } of sorted) {
    if (type !== 'reaction' || replyTo === undefined || (direction !== 'in' && direction !== 'out')) continue;
    newest.set(replyTo, (newest.get(replyTo) ?? new Map<'in' | 'out', string>()).set(direction, text));
  }
  const shown = (sides: Map<'in' | 'out', string>) =>
    [...sides].filter(([, emoji]) => emoji !== '').map(([from, emoji]) => ({ from, emoji }));
  return new Map([...newest].map(([target, sides]) => [target, shown(sides)]));
}
