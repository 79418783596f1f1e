import { proposeAnswer } from '#shared/agent/knowledge/from-conversation.ts';
import { problem } from '#shared/lib/result.ts';
import type { Session } from '../session.ts';
import type { ProposedAnswer } from '#shared/agent/knowledge/from-conversation.ts';
import type { Result } from '#shared/lib/result.ts';

/** What the vault knows to make of conversations for the knowledge. */
export interface KnowledgeApi {
  /** The question and answer around a message, without the customer's personal data; to be read before it counts. */
  proposeKnowledge(messageId: string): Promise<Result<ProposedAnswer>>;
}

/** The window's side of the knowledge. */
export function createKnowledgeApi({ session }: { session(): Session | undefined }): KnowledgeApi {
  return {
    async proposeKnowledge(messageId) {
      const open = session();
      if (open === undefined) return problem('vault.locked', 'Plumbline is locked.', 'Unlock it first.');
      return proposeAnswer(open.library, messageId);
    },
  };
}
