import { ignore } from '#shared/lib/ignore.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { TeamFollower } from '../team/follower.ts';

/** After how long it is tried again where the disk took not all of it. */
const againMilliseconds = 4_000;

/** Seals all books under the keys of the team as it is now. */
export interface Resealing {
  run(): Promise<void>;
  /** After loading: a removal may have been cut off before all books were sealed anew. */
  resume(): void;
}

export function createResealing(deps: {
  keyring: Keyring;
  archive: Archive;
  library: Library;
  follower: TeamFollower;
  work: Work;
}): Resealing {
  const { keyring, archive, library, follower, work } = deps;
  const inTurn = work.sequencer();
  const again = work.alarm(resume);

  /** At once, not when the owner pauses: what a removed device could read must not be what is written next. */
  const run = (): Promise<void> =>
    inTurn(async () => {
      const { epoch } = keyring.keybag;
      if (library.mayBegin().ok) {
        await archive.teamChanged();
        const sealed = await library.tidy();
        if (sealed.ok && !work.isOver) await follower.sealed(epoch);
      }
      if (!follower.isSealed()) again.set(againMilliseconds);
    });

  function resume(): void {
    if (!follower.isSealed()) ignore(run());
  }

  return { run, resume };
}
