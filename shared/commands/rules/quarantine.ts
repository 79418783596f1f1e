import { saidIn } from '#shared/agent/autopilot/gate.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { arrivalOf } from '#shared/domain/message-order.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { rulesInOrder } from './in-order.ts';
import { meansMessage } from './message-match.ts';

/**
 * Keeps what comes from somebody unknown apart where a rule asks for it: while it is taken in, before anything tells of
 * it or answers it. The run is written down later, like every other one.
 */
export function quarantine(draft: RecordWriter, message: Message): void {
  const talk = draft.get('conversations', message.conversationId);
  if (talk === undefined || !isPrivate(talk) || message.past === true) return;
  if (talk.aside !== undefined || talk.letInAt !== undefined) return;
  for (const { id: ruleId, isOn, since, when, actions } of rulesInOrder(draft)) {
    const isWanted = isOn && when?.on === 'message' && actions.some((action) => action.do === 'quarantine');
    if (!isWanted || arrivalOf(message) < since) continue;
    const isHere =
      (when.accountId === undefined || when.accountId === talk.accountId) &&
      (when.labelId === undefined || talk.labels?.[when.labelId] === true);
    if (!isHere || !meansMessage(draft, when, message, { talk, said: saidIn(draft, talk.id) })) continue;
    const aside = { why: 'quarantine' as const, at: message.at, ruleId, messageId: message.id };
    draft.patch('conversations', talk.id, { aside });
    return;
  }
}
