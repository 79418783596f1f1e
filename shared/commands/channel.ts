import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { channelSchema } from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import { defineCommand } from './command.ts';

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
  run(draft, { id, fields }) {
    if (draft.get('channels', id) === undefined) return missingChannel;
    for (const [field, value] of Object.entries(fields)) draft.set('channels', id, field, value);
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

const missingChannel = problem('channel.missing', 'This channel is no longer connected.');

export const channelCommands = [connectChannel, updateChannel, disconnectChannel] as const;
