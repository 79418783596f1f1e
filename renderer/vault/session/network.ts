import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers, Work } from '#shared/lib/async.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { type Claims, claimsKey, createClaims } from '../claims/claims.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Database } from '../database/database.ts';
import { createCatchUp } from '../inbox/catch-up.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { Present, SyncStatus } from '../sync/api.ts';
import { createClosedBookSync } from '../sync/closed-book-sync.ts';
import { createPending, type Pending } from '../sync/pending.ts';
import { createPresence, type Presence } from '../sync/presence.ts';
import { createRelayClient, type RelayClient } from '../sync/relay-client.ts';
import { createRelayClock } from '../sync/relay-clock.ts';
import { trustedRelays } from '../sync/relay-identity.ts';
import { heldBackProblem, otherHistoryProblem } from '../sync/relay-notices.ts';
import { createRelayWatch, type RelayWatch } from '../sync/relay-watch.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { type Closure, createClosure } from '../team/closure.ts';
import { createTeamFollower, type TeamFollower } from '../team/follower.ts';
import { lastHeadsIn } from '../team/last-heads.ts';
import type { InStep } from '../team/moving-in.ts';
import { createTeam, type OwnersTeam } from '../team/team.ts';

/** How often the relay is asked whether somebody asks to come in; it has owners' devices ask at once when it hears of it. */
const nomineeLooks = 10 * 60_000;

export interface NetworkDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  keyring: Keyring;
  database: Database;
  library: Library;
  changes: RecordChanges;
  archive: Archive;
  inbox: Inbox;
  work: Work;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  /** Epoch milliseconds. */
  now(): number;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** See `SessionDeps`. */
  saveKeybag(keybag: Keybag): Promise<Result<void>>;
  /** Of the relay that is used; `undefined` where none is. */
  relayUrl(): string | undefined;
  onSignedIn(client: RelayClient): void;
  /** See `TeamFollower`. */
  onTeamChanged(): Promise<void>;
  /** This device was stopped, or the business closed, by a record that it has no keys for. */
  onStopped(): void;
  /** What there is to tell the window. */
  emit(
    event:
      | { type: 'sync'; status: SyncStatus }
      | { type: 'presence'; present: Present[] }
      | { type: 'pending'; records: string[] }
      | { type: 'relay'; problem: Problem }
      | { type: 'team' },
  ): void;
}

/** The other devices: the relay between them, and the team that they belong to. */
export interface Network extends Disposable {
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  /** The same; `undefined` where no relay has told. */
  toldNow(): number | undefined;
  sync: Sync;
  presence: Presence;
  pending: Pending;
  relayWatch: RelayWatch;
  claims: Claims;
  follower: TeamFollower;
  team: OwnersTeam;
  closure: Closure;
  /** Whether the relay has every followed room on its disk; so it is where no relay is used. */
  isStored(): boolean;
  /** Resolves when it is so, or when the work ends. While the relay is away or refuses a room, it is not. */
  stored(): Promise<void>;
  /** A closed book that may have to be brought in step. */
  closed(book: string): void;
  /** The HTTP side of a relay. `creationToken`: instead of the one that the workspace keeps for it. */
  relayClient(url: string, creationToken?: string): RelayClient;
}

