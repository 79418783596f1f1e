import { z } from 'zod';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const useRelay = defineCommand({
  name: 'relay.use',
  title: 'Connect relay',
  args: z.object({
    url: z.url(),
    relayId: z.string().min(1),
    /** Where the operator gave one out: kept, for a relay that has to make the workspace again. */
    creationToken: z.string().min(1).max(500).optional(),
  }),
  undoable: false,
  // Only after the relay at this address has shown who it is: see the vault's `connectRelay`.
  internal: true,
  run(draft, { url, relayId, creationToken }, context) {
    draft.create('relays', { id: 'relay', url, relayId, connectedAt: context.now });
    if (creationToken !== undefined) draft.create('relayTokens', { id: 'relay', url, token: creationToken });
    return ok({ url });
  },
});

const leaveRelay = defineCommand({
  name: 'relay.leave',
  title: 'Disconnect relay',
  args: z.object({}),
  undoable: false,
  run(draft) {
    draft.remove('relays', 'relay');
    return ok({});
  },
});

export const relayCommands = [useRelay, leaveRelay] as const;
