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
  const { lastInboundAt } = conversation;
  const seen = seenUpTo(conversation, memberId);
  return (lastInboundAt !== undefined && lastInboundAt > seen) || isMentioned(conversation, memberId);
}

/** Whether a note names this member that they have not seen. */
export function isMentioned(conversation: Conversation, memberId: string | undefined): boolean {
  if (memberId === undefined) return false;
  return (conversation.mentions?.[memberId] ?? 0) > (conversation.readBy?.[memberId] ?? 0);
}

/** The customer wrote last: since when they wait, or `undefined`. */
export function waitingSince({ lastDirection, lastInboundAt }: Conversation): number | undefined {
  return lastDirection === 'in' ? lastInboundAt : undefined;
}

/** From 0 for what can wait to 3 for what cannot. */
export function urgency(priority: Priority | undefined): number {
  return { low: 0, normal: 1, high: 2, urgent: 3 }[priority ?? 'normal'];
}

function seenUpTo({ readBy, readUpTo = 0 }: Conversation, memberId: string | undefined): number {
  return (memberId === undefined ? undefined : readBy?.[memberId]) ?? readUpTo;
}
