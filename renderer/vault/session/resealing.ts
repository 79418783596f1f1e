import { ignore } from '#shared/lib/ignore.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { TeamFollower } from '../team/follower.ts';

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

  /** At once, not when the owner pauses: what a removed device could read must not be what is written next. */
  const run = (): Promise<void> =>
    inTurn(async () => {
      const { epoch } = keyring.keybag;
      await archive.teamChanged();
      const sealed = await library.tidy();
      if (sealed.ok && !work.isOver) await follower.sealed(epoch);
    });

  return {
    run,
    resume() {
      if (!follower.isSealed()) ignore(run());
    },
  };
}
