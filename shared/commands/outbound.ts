import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { ok } from '#shared/lib/result.ts';
import { readMessage, unsetState } from '#shared/records/messages.ts';
import { defineCommand } from './command.ts';

/** The attempt certainly did not reach the channel: the message is queued again. */
const unsentMessage = defineCommand({
  name: 'message.unsent',
  title: 'Queue message again',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  completes: true,
  run(draft, { id }) {
    if (readMessage(draft, id)?.externalId === undefined) unsetState(draft, id, 'attemptedAt');
    return ok({ id });
  },
});

/** What came of asking Meta to deliver to the workspace's webhook address. */
const noteSubscription = defineCommand({
  name: 'channel.subscription',
  title: 'Note where Meta delivers',
  args: z.object({ id: idSchema, subscribedTo: z.url().optional(), problem: z.string().max(500).optional() }),
  undoable: false,
  internal: true,
  run(draft, { id, subscribedTo, problem }) {
    if (draft.get('channels', id) === undefined) return ok({ id });
    draft.assign('channels', id, { subscribedTo, subscriptionProblem: problem });
    return ok({ id });
  },
});

export const outboundCommands = [unsentMessage, noteSubscription] as const;
