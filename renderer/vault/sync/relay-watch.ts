import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { roomTag } from '#shared/sync/membership.ts';
import type { Work } from '#shared/lib/async.ts';
import { createGapWatch, type GapWatch } from './gap-watch.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Doubt } from '../books/doubts.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';
import { type Announcements, createAnnouncements } from './announcements.ts';
import { createRelayMemory, type RelayMemory } from './relay-memory.ts';
import { doubtProblem, lossProblem, missingProblem } from './relay-notices.ts';
import type { RoomSync } from './room-sync.ts';

const lookMilliseconds = 15_000;

/** Notices a relay that has less than it had confirmed, or that passes on only a part; tells the owner. */
export interface RelayWatch {
  memory: RelayMemory;
  gaps: GapWatch;
  /** What honest devices and an honest relay never do; the same in several books once. */
  doubts(): Doubt[];
  /** Devices whose summary of a book has nobody else’s word yet. */
  unconfirmed(): string[];
  joined: Announcements['joined'];
}

export function createRelayWatch(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  library: Library;
  database: Pick<Database, 'readDerived' | 'writeDerived'>;
  /** The rooms that are followed now. */
  rooms(): RoomSync[];
  now(): number;
  work: Work;
  /** What the owner has to know of the relay. */
  onProblem(problem: Problem): void;
  /** Two are found to write by one name. */
  onCopied(): void;
}): RelayWatch {
  const { keyring, library, now, onProblem } = deps;
  const { keybag } = keyring;
  const memory = createRelayMemory({
    ...deps,
    keybag,
    relay: () => keyring.roster.record.relay?.id ?? '',
    // What the inbox had held was taken in as records: it is not this device's to give.
    canGiveBack: (room) =>
      room !== keybag.inboxRoom && keyring.roster.access(keybag.memberId, roomTag(room)) === 'write',
    onGivenBack: (count) => onProblem(lossProblem(count)),
  });
  const announcements = createAnnouncements({ ...deps, books: () => library.books });
  const isListed = (id: string): boolean => keyring.roster.record.devices.some((device) => device.id === id);
  const nameOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : library.get('devices', id)?.name;
  const gaps = createGapWatch({
    books: () =>
      library.books.map((book) => ({
        name: book.name,
        // What a device that has left wrote last is nobody's to bring.
        gaps: () => [...new Set([...book.gaps(), ...announcements.missingIn(book)])].filter(isListed),
      })),
    now,
    work: deps.work,
    onMissing: ({ deviceId }) => onProblem(missingProblem(nameOf(deviceId))),
  });
  const told = new Set<string>();

  function doubts(): Doubt[] {
    const all = library.books.flatMap((book) => [
      ...book.doubts(),
      ...announcements.contradictedIn(book).map((deviceId) => ({ kind: 'forked' as const, deviceId })),
      ...announcements.inventedIn(book).map((deviceId) => ({ kind: 'invented' as const, deviceId })),
    ]);
    // Of a device that has been taken out, that is settled.
    const open = all.filter(
      ({ kind, deviceId }) => kind !== 'forked' || deviceId === undefined || isListed(deviceId),
    );
    return [...new Map(open.map((doubt) => [`${doubt.kind} ${doubt.deviceId}`, doubt])).values()];
  }

  /** Once for each: what has become of it is listed in Settings. */
  function tellDoubts(): void {
    for (const doubt of doubts()) {
      const key = `${doubt.kind} ${doubt.deviceId}`;
      // Given back in a moment, as a rule: it is told when that has not helped.
      if (told.has(key) || (doubt.kind === 'taken-away' && !seen.has(key))) {
        seen.add(key);
        continue;
      }
      told.add(key);
      if (doubt.kind === 'forked') deps.onCopied();
      onProblem(doubtProblem(doubt, nameOf(doubt.deviceId)));
    }
  }
  const seen = new Set<string>();
  deps.work.every(lookMilliseconds, tellDoubts);

  return {
    memory,
    gaps,
    doubts,
    unconfirmed: () => [...new Set(library.books.flatMap((book) => book.unconfirmed()))],
    joined: announcements.joined,
  };
}
