import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { createJsonFile } from '../json-file.ts';

const keptSchema = z.object({ times: z.array(z.number()) });

export interface DueService {
  calls: Pick<CallHandlers, 'due.note' | 'due.list'>;
  /** Epoch milliseconds, the soonest first. */
  times(): Promise<number[]>;
}

/** Keeps on disk when something is due, as bare moments. */
export function createDueService({ file }: { file: string }): DueService {
  const kept = createJsonFile(file, keptSchema);
  const times = async (): Promise<number[]> => (await kept.read())?.times ?? [];
  return {
    times,
    calls: {
      async 'due.note'({ times: noted }) {
        const isKept = await kept.write({ times: noted.toSorted((a, b) => a - b) });
        return isKept
          ? ok({})
          : problem('due.not-noted', 'When something is due could not be noted on the disk.');
      },
      'due.list': async () => ok({ times: await times() }),
    },
  };
}
