import type { ReplayRequest, ReplayRow } from '#shared/agent/replay.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import { replay, type ReplayDeps } from './replay.ts';

export interface ReplayApi {
  /** Answers past questions again, row by row; sends and stores nothing. A second one stops the first. */
  replay(request: ReplayRequest, onRow: (row: ReplayRow) => void): Promise<Result<{ rows: number }>>;
  /** Ends it; the model's server stops too. */
  stopReplay(): Promise<void>;
}

interface Parts {
  models: ReplayDeps['models'];
  library: ReplayDeps['records'];
}

export function createReplayApi({ unlocked }: Guard<Parts>): ReplayApi {
  let replaying: AbortController | undefined;
  return {
    replay: (request, onRow) =>
      unlocked(({ models, library }) => {
        replaying?.abort();
        replaying = new AbortController();
        return replay({ models, records: library }, request, onRow, replaying.signal);
      }),
    stopReplay: async () => replaying?.abort(),
  };
}
