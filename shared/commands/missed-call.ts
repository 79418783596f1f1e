import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAside, isPrivate } from '#shared/domain/conversation-state.ts';
import type { Task } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { servedMember } from '#shared/agent/technician/served-member.ts';
import { defineCommand } from './command.ts';

/** What a call over a channel asks for: one that nobody took a call back, one that was taken nothing more. */
const noteCall = defineCommand({
  name: 'call.note',
  title: 'Note a call',
  args: z.strictObject({ messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { messageId }, { now, memberId }) {
    const message = readMessage(draft, messageId);
    const talk = message && draft.get('conversations', message.conversationId);
    if (message?.type !== 'call' || talk === undefined) return problem('call.gone', 'There is no such call.');
    const open = openCallBacks(draft, talk.contactId);
    if (message.content?.['missed'] !== true) {
      // Somebody has spoken to them since.
      for (const { id, createdAt } of open)
        if (createdAt <= message.at) draft.patch('tasks', id, { done: { at: now, memberId } });
      return ok({ id: messageId });
    }
    const id = callBackId(messageId);
    if (!asksForCallBack(draft, talk) || open.length > 0 || draft.get('tasks', id) !== undefined)
      return problem('call.noted', 'Nobody has to call back once more.');
    draft.create('tasks', {
      id,
      createdAt: message.at,
      title: '',
      asks: { kind: 'callBack' satisfies TaskAsks },
      aboutKind: 'contacts',
      aboutId: talk.contactId,
      callId: messageId,
    });
    return ok({ id });
  },
});

/** The task that a missed call becomes: the same on every device. */
export function callBackId(messageId: string): string {
  return contentId(['call-back', messageId]);
}

/** Not who is kept apart, a member of the team, or a group. */
export function asksForCallBack(records: RecordReader, talk: Conversation): boolean {
  return isPrivate(talk) && !isAside(talk) && servedMember(records, talk) === undefined;
}

/** Who called several times is called back once. */
function openCallBacks(records: RecordReader, contactId: string): Task[] {
  return records
    .by('tasks', 'aboutId', contactId)
    .filter(({ callId, done }) => callId !== undefined && done === undefined);
}

export const missedCallCommands = [noteCall] as const;
