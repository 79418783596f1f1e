import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deliveryState } from '#shared/channels/whatsapp/delivery.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { defineCommand } from '../command.ts';
import type { RecordReader } from '../records.ts';
import { showAsLast } from './summary.ts';
import { adoptExternalId, applyUpdates, noteStatus } from './updates.ts';

const attempt = defineCommand({
  name: 'message.attempt',
  title: 'Begin to send a message',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, context) {
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    // The one place where "sent once" is decided: an attempt without a known outcome is never repeated.
    if (found.value.attemptedAt !== undefined || deliveryState(found.value) !== 'queued') {
      return problem('message.already-attempted', 'This message has been tried already.');
    }
    draft.set('messages', id, 'attemptedAt', context.now);
    // A scheduled message becomes the last word when its time has come.
    showAsLast(draft, found.value);
    return ok({ id });
  },
});

const accepted = defineCommand({
  name: 'message.accepted',
  title: 'Note that WhatsApp took a message',
  args: z.object({ id: idSchema, externalId: z.string().min(1).max(512) }),
  undoable: false,
  internal: true,
  run(draft, { id, externalId }, context) {
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    noteStatus(draft, id, 'accepted', context.now);
    if (found.value.externalId === undefined) adoptExternalId(draft, id, externalId);
    applyUpdates(draft, []);
    return ok({ id });
  },
});

const refused = defineCommand({
  name: 'message.refused',
  title: 'Note that WhatsApp refused a message',
  args: z.object({
    id: idSchema,
    code: z.number(),
    title: z.string().optional(),
    details: z.string().optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { id, ...error }, context) {
    const found = outgoing(draft, id);
    if (!found.ok) return found;
    draft.set('messages', id, 'error', { ...error, at: context.now });
    return ok({ id });
  },
});

function outgoing(records: RecordReader, id: string): Result<Message> {
  const message = records.get('messages', id);
  if (message?.direction !== 'out') return problem('message.missing', 'This message no longer exists.');
  return ok(message);
}

export const outcomeCommands = [attempt, accepted, refused] as const;
