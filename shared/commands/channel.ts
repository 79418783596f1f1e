import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import {
  accountIdOf,
  instagramChannelSchema,
  messengerChannelSchema,
  phoneParts,
  whatsappChannelSchema,
  type Channel,
} from '#shared/domain/channel.ts';
import { idSchema } from '#shared/domain/common.ts';
import { defineCommand } from './command.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const given = { name: z.string().trim().min(1).max(100) };
const secrets = { accessToken: true, appSecret: true, graphUrl: true } as const;
const whatsapp = whatsappChannelSchema
  .pick({ kind: true, phoneNumberId: true, businessAccountId: true, ...secrets })
  .extend(given);
const messenger = messengerChannelSchema.pick({ kind: true, pageId: true, ...secrets }).extend(given);
const instagram = instagramChannelSchema
  .pick({ kind: true, pageId: true, instagramId: true, ...secrets })
  .extend(given);

/** What can be replaced; another account is another channel. */
const changeable = whatsappChannelSchema
  .pick({ ...secrets, businessAccountId: true, showsReading: true })
  .extend(given);

const connectChannel = defineCommand({
  name: 'channel.connect',
  title: 'Connect a channel',
  args: z.discriminatedUnion('kind', [whatsapp, messenger, instagram]),
  undoable: false,
  run(draft, args, context) {
    const id = context.newId();
    const verifyToken = context.newId() + context.newId();
    const own = { id, verifyToken, createdAt: context.now };
    const channel: Channel = { ...args, ...own };
    const isKnown = [...draft.all('channels')].some(
      (known) => known.kind === channel.kind && accountIdOf(known) === accountIdOf(channel),
    );
    if (isKnown)
      return problem(
        'channel.exists',
        'This account is already connected.',
        'Change it in Settings → Channels.',
      );
    draft.create('channels', channel);
    return ok({ id, verifyToken });
  },
});

const updateChannel = defineCommand({
  name: 'channel.update',
  title: 'Change a channel',
  args: z.object({ id: idSchema, fields: changeable.partial() }),
  undoable: true,
  run(draft, { id, fields }, context) {
    if (draft.get('channels', id) === undefined) return missingChannel;
    draft.assign('channels', id, fields);
    // A new token may well work: what waits is tried with it.
    if (fields.accessToken !== undefined) resume(draft, id, context.now);
    if (fields.accessToken !== undefined) draft.unset('channels', id, 'accessTokenExposed');
    if (fields.appSecret !== undefined) draft.unset('channels', id, 'appSecretExposed');
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

const phoneAsked = defineCommand({
  name: 'channel.phoneAsked',
  title: 'Note that a phone was asked',
  args: z.object({ id: idSchema, what: z.enum(phoneParts) }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id, what }, { now }) {
    if (draft.get('channels', id)?.kind !== 'whatsapp') return missingChannel;
    draft.putEntry('channels', id, 'phoneAsked', what, now);
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
  draft.unset('channels', id, 'trouble');
  draft.patch('channels', id, { resumedAt: now });
}

const missingChannel = problem('channel.missing', 'This channel is no longer connected.');

export const channelCommands = [
  connectChannel,
  updateChannel,
  disconnectChannel,
  phoneAsked,
  resumeChannel,
] as const;
