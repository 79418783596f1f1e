import { z } from 'zod';
import { commentActs, type CommentAct, postSchema } from '#shared/domain/comment.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { patchState, readMessage, unsetState } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from '../command.ts';
import { findConversation } from '../conversation.ts';
import { becomeContact } from '../inbox/people.ts';
import { applyUpdates } from '../inbox/updates.ts';
import { commentProblems, queuePrivateReply, queuePublicReply } from './answer.ts';

const reply = defineCommand({
  name: 'comment.reply',
  title: 'Answer comment in public',
  args: z.strictObject({
    conversationId: idSchema,
    text: z.string(),
    replyTo: z.string().max(512).optional(),
  }),
  undoable: false,
  run(draft, { conversationId, ...words }, context) {
    const found = findConversation(draft, conversationId);
    return found.ok ? queuePublicReply(draft, found.value, words, context) : found;
  },
});

const writePrivately = defineCommand({
  name: 'comment.writePrivately',
  title: 'Answer comment privately',
  /** `id`: of the comment's message. */
  args: z.strictObject({ id: idSchema, text: z.string() }),
  undoable: false,
  run(draft, { id, text }, context) {
    const comment = readMessage(draft, id);
    return comment === undefined
      ? err(commentProblems.gone)
      : queuePrivateReply(draft, comment, { text }, context);
  },
});

/** What is done at the channel is done by the vault, as soon as it is reached: see `vault/comments`. */
const change = defineCommand({
  name: 'comment.change',
  title: 'Hide or delete comment',
  args: z.strictObject({ id: idSchema, do: z.enum(commentActs) }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, do: act }, { now, deviceId }) {
    const found = findComment(draft, id, act);
    if (!found.ok) return found;
    patchState(draft, id, { wish: { do: act, at: now, deviceId } });
    return ok({ id });
  },
});

const changed = defineCommand({
  name: 'comment.changed',
  title: 'Note that a comment was hidden or deleted',
  args: z.strictObject({ id: idSchema, do: z.enum(commentActs), at: momentSchema }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id, do: act, at }, context) {
    const message = readMessage(draft, id);
    if (message === undefined) return err(commentProblems.gone);
    if (message.wish?.do === act) unsetState(draft, id, 'wish');
    const { channel, accountId } = draft.get('conversations', message.conversationId)!;
    const about = { channel, accountId, externalId: message.externalId!, at };
    const update =
      act === 'remove'
        ? ({ kind: 'revoke', ...about } as const)
        : ({ kind: 'seen', ...about, by: act === 'hide' ? 'nobody' : 'everybody' } as const);
    applyUpdates(draft, [update], context);
    return ok({ id });
  },
});

const notChanged = defineCommand({
  name: 'comment.notChanged',
  title: 'Note that a comment could not be hidden',
  args: z.strictObject({ id: idSchema, do: z.enum(commentActs), refused: z.string().max(500) }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id, do: act, refused }) {
    const wish = readMessage(draft, id)?.wish;
    if (wish?.do === act) patchState(draft, id, { wish: { ...wish, refused } });
    return ok({ id });
  },
});

/** A comment of somebody is hidden or shown, one of ours deleted. */
function findComment(records: RecordReader, id: string, act: CommentAct): Result<Message> {
  const message = readMessage(records, id);
  const isUnderPost =
    message !== undefined && records.get('conversations', message.conversationId)?.postId !== undefined;
  if (!isUnderPost || message.externalId === undefined || message.revokedAt !== undefined)
    return err(commentProblems.gone);
  const isOwn = message.direction === 'out';
  return isOwn === (act === 'remove')
    ? ok(message)
    : problem(
        'comment.not-yours',
        isOwn
          ? 'An answer of your own can be deleted, not hidden.'
          : 'A comment of somebody can be hidden, not deleted.',
      );
}

const keep = defineCommand({
  name: 'contact.addCommenter',
  title: 'Add commenter to people',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    if (draft.get('contacts', id) === undefined)
      return problem('contact.missing', 'This contact no longer exists.');
    becomeContact(draft, id, now);
    return ok({ id });
  },
});

const { permalink, excerpt } = postSchema.shape;

const describe = defineCommand({
  name: 'post.describe',
  title: 'Note what a post says',
  args: z.strictObject({ id: idSchema, permalink, excerpt }),
  undoable: false,
  internal: true,
  run(draft, { id, ...told }, { now }) {
    if (draft.get('posts', id) === undefined) return problem('post.missing', 'This post is not known.');
    draft.patch('posts', id, { ...given(told), askedAt: now });
    return ok({ id });
  },
});

export const commentCommands = [reply, writePrivately, change, changed, notChanged, keep, describe] as const;
