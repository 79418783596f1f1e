import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { longestTranscript, transcriptSchema } from '#shared/domain/transcript.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { hearMessage } from './heard/hear-message.ts';

const { read, failed } = transcriptSchema.shape;

const note = defineCommand({
  name: 'transcript.note',
  title: 'Note what a machine made out in a voice note',
  args: z.object({ messageId: idSchema, read: read.unwrap() }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { messageId, read: found }) {
    const message = openTranscript(draft, messageId);
    if (!message.ok) return message;
    // Two devices may have read the same recording: what stands there stays.
    if (draft.get('transcripts', messageId)?.read !== undefined) return ok({ id: messageId });
    draft.patch('transcripts', messageId, { read: found });
    draft.unset('transcripts', messageId, 'failed', 'askedAt');
    hear(draft, message.value, found.text);
    return ok({ id: messageId });
  },
});

const noteFailure = defineCommand({
  name: 'transcript.noteFailure',
  title: 'Note that a voice note could not be turned into text',
  args: z.object({
    messageId: idSchema,
    code: failed.unwrap().shape.code,
    message: failed.unwrap().shape.message,
    /** Left out where another try is no use. */
    retryAt: momentSchema.optional(),
  }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { messageId, code, message: words, retryAt }) {
    const message = openTranscript(draft, messageId);
    if (!message.ok) return message;
    const known = draft.get('transcripts', messageId);
    if (known?.read !== undefined) return ok({ id: messageId });
    const attempts = (known?.failed?.attempts ?? 0) + 1;
    draft.assign('transcripts', messageId, { failed: { code, message: words, attempts, retryAt } });
    draft.unset('transcripts', messageId, 'askedAt');
    return ok({ id: messageId });
  },
});

const ask = defineCommand({
  name: 'transcript.ask',
  title: 'Turn a voice note into text',
  args: z.object({ messageId: idSchema }),
  undoable: false,
  run(draft, { messageId }, { now }) {
    const message = openTranscript(draft, messageId);
    if (!message.ok) return message;
    if (draft.get('transcripts', messageId)?.read === undefined)
      draft.patch('transcripts', messageId, { askedAt: now });
    return ok({ id: messageId });
  },
});

const correct = defineCommand({
  name: 'transcript.correct',
  title: 'Correct the text of a voice note',
  args: z.object({ messageId: idSchema, text: z.string().trim().min(1).max(longestTranscript) }),
  undoable: true,
  run(draft, { messageId, text }, { now, memberId }) {
    if (draft.get('transcripts', messageId) === undefined) return missing();
    draft.patch('transcripts', messageId, { corrected: { text, at: now, memberId } });
    return ok({ id: messageId });
  },
});

const hide = defineCommand({
  name: 'transcript.hide',
  title: 'Hide the text of a voice note',
  args: z.object({ messageId: idSchema, hidden: z.boolean() }),
  undoable: true,
  run(draft, { messageId, hidden }) {
    if (draft.get('transcripts', messageId) === undefined) return missing();
    draft.assign('transcripts', messageId, { hidden: hidden || undefined });
    return ok({ id: messageId });
  },
});

/** The message, and a record of its text where there is none yet. */
function openTranscript(draft: RecordWriter, messageId: string): Result<Message> {
  const message = readMessage(draft, messageId);
  if (message === undefined || message.revokedAt !== undefined) return missing();
  if (draft.get('transcripts', messageId) === undefined)
    draft.create('transcripts', { id: messageId, messageId, at: message.at });
  return ok(message);
}

/** Danger, a person and stop count in spoken words as in written ones; nothing else follows from these. */
function hear(draft: RecordWriter, message: Message, text: string): void {
  // Nothing follows from what was brought in.
  if (message.direction !== 'in' || message.broughtIn === true) return;
  const talk = draft.get('conversations', message.conversationId);
  const identityId = talk !== undefined && isPrivate(talk) ? talk.identityId : undefined;
  hearMessage(draft, { ...message, text, machineRead: true }, identityId);
}

const missing = () => problem('transcript.missing', 'This voice note is no longer here.');

export const transcriptCommands = [note, noteFailure, ask, correct, hide] as const;
