import { proposeAnswer, type ProposedAnswer } from '#shared/agent/knowledge/from-conversation.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';

/** What the vault knows to make of conversations for the knowledge. */
export interface KnowledgeApi {
  /** The question and answer around a message, without the customer's personal data; to be read before it counts. */
  proposeKnowledge(messageId: string): Promise<Result<ProposedAnswer>>;
}

export function createKnowledgeApi({ unlocked }: Guard<{ library: RecordReader }>): KnowledgeApi {
  return { proposeKnowledge: (messageId) => unlocked(({ library }) => proposeAnswer(library, messageId)) };
}
