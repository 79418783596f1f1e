import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { roomTag } from '#shared/sync/membership.ts';
import type { Work } from '#shared/lib/async.ts';
import { createGapWatch, type GapWatch } from './gap-watch.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';
import { type Announcements, createAnnouncements } from './announcements.ts';
import { createRelayMemory, type RelayMemory } from './relay-memory.ts';
import { lossProblem, missingProblem } from './relay-notices.ts';
import type { RoomSync } from './room-sync.ts';

/** Notices a relay that has less than it had confirmed, or that passes on only a part; tells the owner. */
export interface RelayWatch {
  memory: RelayMemory;
  gaps: GapWatch;
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
}): RelayWatch {
  const { keyring, library, now, onProblem } = deps;
  const { keybag } = keyring;
  const memory = createRelayMemory({
    ...deps,
    keybag,
    relay: () => `${library.get('relays', 'relay')?.relayId} ${keyring.roster.record.relayId}`,
    // What the inbox had held was taken in as records: it is not this device's to give.
    canGiveBack: (room) =>
      room !== keybag.inboxRoom && keyring.roster.access(keybag.memberId, roomTag(room)) === 'write',
    onGivenBack: (count) => onProblem(lossProblem(count)),
  });
  const announcements = createAnnouncements({ ...deps, books: () => library.books });
  const gaps = createGapWatch({
    books: () =>
      library.books.map((book) => ({
        name: book.name,
        gaps: () => [...new Set([...book.gaps(), ...announcements.missingIn(book)])],
      })),
    now,
    work: deps.work,
    onMissing: ({ deviceId }) => onProblem(missingProblem(library.get('devices', deviceId)?.name)),
  });
  return {
    memory,
    gaps,
    joined: announcements.joined,
  };
}
