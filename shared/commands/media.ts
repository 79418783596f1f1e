import { z } from 'zod';
import { channelRules, checkTextLength, checkPrivate } from '#shared/channels/channel.ts';
import { checkFile } from '#shared/channels/files.ts';
import { attachmentIdOf, storedFileSchema } from '#shared/domain/attachment.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { forgetFile } from './attachment.ts';
import type { CommandContext } from './command.ts';
import { arrivedUpTo } from '#shared/domain/conversation-state.ts';
import { defineCommand } from './command.ts';
import { showAsAnswer } from './inbox/summary.ts';
import { writeQueued } from '#shared/records/messages.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const missing = () => problem('message.missing', 'This message no longer exists.');

const arrived = defineCommand({
  name: 'media.arrived',
  title: 'Store the file of a message',
  args: z.object({ messageId: idSchema, file: storedFileSchema }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { messageId, file }) {
    const id = attachmentFor(draft, messageId);
    if (!id.ok) return id;
    // Two devices may have got the same file: the first one stays, so that nobody's copy is lost.
    if (draft.get('attachments', id.value)?.file !== undefined) return ok({ id: id.value, kept: false });
    draft.patch('attachments', id.value, { state: 'ready', file });
    draft.unset('attachments', id.value, 'problem', 'retryAt');
    return ok({ id: id.value, kept: true });
  },
});

const failed = defineCommand({
  name: 'media.failed',
  title: 'Note that the file of a message did not come',
  args: z.object({
    messageId: idSchema,
    code: z.string().max(100),
    message: z.string().max(500),
    /** When to try again; left out where that is no use. */
    retryAt: momentSchema.optional(),
    expired: z.boolean().optional(),
  }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { messageId, code, message, retryAt, expired = false }) {
    const id = attachmentFor(draft, messageId);
    if (!id.ok) return id;
    const known = draft.get('attachments', id.value)!;
    if (known.state === 'ready' || known.state === 'removed') return ok({ id: id.value });
    draft.assign('attachments', id.value, {
      state: expired ? 'expired' : 'failed',
      problem: { code, message },
      attempts: (known.attempts ?? 0) + 1,
      retryAt: expired ? undefined : retryAt,
    });
    return ok({ id: id.value });
  },
});

const retry = defineCommand({
  name: 'media.retry',
  title: 'Get the file again',
  args: z.object({ messageId: idSchema }),
  undoable: false,
  run(draft, { messageId }, { now }) {
    const message = draft.get('messages', messageId);
    const attachment = message && draft.get('attachments', attachmentIdOf(message));
    if (attachment?.state !== 'failed') return missing();
    draft.patch('attachments', attachment.id, { retryAt: now });
    return ok({ id: attachment.id });
  },
});

const forget = defineCommand({
  name: 'media.forget',
  title: 'Delete the file of a message that was taken back',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    forgetFile(draft, id);
    return ok({ id });
  },
});

export const sendFile = defineCommand({
  name: 'message.sendFile',
  title: 'Send file',
  args: z.object({
    conversationId: idSchema,
    /** As `attach` of the vault has stored it. */
    file: storedFileSchema,
    caption: z.string().max(1024).optional(),
    replyTo: z.string().max(512).optional(),
    /** Sends a photo, video or audio file as it is, to be saved rather than shown. */
    asDocument: z.boolean().optional(),
  }),
  undoable: false,
  run(draft, { conversationId, file, caption = '', replyTo, asDocument = false }, context) {
    const conversation = draft.get('conversations', conversationId);
    if (conversation === undefined)
      return problem('conversation.missing', 'This conversation no longer exists.');
    const isPrivate = checkPrivate(conversation);
    if (!isPrivate.ok) return isPrivate;
    const rules = channelRules(conversation.channel);
    const kind = checkFile(rules, { ...file, sizeBytes: file.size, asDocument });
    if (!kind.ok) return kind;
    if (!rules.replyWindow(conversation.lastInboundAt, context.now, 'owner').open)
      return problem(
        'message.window-closed',
        rules.hasTemplates
          ? `${rules.name} takes only an approved template now, and a file is none. Nothing was sent.`
          : `${rules.name} takes no answer now. Nothing was sent.`,
        'Wait until the customer writes, or call.',
      );
    const words = caption.trim();
    const length = checkTextLength(conversation.channel, words);
    if (!length.ok) return length;
    const attachment = context.newId();
    const content = { attachment, mime_type: file.mimeType, filename: file.name };
    const said = words === '' ? undefined : words;
    const text = rules.files.hasCaptions ? said : undefined;
    const written = { conversationId, type: kind.value, text, replyTo, content };
    const queued = queueMessage(draft, written, context);
    if (!queued.ok) return queued;
    const { id } = queued.value;
    draft.create('attachments', { id: attachment, at: context.now, messageId: id, state: 'ready', file });
    // Where a file goes alone, its words follow it.
    if (said !== undefined && text === undefined)
      queueMessage(draft, { conversationId, type: 'text', text: said }, { ...context, now: context.now + 1 });
    return ok({ id });
  },
});

/** Writes a message for the outbound worker as it is. A second try of a file names the same file. */
export function queueMessage(
  draft: RecordWriter,
  message: Pick<Message, 'conversationId' | 'type' | 'text' | 'replyTo' | 'content'>,
  { newId, now, deviceId, memberId }: CommandContext,
): Result<{ id: string }> {
  const { conversationId, type, text, replyTo, content } = message;
  const conversation = draft.get('conversations', conversationId);
  const written = {
    salt: newId(),
    conversationId,
    type,
    text,
    replyTo,
    content,
    deviceId,
    memberId,
    direction: 'out',
    at: now,
    answers: conversation && arrivedUpTo(conversation),
    author: 'owner',
  } as const;
  if (conversation === undefined)
    return problem('conversation.missing', 'This conversation no longer exists.');
  const may = checkRight(draft, conversation, { ...written, writtenAt: now }, now);
  if (!may.ok) return may;
  const queued = writeQueued(draft, written, now);
  showAsAnswer(draft, queued);
  return ok({ id: queued.id });
}

/** The record of a message's file, made where there is none yet. */
function attachmentFor(draft: RecordWriter, messageId: string): Result<string> {
  const message = draft.get('messages', messageId);
  if (message === undefined) return missing();
  const id = attachmentIdOf(message);
  if (draft.get('attachments', id) === undefined)
    draft.create('attachments', { id, at: message.at, messageId, state: 'failed', attempts: 0 });
  return ok(id);
}

export const mediaCommands = [arrived, failed, retry, forget, sendFile] as const;
