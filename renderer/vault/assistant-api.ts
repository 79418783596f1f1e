import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import type { ReplayRequest, ReplayRow } from '#shared/agent/replay.ts';
import type { Result } from '#shared/lib/result.ts';

/** What the assistant does besides drafting, as the window sees it. */
export interface AssistantApi {
  /** The job that a conversation asks for; nothing is made of it. `onFirst`: what is known before a model answers. */
  proposeJob(
    conversationId: string,
    onFirst: (proposal: JobProposal) => void,
  ): Promise<Result<JobProposal | undefined>>;
  /** Answers past questions again, row by row; sends and stores nothing. A second one stops the first. */
  replay(request: ReplayRequest, onRow: (row: ReplayRow) => void): Promise<Result<{ rows: number }>>;
  /** Ends it; the model's server stops too. */
  stopReplay(): Promise<void>;
}
