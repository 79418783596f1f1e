import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';

const keptSchema = z.object({ times: z.array(z.number()) });

export interface DueService {
  calls: Pick<CallHandlers, 'due.note' | 'due.list'>;
  /** Epoch milliseconds, the soonest first. */
  times(): Promise<number[]>;
}

/** Keeps on disk when something is due, in a file of the profile that only its owner can read. */
export function createDueService({ file }: { file: string }): DueService {
  const inTurn = createSequencer();

  async function times(): Promise<number[]> {
    const text = await readFile(file, 'utf8').catch(() => '');
    const kept = keptSchema.safeParse(parseJson(text));
    return kept.success ? kept.data.times : [];
  }

  async function write(noted: number[]): Promise<void> {
    const next = `${file}.next`;
    const kept = { times: noted.toSorted((a, b) => a - b) };
    await writeFile(next, JSON.stringify(kept), { mode: 0o600 });
    await rename(next, file);
  }

  return {
    times: () => inTurn(times),
    calls: {
      'due.note': ({ times: noted }) =>
        inTurn(() =>
          write(noted).then(
            () => ok({}),
            () => problem('due.not-noted', 'When something is due could not be noted on the disk.'),
          ),
        ),
      'due.list': async () => ok({ times: await inTurn(times) }),
    },
  };
}
