import type { ProgramServerState } from '#shared/bridge/contract/programs.ts';
import type { Result } from '#shared/lib/result.ts';
import type { ProposalCard, ProposalDone } from '../agent/api.ts';
import type { Guard } from '../guard.ts';

export type { ProgramServerState } from '#shared/bridge/contract/programs.ts';

/** A change that a program asks for: it waits for the owner, with exactly these arguments. */
export interface ProgramRequestCard extends ProposalCard {
  programId: string;
}

/** Where programs are waited for, and what of theirs waits. */
export interface ProgramsView {
  server: ProgramServerState;
  requests: ProgramRequestCard[];
}

export interface ProgramsApi {
  /** The owner's word on what a card with this id and digest shows; it counts once. */
  decideProgramRequest(id: string, digest: string, isApproved: boolean): Promise<Result<ProposalDone>>;
}

export function createProgramsApi({ unlocked }: Guard<{ programs: ProgramsApi }>): ProgramsApi {
  return {
    decideProgramRequest: (...word) => unlocked(({ programs }) => programs.decideProgramRequest(...word)),
  };
}
