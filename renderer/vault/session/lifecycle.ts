import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { BackupScheduler } from '../backup/backup-scheduler.ts';
import type { Archive } from '../archive/archive.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { recordEgress } from '../egress-ledger.ts';
import type { ErasureWork } from '../erasure/erasure-work.ts';
import type { Findings } from '../findings/findings.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Opening } from '../projection/opening.ts';
import type { Pending } from '../sync/pending.ts';
import type { Sync } from '../sync/sync.ts';
import type { OwnersTeam } from '../team/team.ts';
import type { Assistant } from './assistant.ts';
import type { Messaging } from './messaging.ts';
import type { Resealing } from './resealing.ts';
import type { Settings } from './settings.ts';

/** What happens in an open workspace from its unlocking on. */
export interface Lifecycle {
  /** Reads the books, and then has all parts begin. */
  load(): Promise<void>;
  /** The library has saved something, or could not. */
  saved(result: Result<void>): void;
  /** Whether something may be stored has changed, or why not. */
  storageChanged(): void;
  /** The team is another one: what could not be read may be readable now. */
  teamChanged(): Promise<void>;
}

export interface LifecycleDeps {
  bridge: Bridge;
  work: Work;
  library: Library;
  changes: RecordChanges;
  archive: Archive;
  opening: Opening;
  pending: Pending;
  sync: Sync;
  inbox: Inbox;
  messaging: Messaging;
  assistant: Assistant;
  settings: Settings;
  resealing: Resealing;
  maintenance: Maintenance;
  backupScheduler: BackupScheduler;
  findings: Findings;
  erasureWork: Pick<ErasureWork, 'start'>;
  team: Pick<OwnersTeam, 'resume'>;
  migrate(): Promise<void>;
  /** See `takeOverSent`. */
  takeOverSent(): Promise<unknown>;
  onTeam(): void;
  onHealth(): void;
}

export function createLifecycle(deps: LifecycleDeps): Lifecycle {
  const { work, library, archive, opening, sync, inbox, messaging, assistant } = deps;
  let isLoaded = false;
  let mayStore = true;

  /** Something is to be tidied and to be backed up. */
  function putOff(): void {
    deps.maintenance.saved();
    deps.backupScheduler.changed();
  }

  /** What is not right together is looked for when the closed years can be searched. */
  async function inspectAndLook(): Promise<void> {
    await archive.inspectAll();
    deps.findings.start();
  }

  return {
    async load() {
      await Promise.all([deps.pending.read(), opening.readSnapshots()]);
      await opening.openBooks();
      isLoaded = true;
      deps.changes.start();
      // A removal may have been cut off before all books were sealed anew.
      deps.maintenance.saved();
      await deps.migrate();
      // Before anything looks for what is due: it may have gone out while this was locked.
      if (!work.isOver) await deps.takeOverSent();
      // Locked before all was there: what begins now would use what is closed.
      if (work.isOver) return;
      ignore(inspectAndLook());
      deps.resealing.resume();
      deps.team.resume();
      deps.erasureWork.start();
      deps.backupScheduler.changed();
      await deps.settings.apply();
      messaging.start();
      assistant.wakeAll();
      assistant.modelUpkeep.readAhead();
      assistant.trials.resume();
      ignore(recordEgress({ bridge: deps.bridge, library, signal: work.signal }));
    },
    saved(result) {
      if (!result.ok) deps.onHealth();
      else if (!work.isOver) inbox.wake();
      if (isLoaded) putOff();
    },
    storageChanged() {
      const may = library.mayBegin();
      const isFull = !may.ok && may.error.code === 'disk.full';
      sync.pause('storage', isFull ? may.error : undefined);
      const goesOn = may.ok && !mayStore;
      mayStore = may.ok;
      if (!goesOn || !isLoaded || work.isOver) return;
      inbox.wake();
      messaging.wake();
      assistant.wakeAll();
      putOff();
    },
    async teamChanged() {
      if (work.isOver) return;
      for (const book of library.books) await book.teamChanged();
      inbox.retry();
      deps.settings.teamChanged();
      deps.onTeam();
      await opening.openBooks();
      await deps.resealing.run();
      deps.findings.start();
    },
  };
}
