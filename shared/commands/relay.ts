import { z } from 'zod';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const keepToken = defineCommand({
  name: 'relay.keepToken',
  title: 'Keep the relay’s token',
  args: z.object({ url: z.url(), token: z.string().min(1).max(500) }),
  undoable: false,
  // Only after the relay has taken it: see the vault's `connectRelay`.
  internal: true,
  run(draft, { url, token }) {
    draft.create('relayTokens', { id: 'relay', url, token });
    return ok({ url });
  },
});

const settleToken = defineCommand({
  name: 'relay.settleToken',
  title: 'Settle the relay’s token',
  args: z.object({}),
  undoable: true,
  run(draft) {
    if (draft.get('relayTokens', 'relay') !== undefined) draft.unset('relayTokens', 'relay', 'exposed');
    return ok({});
  },
});

export const relayCommands = [keepToken, settleToken] as const;
