import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';
import { knownConversation } from '../inbox/filing.ts';
import { becomeContact } from '../inbox/people.ts';
import { queueText } from '../message.ts';
import { privateReplyObstacle } from './obstacle.ts';

interface PublicWords {
  text: string;
  /** Meta's id of the comment that it answers; left out, the newest. */
  replyTo?: string | undefined;
}

/** Writes an answer that everybody will read. */
export function queuePublicReply(
  draft: RecordWriter,
  talk: Conversation,
  { text, replyTo }: PublicWords,
  context: CommandContext,
): Result<{ id: string }> {
  if (talk.postId === undefined)
    return problem(
      'comment.not-public',
      'This conversation is private: an answer in public has no place here.',
    );
  const comment = commentIn(draft, talk.id, replyTo);
  if (comment?.externalId === undefined) return err(commentProblems.gone);
  // Instagram has one level of answers: they stand under the comment that began.
  const underComment =
    talk.channel === 'instagram' ? (comment.replyTo ?? comment.externalId) : comment.externalId;
  return queueText(
    draft,
    talk,
    { text: text.trim(), author: 'owner', replyTo: comment.externalId, comment: { underComment } },
    context,
  );
}

/** The comment with this id of Meta's, or the newest that still stands. */
function commentIn(records: RecordReader, conversationId: string, externalId: string | undefined) {
  return messagesBy(records, 'conversationId', conversationId)
    .filter(({ direction, revokedAt }) => direction === 'in' && revokedAt === undefined)
    .filter((one) => externalId === undefined || one.externalId === externalId)
    .toSorted(compareMessages)
    .at(-1);
}

interface PrivateWords {
  text: string;
  /** The owner's rule that says it. */
  ruleId?: string;
}

/**
 * Writes to somebody alone who has commented: once for a comment, and within a week. It opens their conversation with
 * the business; who had only commented is a contact from then on.
 */
export function queuePrivateReply(
  draft: RecordWriter,
  comment: Message,
  { text, ruleId }: PrivateWords,
  context: CommandContext,
): Result<{ id: string; conversationId: string }> {
  const obstacle = privateReplyObstacle(draft, comment, context.now);
  if (obstacle !== undefined) return err(commentProblems[obstacle]);
  const under = draft.get('conversations', comment.conversationId)!;
  becomeContact(draft, under.contactId, context.now);
  const talk = openPrivate(draft, under, context);
  const byRule = ruleId === undefined ? {} : ({ ruleId, autopilot: true, answersNothing: true } as const);
  const sent = queueText(
    draft,
    talk,
    { text: text.trim(), author: 'owner', comment: { toComment: comment.externalId! }, ...byRule },
    context,
  );
  if (!sent.ok) return sent;
  const arrived = arrivedUpTo(under);
  // What nobody has written by hand leaves the comment open.
  if (ruleId === undefined && arrived !== undefined)
    draft.patch('conversations', under.id, { answeredUpTo: Math.max(arrived, under.answeredUpTo ?? 0) });
  return ok({ id: sent.value.id, conversationId: talk.id });
}

function openPrivate(draft: RecordWriter, under: Conversation, context: CommandContext): Conversation {
  const { channel, accountId, contactId, identityId } = under;
  const id = knownConversation(draft, { channel, accountId }, contactId, context);
  if (draft.get('conversations', id) === undefined)
    draft.create('conversations', {
      id,
      contactId,
      channel,
      accountId,
      ...(identityId !== undefined && { identityId }),
      state: 'open',
      createdAt: context.now,
      lastAt: context.now,
    });
  return draft.get('conversations', id)!;
}

/** What is said where it cannot be. */
export const commentProblems = {
  gone: {
    code: 'comment.gone',
    message: 'This comment is no longer there. Nothing was sent.',
  },
  late: {
    code: 'comment.late',
    message: 'A comment can be answered privately for seven days. Nothing was sent.',
    remedy: 'Answer it in public, and ask them to write to you.',
  },
  answered: {
    code: 'comment.answered',
    message:
      'This comment has been answered privately already, and it takes one such answer. Nothing was sent.',
    remedy: 'Answer it in public, or wait until they write.',
  },
} satisfies Record<string, Problem>;
