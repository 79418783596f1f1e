import type { NomineeRequest } from '#shared/sync/nominee.ts';
import type { Nominee } from '#shared/sync/membership.ts';
import type { NomineeStore, StoredNominee } from '../storage/nominees.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** What became of what was asked, as of now; `undefined` where nobody has asked. */
export function requestOf(kit: StoredNominee, now: number): NomineeRequest | undefined {
  const { request, refusal } = kit;
  if (request === undefined) return undefined;
  if (refusal !== undefined)
    return { ...request, state: 'refused', refusedAt: refusal.at, againAt: refusal.at + dayMilliseconds };
  return { ...request, state: now < request.releasesAt ? 'waiting' : 'released' };
}

/** The clock that a nominee waits on: it begins with the first request, and asking again changes nothing. */
export function createNomineeRequests(deps: {
  storage: NomineeStore;
  /** Milliseconds since 1970. */
  now(): number;
}) {
  const { storage, now } = deps;
  return {
    /** Begins to wait where nobody does; after a refusal, a day later. `isNew`: it is this one that did. */
    async ask(kit: StoredNominee, { days }: Nominee): Promise<NomineeRequest | undefined> {
      const requestedAt = now();
      const releasesAt = requestedAt + days * dayMilliseconds;
      await storage.requestHalf(kit, { requestedAt, releasesAt }, requestedAt - dayMilliseconds);
      const stored = await storage.nominee({ id: kit.id });
      return stored && requestOf(stored, now());
    },
    /** Whether the half of this kit lies here and was not given out: then nobody comes in by it. */
    async isHeldBack(id: string): Promise<boolean> {
      const kit = await storage.nominee({ id });
      return kit !== undefined && requestOf(kit, now())?.state !== 'released';
    },
  };
}
export type NomineeRequests = ReturnType<typeof createNomineeRequests>;
