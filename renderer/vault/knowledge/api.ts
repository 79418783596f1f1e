import { proposeAnswer } from '#shared/agent/knowledge/from-conversation.ts';
import { problem } from '#shared/lib/result.ts';
import type { KnowledgeApi } from '../knowledge-api.ts';
import type { Session } from '../session.ts';

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
