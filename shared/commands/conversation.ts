import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { priorities } from '#shared/domain/conversation.ts';
import { arrivedUpTo, isUnread } from '#shared/domain/conversation-state.ts';
import { defineCommand } from './command.ts';
import { writeMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const idArgs = z.object({ id: idSchema });

const markRead = defineCommand({
  name: 'conversation.markRead',
  title: 'Mark conversation as read',
  args: idArgs,
  // Undo is for what an owner did, not for what an owner saw.
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id }, { memberId }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    const { readUpTo = 0, readBy, mentions } = found.value;
    const arrived = arrivedUpTo(found.value) ?? 0;
    const seen = Math.max(arrived, mentions?.[memberId] ?? 0);
    if (seen > (readBy?.[memberId] ?? 0)) draft.putEntry('conversations', id, 'readBy', memberId, seen);
    if (arrived > readUpTo) draft.patch('conversations', id, { readUpTo: arrived });
    return ok({ id });
  },
});

const markUnread = defineCommand({
  name: 'conversation.markUnread',
  title: 'Mark conversation as unread',
  args: idArgs,
  undoable: true,
  evenKeptOnly: true,
  run(draft, { id }, { memberId }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    const arrived = arrivedUpTo(found.value);
    if (arrived === undefined)
      return problem('conversation.nothing-received', 'This customer has not written yet.');
    if (!isUnread(found.value, memberId))
      draft.putEntry('conversations', id, 'readBy', memberId, arrived - 1);
    return ok({ id });
  },
});

const resolveConversation = defineCommand({
  name: 'conversation.resolve',
  title: 'Resolve conversation',
  args: idArgs,
  undoable: true,
  run: (draft, { id }) => setState(draft, id, 'resolved'),
});

const reopenConversation = defineCommand({
  name: 'conversation.reopen',
  title: 'Reopen conversation',
  args: idArgs,
  undoable: true,
  run: (draft, { id }) => setState(draft, id, 'open'),
});

const snoozeConversation = defineCommand({
  name: 'conversation.snooze',
  title: 'Snooze conversation',
  args: idArgs.extend({ until: momentSchema }),
  undoable: true,
  run(draft, { id, until }, { now }) {
    if (until <= now)
      return problem('conversation.snooze-past', 'That time has passed already.', 'Choose a later one.');
    return setState(draft, id, 'snoozed', until);
  },
});

const assignConversation = defineCommand({
  name: 'conversation.assign',
  title: 'Assign conversation',
  /** Without a member the conversation belongs to nobody. */
  args: idArgs.extend({ memberId: idSchema.optional() }),
  undoable: true,
  run(draft, { id, memberId }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    if (memberId !== undefined && draft.get('members', memberId) === undefined)
      return problem('member.missing', 'This member is no longer in the team.');
    draft.assign('conversations', id, { assigneeId: memberId });
    return ok({ id });
  },
});

const prioritiseConversation = defineCommand({
  name: 'conversation.prioritise',
  title: 'Change priority',
  /** Without a priority it is a normal one. */
  args: idArgs.extend({ priority: z.enum(priorities).optional() }),
  undoable: true,
  run(draft, { id, priority }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    draft.assign('conversations', id, { priority });
    return ok({ id });
  },
});

const labelConversation = defineCommand({
  name: 'conversation.label',
  title: 'Change labels',
  args: idArgs.extend({ labelId: idSchema, on: z.boolean() }),
  undoable: true,
  run(draft, { id, labelId, on }) {
    const found = findConversation(draft, id);
    if (!found.ok) return found;
    if (on && draft.get('labels', labelId) === undefined)
      return problem('label.missing', 'This label no longer exists.');
    if (on) draft.putEntry('conversations', id, 'labels', labelId, true);
    else draft.removeEntry('conversations', id, 'labels', labelId);
    return ok({ id });
  },
});

const addNote = defineCommand({
  name: 'note.add',
  title: 'Add note',
  args: z.object({
    conversationId: idSchema,
    text: z.string().trim().min(1).max(20_000),
    /** The members who are to see it. */
    mentions: z.array(idSchema).max(50).optional(),
  }),
  undoable: true,
  run(draft, { conversationId, text, mentions = [] }, { newId, now, memberId }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const named = mentions.filter((member) => draft.get('members', member) !== undefined);
    const id = writeMessage(draft, {
      salt: newId(),
      conversationId,
      direction: 'note',
      type: 'text',
      at: now,
      text,
      memberId,
      mentions:
        named.length === 0 ? undefined : Object.fromEntries(named.map((member) => [member, true as const])),
    });
    for (const member of named) draft.putEntry('conversations', conversationId, 'mentions', member, now);
    return ok({ id });
  },
});

function setState(
  draft: RecordWriter,
  id: string,
  state: Conversation['state'],
  snoozedUntil?: number,
): Result<{ id: string }> {
  const found = findConversation(draft, id);
  if (!found.ok) return found;
  draft.assign('conversations', id, { state, snoozedUntil });
  return ok({ id });
}

/** The conversation, or why there is none. */
export function findConversation(records: RecordReader, id: string): Result<Conversation> {
  const conversation = records.get('conversations', id);
  if (conversation === undefined)
    return problem('conversation.missing', 'This conversation no longer exists.');
  return ok(conversation);
}

export const conversationCommands = [
  markRead,
  markUnread,
  resolveConversation,
  reopenConversation,
  snoozeConversation,
  assignConversation,
  prioritiseConversation,
  labelConversation,
  addNote,
] as const;
