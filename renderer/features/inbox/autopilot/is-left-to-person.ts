import type { Conversation, Message } from '#shared/domain/conversation.ts';

/** Whether the assistant has handed the conversation over and no person has answered since. */
export function isLeftToPerson({ id, handedOff }: Conversation, messages: readonly Message[]): boolean {
  if (handedOff === undefined) return false;
  return !messages.some(
    ({ conversationId, direction, autopilot, at }) =>
      conversationId === id && direction === 'out' && autopilot !== true && at > handedOff.at,
  );
}
