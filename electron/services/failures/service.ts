import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { type Failure, failureFrom, type FailurePlace, keptFailureSchema } from '#shared/domain/failure.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { onFailure } from '#shared/lib/ignore.ts';
import { ok } from '#shared/lib/result.ts';
import type { JsonFile } from '../json-file.ts';

/** The file `failures.json` of the profile. */
export const keptFailuresSchema = z.object({ failures: z.array(keptFailureSchema) });
type Kept = z.infer<typeof keptFailuresSchema>;

export interface FailuresService {
  calls: Pick<CallHandlers, 'failures.note' | 'failures.list' | 'failures.clear'>;
  /** Removes the file: nothing of a business that is closed stays. */
  remove(): Promise<void>;
  close(): void;
}

/** So many different ones, for so long: what is older helps nobody any more. */
const most = 200;
const keptFor = 90 * 24 * 60 * 60 * 1000;

/** Keeps what went wrong in window, worker and shell, without a word of anybody's. */
export function createFailuresService({
  file,
  now,
}: {
  file: JsonFile<Kept>;
  now(): number;
}): FailuresService {
  const inTurn = createSequencer();
  const read = async () => {
    const { failures } = (await file.read()) ?? { failures: [] };
    return failures.filter(({ lastAt }) => lastAt > now() - keptFor);
  };

  function note(place: FailurePlace, failure: Failure): Promise<unknown> {
    return inTurn(async () => {
      const failures = await read();
      const key = keyOf({ place, ...failure });
      const before = failures.find((each) => keyOf(each) === key);
      const { times = 0, firstAt = now() } = before ?? {};
      const others = failures.filter((each) => each !== before).slice(0, most - 1);
      const newest = { ...failure, place, times: times + 1, firstAt, lastAt: now() };
      return file.write({ failures: [newest, ...others] });
    });
  }

  // That a failure could not be noted is no reason for the next one.
  const close = onFailure(
    (what, error) => void note('shell', failureFrom(what, error)).catch(() => undefined),
  );
  return {
    close,
    remove: () => inTurn(file.remove),
    calls: {
      async 'failures.note'({ place, failure }) {
        await note(place, failure);
        return ok({});
      },
      'failures.list': async () => ok({ failures: await inTurn(read) }),
      async 'failures.clear'() {
        await inTurn(() => file.write({ failures: [] }));
        return ok({});
      },
    },
  };
}

function keyOf({ place, what, kind, frames }: Failure & { place: FailurePlace }): string {
  return JSON.stringify([place, what, kind, frames]);
}
