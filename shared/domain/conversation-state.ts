import { openDangers } from './danger.ts';
import type { Conversation, ConversationState, Priority } from './conversation.ts';

/** What a conversation asks for at a moment (epoch milliseconds): a snooze that has run out is over by itself. */
export function stateAt({ state, snoozedUntil = 0 }: Conversation, now: number): ConversationState {
  return state === 'snoozed' && snoozedUntil <= now ? 'open' : state;
}

/**
 * Whether something came in that this member has not seen. Whoever has never opened the conversation goes by
 * what the others have seen. Without a member, by what anybody has seen.
 */
export function isUnread(conversation: Conversation, memberId: string | undefined): boolean {
  if (isAside(conversation)) return false;
  const arrived = arrivedUpTo(conversation);
  const seen = seenUpTo(conversation, memberId);
  return (arrived !== undefined && arrived > seen) || isMentioned(conversation, memberId);
}

/** When the last message came in: what is read or answered is so up to here, whatever clocks senders have. */
export function arrivedUpTo({ lastArrivedAt, lastInboundAt }: Conversation): number | undefined {
  return lastArrivedAt ?? lastInboundAt;
}

/** Whether a note names this member that they have not seen. */
export function isMentioned(conversation: Conversation, memberId: string | undefined): boolean {
  if (memberId === undefined) return false;
  return (conversation.mentions?.[memberId] ?? 0) > (conversation.readBy?.[memberId] ?? 0);
}

/**
 * Since when the customer waits for an answer, or `undefined`. What was written here answers what had come in by
 * then, whatever the device's clock said; what was written elsewhere is dated by Meta, like the customer's words.
 */
export function waitingSince(conversation: Conversation): number | undefined {
  if (isAside(conversation)) return undefined;
  const { lastDirection, answeredAt, answeredUpTo } = conversation;
  const { askedAt = conversation.lastInboundAt, askedArrivedAt = arrivedUpTo(conversation) } = conversation;
  if (askedAt === undefined || askedArrivedAt === undefined || askedArrivedAt === 0) return undefined;
  const wasSeen = answeredUpTo !== undefined && askedArrivedAt <= answeredUpTo;
  const isBefore =
    answeredAt !== undefined && (answeredAt === askedAt ? lastDirection === 'out' : answeredAt > askedAt);
  // Where nothing says what an answer had seen, the newest line decides.
  const isOpen = lastDirection === 'in' || answeredUpTo !== undefined;
  return isOpen && !wasSeen && !isBefore ? askedAt : undefined;
}

/** Whether one customer alone reads it: neither a group nor what stands under a post. */
export function isPrivate({ groupId, postId }: Pick<Conversation, 'groupId' | 'postId'>): boolean {
  return groupId === undefined && postId === undefined;
}

/** How pressing it is: a danger that nobody has taken comes before what a person has set. */
export function priorityOf(
  conversation: Pick<Conversation, 'priority' | 'dangers' | 'dangersTaken'>,
): Priority | undefined {
  return openDangers(conversation).length > 0 ? 'urgent' : conversation.priority;
}

/** From 0 for what can wait to 3 for what cannot. */
export function urgency(priority: Priority | undefined): number {
  return { low: 0, normal: 1, high: 2, urgent: 3 }[priority ?? 'normal'];
}

function seenUpTo({ readBy, readUpTo = 0 }: Conversation, memberId: string | undefined): number {
  return (memberId === undefined ? undefined : readBy?.[memberId]) ?? readUpTo;
}

/**
 * Whether a conversation stands apart: unread, without a sound, untouched by the assistant. Somebody in danger is
 * never kept apart: see adr/0023.
 */
export function isAside(conversation: Pick<Conversation, 'aside' | 'dangers' | 'dangersTaken'>): boolean {
  return conversation.aside !== undefined && openDangers(conversation).length === 0;
}

/** Whether a person wants nothing more of this sender: then nothing goes out by itself, whatever is heard. */
export function isBlocked({ aside }: Pick<Conversation, 'aside'>): boolean {
  return aside?.why === 'blocked';
}
