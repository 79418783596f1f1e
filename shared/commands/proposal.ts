import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';

const dismissProposal = defineCommand({
  name: 'proposal.dismiss',
  title: 'Dismiss proposed job',
  /** What was said up to this moment is no longer proposed. */
  args: z.object({ conversationId: idSchema, upTo: momentSchema }),
  undoable: true,
  run(draft, { conversationId, upTo }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    draft.patch('conversations', conversationId, { proposalDismissedUpTo: upTo });
    return ok({ id: conversationId });
  },
});

const settleRequest = defineCommand({
  name: 'request.settle',
  title: 'Settle what a customer asked for',
  args: z.object({ conversationId: idSchema, upTo: momentSchema }),
  undoable: true,
  run(draft, { conversationId, upTo }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    draft.patch('conversations', conversationId, { requestsSettledUpTo: upTo });
    return ok({ id: conversationId });
  },
});

export const proposalCommands = [dismissProposal, settleRequest] as const;
