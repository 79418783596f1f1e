import type { Conversation, WrittenMessage } from './conversation.ts';

/** Whether the assistant has handed the conversation over and no person has answered since. */
export function isLeftToPerson(
  { id, handedOff }: Pick<Conversation, 'id' | 'handedOff'>,
  messages: readonly Pick<WrittenMessage, 'conversationId' | 'direction' | 'autopilot' | 'at'>[],
): boolean {
  if (handedOff === undefined) return false;
  return !messages.some(
    ({ conversationId, direction, autopilot, at }) =>
      conversationId === id && direction === 'out' && autopilot !== true && at > handedOff.at,
  );
}
