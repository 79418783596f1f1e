import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { channelSchema } from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import { defineCommand } from './command.ts';
import type { RecordWriter } from './records.ts';

const credentials = channelSchema
  .pick({ phoneNumberId: true, businessAccountId: true, accessToken: true, appSecret: true, graphUrl: true })
  .extend({ name: z.string().trim().min(1).max(100) });

const connectChannel = defineCommand({
  name: 'channel.connect',
  title: 'Connect WhatsApp',
  args: credentials,
  undoable: false,
  run(draft, args, context) {
    for (const channel of draft.all('channels')) {
      if (channel.phoneNumberId === args.phoneNumberId) {
        return problem(
          'channel.exists',
          'This number is already connected.',
          'Change it in Settings → Channels.',
        );
      }
    }
    const id = context.newId();
    const verifyToken = context.newId() + context.newId();
    draft.create('channels', { ...args, id, kind: 'whatsapp', verifyToken, createdAt: context.now });
    return ok({ id, verifyToken });
  },
});

const updateChannel = defineCommand({
  name: 'channel.update',
  title: 'Change a channel',
  args: z.object({ id: idSchema, fields: credentials.omit({ phoneNumberId: true }).partial() }),
  undoable: true,
  run(draft, { id, fields }, context) {
    if (draft.get('channels', id) === undefined) return missingChannel;
    for (const [field, value] of Object.entries(fields)) draft.set('channels', id, field, value);
    // A new token may well work: what waits is tried with it.
    if (fields.accessToken !== undefined) resume(draft, id, context.now);
    return ok({ id });
  },
});

const disconnectChannel = defineCommand({
  name: 'channel.disconnect',
  title: 'Disconnect a channel',
  args: z.object({ id: idSchema }),
  // A token that the owner has thrown away must not come back by Ctrl+Z.
  undoable: false,
  run(draft, { id }) {
    if (draft.get('channels', id) === undefined) return missingChannel;
    draft.remove('channels', id);
    return ok({ id });
  },
});

const resumeChannel = defineCommand({
  name: 'channel.resume',
  title: 'Try to send again',
  args: z.object({ id: idSchema }),
  undoable: false,
  run(draft, { id }, context) {
    if (draft.get('channels', id) === undefined) return missingChannel;
    resume(draft, id, context.now);
    return ok({ id });
  },
});

function resume(draft: RecordWriter, id: string, now: number): void {
  draft.set('channels', id, 'trouble', undefined);
  draft.set('channels', id, 'resumedAt', now);
}

const missingChannel = problem('channel.missing', 'This channel is no longer connected.');

export const channelCommands = [connectChannel, updateChannel, resumeChannel, disconnectChannel] as const;