export function createNetwork(deps: NetworkDeps): Network {
  const { keyring, library, emit } = deps;
  const clock = createRelayClock(deps.now);
  const start = newId(deps.crypto);
  const onTeam = (): void => emit({ type: 'team' });

  function relayClient(url: string, creationToken?: string): RelayClient {
    return createRelayClient({
      ...deps,
      url,
      start,
      clock,
      trusted: () => trustedRelays(keyring.roster, url),
      creationToken: () => creationToken ?? keptToken(url),
      async onChain(records, by) {
        const verdict = await follower.take(records, by);
        if (verdict === 'refused') await closure.look(records);
        return verdict;
      },
      onUnknown: (http, relayId) => follower.rejoin(http, relayId),
    });
  }

  /** What this relay's operator has given out, and no other one's. */
  function keptToken(url: string): string | undefined {
    const kept = library.get('relayTokens', 'relay');
    return kept?.url === url ? kept.token : undefined;
  }

  let nextStatus = Promise.withResolvers<void>();

  function isStored(): boolean {
    const { connection, reach } = sync.status();
    return connection === 'none' || (connection === 'online' && reach === 'stored');
  }

  async function stored(): Promise<void> {
    while (!isStored() && !deps.work.isOver) await nextStatus.promise;
  }

  function onStatus(status: SyncStatus): void {
    nextStatus.resolve();
    nextStatus = Promise.withResolvers();
    emit({ type: 'sync', status: { ...status, clockAhead: clock.ahead() } });
    pending.refresh();
    if (status.connection === 'online') closedBookSync.online();
    else closedBookSync.offline();
    catchUp.changed();
    if (inStep.isNow()) team.inStep();
  }

  const inStep: InStep = {
    isNow: () =>
      sync.status().connection === 'online' &&
      sync.rooms().every((room) => (room.synced() && room.stored()) || room.refused() !== undefined),
    books: () => library.books.length + library.closedBooks.size,
    settled: () => Promise.all([deps.work.quiet(), ...library.books.map((book) => book.settled())]),
  };

  const relayWatch = createRelayWatch({
    ...deps,
    rooms: () => sync.rooms(),
    onProblem: (problem) => emit({ type: 'relay', problem }),
    onCopied: onTeam,
  });
  const sync = createSync({
    ...deps,
    inbox: deps.inbox.doc,
    onStatus,
    onRoom(room) {
      presence.joined(room);
      relayWatch.joined(room);
    },
    onSignedIn(signedIn) {
      deps.onSignedIn(signedIn);
      team.nominees.look();
    },
    relayClient,
    memory: relayWatch.memory,
  });
  const catchUp = createCatchUp({ sync, inbox: deps.inbox, work: deps.work, now: deps.now });
  const presence = createPresence({
    keyring,
    books: () => library.books,
    rooms: sync.rooms,
    now: clock.now,
    onChange: (present) => emit({ type: 'presence', present }),
    work: deps.work,
  });
  const pending = createPending({
    ...deps,
    keybag: keyring.keybag,
    // Before the relay is met, nothing is known to be stored there.
    storedUpTo: (room, client) =>
      sync.storedUpTo(room, client) ?? (deps.relayUrl() === undefined ? undefined : 0),
    onChange: (records) => emit({ type: 'pending', records }),
  });
  const closedBookSync = createClosedBookSync({ ...deps, sync });
  const { client } = sync;
  const follower = createTeamFollower({
    ...deps,
    records: library,
    client,
    async onTeam() {
      holdBack();
      team.nominees.look();
      await deps.onTeamChanged();
    },
    onOtherHistory() {
      holdBack();
      onTeam();
      emit({ type: 'relay', problem: otherHistoryProblem(follower.waitsForWords()) });
    },
  });
  /** What is written meanwhile stays here, where it is safe, and goes out when the words have told. */
  function holdBack(): void {
    sync.pause('team', follower.waitsForWords() ? heldBackProblem() : undefined);
  }
  if (follower.waitsForWords()) holdBack();
  const closure = createClosure({ ...deps, onStopped: deps.onStopped });
  const team = createTeam({
    ...deps,
    now: clock.now,
    records: library,
    client,
    useTeam: (next) => follower.use(next),
    lastHeads: (devices) => lastHeadsIn(deps.archive, devices),
    inStep,
    movingIn: follower,
    copied: () =>
      relayWatch.doubts().flatMap(({ kind, deviceId }) => (kind === 'forked' ? (deviceId ?? []) : [])),
    closure,
    reconnect: () => sync.reconnect(),
    onChange: onTeam,
  });
  // Names come with the records, and later than the rights that the signed membership holds.
  deps.changes.on(['members', 'devices', 'handovers', 'nominees'], onTeam);
  deps.work.every(nomineeLooks, team.nominees.look);
  // A change of the team without new keys is told to nobody by the relay.
  deps.changes.on(['handovers'], () => {
    if (team.handovers.isBehind()) follower.lookAgain();
  });
  deps.changes.on(['nominees'], () => {
    if (team.nominees.isBehind()) follower.lookAgain();
  });

  return {
    relayNow: clock.now,
    caughtUp: catchUp.caughtUp,
    toldNow: () => (clock.ahead() === undefined ? undefined : clock.now()),
    sync,
    presence,
    pending,
    relayWatch,
    claims: createClaims({
      crypto: deps.crypto,
      workspace: keyring.keybag.workspace,
      key: () => claimsKey(deps.crypto, keyring.keybag),
      client,
      isHeldBack: follower.waitsForWords,
    }),
    follower,
    team,
    closure,
    isStored,
    stored,
    closed: closedBookSync.add,
    relayClient,
    [Symbol.dispose]() {
      presence[Symbol.dispose]();
      sync.close();
      nextStatus.resolve();
    },
  };
}
