import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import type { CustomerRequest } from '#shared/agent/extraction/requests.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Extraction } from './extraction.ts';

export interface ExtractionApi {
  /** The job that a conversation asks for; nothing is made of it. `onFirst`: what is known before a model answers. */
  proposeJob(
    conversationId: string,
    onFirst: (proposal: JobProposal) => void,
  ): Promise<Result<JobProposal | undefined>>;
  /** What else the customer asks for; nothing is made of it. */
  proposeRequest(conversationId: string): Promise<Result<CustomerRequest | undefined>>;
}

export function createExtractionApi({ unlocked }: Guard<{ extraction: Extraction }>): ExtractionApi {
  return {
    proposeJob: (id, onFirst) => unlocked(({ extraction }) => extraction.propose(id, onFirst)),
    proposeRequest: (id) => unlocked(async ({ extraction }) => extraction.request(id)),
  };
}
