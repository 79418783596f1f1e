import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { pauseAfter, stopsChannel } from '#shared/channels/pace.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { commentTarget } from '#shared/domain/comment.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { defineCommand } from '../command.ts';
import { patchState, readMessage, unsetState } from '#shared/records/messages.ts';
import { isPaused, pauseProblems } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { reactToFailure } from './failures.ts';
import { showAsAnswer } from './summary.ts';
import { adoptExternalId, applyWaiting, noteStatus } from './updates.ts';

const attempt = defineCommand({
  name: 'message.attempt',
  title: 'Begin to send a message',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, context) {
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    if (isPaused(draft, 'sends')) return err(pauseProblems.sends);
    // The one place where "sent once" is decided: an attempt without a known outcome is never repeated.
    if (found.value.attemptedAt !== undefined || deliveryState(found.value) !== 'queued') {
      return problem('message.already-attempted', 'This message has been tried already.');
    }
    patchState(draft, id, { attemptedAt: context.now });
    // A scheduled message becomes the last word when its time has come.
    showAsAnswer(draft, found.value);
    return ok({ id });
  },
});

const accepted = defineCommand({
  name: 'message.accepted',
  title: 'Note that a message was taken',
  args: z.object({ id: idSchema, externalId: z.string().min(1).max(512) }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id, externalId }, context) {
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    noteStatus(draft, id, 'accepted', context.now);
    unsetState(draft, id, 'refusal', 'retryAt');
    if (found.value.externalId === undefined) adoptExternalId(draft, id, externalId);
    applyWaiting(draft, externalId);
    return ok({ id });
  },
});

const refused = defineCommand({
  name: 'message.refused',
  title: 'Note that a message was refused',
  args: z.object({
    id: idSchema,
    code: z.number(),
    subcode: z.number().optional(),
    title: z.string().optional(),
    details: z.string().optional(),
    /** Now, by the clock that the queue keeps. */
    at: momentSchema.optional(),
  }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id, at: given, ...error }, context) {
    const at = given ?? context.now;
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    const { tries = 0 } = found.value;
    const channel = draft.get('conversations', found.value.conversationId)?.channel ?? 'whatsapp';
    if (isOnlyAboutComments(found.value, error)) {
      patchState(draft, id, { error: { ...error, at } });
      return ok({ id });
    }
    reactToFailure(draft, found.value, error, at);
    const pause = pauseAfter(error, channel, tries);
    const inWords = found.value.offer !== undefined && found.value.asText !== true;
    // Meta takes the message, but not its buttons: it was refused for certain, so it goes out once more in words.
    const goesAsText = inWords && adviseOnSendError(error, channel).reaction === 'fix';
    if (pause === undefined && !stopsChannel(error, channel) && !goesAsText) {
      patchState(draft, id, { error: { ...error, at } });
      return ok({ id });
    }
    // Refused for certain, so it can be queued again without going out twice.
    patchState(draft, id, { refusal: { ...error, at } });
    unsetState(draft, id, 'attemptedAt', 'retryAt');
    if (goesAsText) patchState(draft, id, { asText: true });
    if (pause !== undefined) patchState(draft, id, { tries: tries + 1, retryAt: at + pause });
    return ok({ id });
  },
});

/** The permission to answer comments is one of its own: without it, messages go on. */
function isOnlyAboutComments(message: Message, { code }: { code: number }): boolean {
  const target = commentTarget(message);
  const lacksPermission = code === 3 || code === 10 || (code >= 200 && code <= 299);
  return target !== undefined && 'underComment' in target && lacksPermission;
}

function outgoing(records: RecordReader, id: string): Result<Message> {
  const message = readMessage(records, id);
  if (message?.direction !== 'out') return problem('message.missing', 'This message no longer exists.');
  return ok(message);
}

export const outcomeCommands = [attempt, accepted, refused] as const;
