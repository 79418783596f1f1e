import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

/** The attempt certainly did not reach the channel: the message is queued again. */
const unsentMessage = defineCommand({
  name: 'message.unsent',
  title: 'Queue message again',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    if (draft.get('messages', id)?.externalId === undefined)
      draft.set('messages', id, 'attemptedAt', undefined);
    return ok({ id });
  },
});

export const outboundCommands = [unsentMessage] as const;
