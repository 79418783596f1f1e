import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isBlocked } from '#shared/domain/conversation-state.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { discardMessage, messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';

const idArgs = z.strictObject({ id: idSchema });

/** On every channel: who is not wanted on one is not wanted on another. */
const block = defineCommand({
  name: 'conversation.block',
  title: 'Block sender',
  args: idArgs,
  undoable: true,
  run(draft, { id }, { now, memberId }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    if (found.value.groupId !== undefined)
      return problem('conversation.group', 'A group cannot be blocked.', 'Leave it on the phone instead.');
    for (const talk of talksWith(draft, found.value)) {
      draft.patch('conversations', talk.id, { aside: { why: 'blocked', at: now, memberId } });
      takeAwayWaiting(draft, talk.id);
    }
    return ok({ id });
  },
});

const letIn = defineCommand({
  name: 'conversation.letIn',
  title: 'Let sender in',
  args: idArgs,
  undoable: true,
  run(draft, { id }, { now }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    for (const talk of talksWith(draft, found.value)) {
      if (talk.aside === undefined) continue;
      draft.unset('conversations', talk.id, 'aside');
      draft.patch('conversations', talk.id, { letInAt: now });
    }
    return ok({ id });
  },
});

/** What was to go out later does not. */
function takeAwayWaiting(draft: RecordWriter, conversationId: string): void {
  for (const { id, direction, sendAt, attemptedAt } of messagesBy(draft, 'conversationId', conversationId))
    if (direction === 'out' && sendAt !== undefined && attemptedAt === undefined) discardMessage(draft, id);
}

/** All conversations with one person. */
function talksWith(records: RecordReader, { contactId }: Conversation): Conversation[] {
  return records.by('conversations', 'contactId', contactId).filter(({ groupId }) => groupId === undefined);
}

/** A new conversation with somebody who is blocked on another channel is blocked too. */
export function blockedElsewhere(records: RecordReader, contactId: string): Conversation['aside'] {
  return records.by('conversations', 'contactId', contactId).find(isBlocked)?.aside;
}

export const asideCommands = [block, letIn] as const;
