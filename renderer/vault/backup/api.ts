import type { FixedCollection, RestorableCollection } from '#shared/commands/backup.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';
import type { OpenLock } from '../keys/lock.ts';
import { type Guard, locked } from '../guard.ts';
import type { BackupScheduler } from './backup-scheduler.ts';
import { makeBackup, type OpenBackup, openBackup } from './backup.ts';
import { backupName } from './names.ts';
import { restoreOntoDevice } from './restore-device.ts';
import { previewRestore, restore, type RestoreParts } from './restore.ts';
import { createBackupStorage } from './backup-storage.ts';

/** `automatic`: some time after changes, and on lock. `before-restore`: the way back from a restore. */
export type BackupReason = 'automatic' | 'manual' | 'before-restore';

export interface BackupEntry {
  name: string;
  /** When it was made, by its name. */
  at: number;
  sizeBytes: number;
  /** Whether it belongs to the open workspace; while none is open, every readable one counts. */
  restorable: boolean;
}

export interface BackupDone {
  name: string;
  /** Books that are too broken to be in it; everything else is. */
  left: string[];
}

/** One of the kept backups, or the content of a file that the owner has chosen. */
export type BackupSource = { name: string } | { bytes: Uint8Array };

/** How much of a kind the backup holds, and how that compares to now. */
export interface BackupKind {
  kind: RestorableCollection | FixedCollection;
  inBackup: number;
  now: number;
  /**
   * Records that are different now, and records that were removed since: both can be set back. What is written once is
   * brought back by any restore, but for what an owner has erased.
   */
  changed: number;
  removed: number;
}

export interface BackupPreview {
  madeAt: number;
  reason: BackupReason;
  /** Only what this member may see. */
  kinds: BackupKind[];
  /** Sealed entries that the backup has and this device has not: lost here, and brought back by a restore. */
  missingEntries: number;
}

export interface RestoreDone {
  broughtBack: number;
  setBack: number;
  /** Set where Ctrl+Z takes back what was set back. */
  undoTitle?: string;
}

/** What opens the backup: the passphrase of its time, or the recovery words and a new passphrase. */
export type BackupSecret = { passphrase: string } | { recoveryWords: string[]; newPassphrase: string };

/** Encrypted copies of everything, outside of what a browser may clear. */
export interface BackupApi {
  /** The kept backups, newest first. */
  backups(): Promise<Result<BackupEntry[]>>;
  /** Makes one, reads it back and checks it, then lets old ones go. */
  backUpNow(): Promise<Result<BackupDone>>;
  /** A backup of this moment for the owner to keep elsewhere. */
  backupCopy(): Promise<Result<{ name: string; bytes: Uint8Array<ArrayBuffer> }>>;
  previewBackup(source: BackupSource): Promise<Result<BackupPreview>>;
  /**
   * Brings back what is lost on this device, and sets the records of the named kinds back to how the backup
   * has them. What was added since stays. A backup is made before.
   */
  restoreBackup(source: BackupSource, setBack: RestorableCollection[]): Promise<Result<RestoreDone>>;
  /** Makes the workspace of a backup this device's own. Only where there is none yet. */
  restoreDevice(source: BackupSource, secret: BackupSecret): Promise<Result<void>>;
}

interface Parts extends RestoreParts {
  backupScheduler: BackupScheduler;
  /** Resolves when all books are in memory. */
  loaded: Promise<void>;
}

/** What the window can ask about backups, with an open workspace or with none. */
export function createBackupApi(
  guard: Guard<Parts>,
  deps: {
    bridge: Bridge;
    crypto: WebCrypto;
    database: Database;
    now(): number;
    /** Opens the session behind the lock. */
    enter(lock: OpenLock): Promise<Result<void>>;
  },
): BackupApi {
  const { crypto, database } = deps;
  const backupStorage = createBackupStorage(deps);

  const read = async (source: BackupSource): Promise<Result<Uint8Array>> =>
    'name' in source ? backupStorage.read(source.name) : ok(source.bytes);

  /** The open session, once its books are there. */
  async function ready(): Promise<Result<Parts>> {
    const session = guard.open();
    if (session === undefined) return err(locked);
    await session.loaded;
    return ok(session);
  }

  async function openSource(session: Parts, source: BackupSource): Promise<Result<OpenBackup>> {
    const bytes = await read(source);
    return bytes.ok ? openBackup(crypto, session.keyring.keybag, bytes.value) : bytes;
  }

  return {
    async backups() {
      const listed = await backupStorage.list();
      if (!listed.ok) return listed;
      const own = guard.open()?.keyring.keybag.workspace;
      return ok(
        listed.value.map(({ workspace, ...entry }) => ({
          ...entry,
          restorable: own === undefined ? workspace !== undefined : workspace === own,
        })),
      );
    },
    async backUpNow() {
      const session = await ready();
      return session.ok ? session.value.backupScheduler.backUp('manual') : session;
    },
    async backupCopy() {
      const session = await ready();
      if (!session.ok) return session;
      const { library, keyring } = session.value;
      const madeAt = deps.now();
      const parts = { crypto, keyring, library, database };
      const made = await makeBackup(parts, { madeAt, reason: 'manual' });
      if (!made.ok) return made;
      const { bytes } = made.value;
      const whole = await openBackup(crypto, keyring.keybag, bytes);
      return whole.ok ? ok({ name: backupName(madeAt), bytes }) : whole;
    },
    async previewBackup(source) {
      const session = await ready();
      if (!session.ok) return session;
      const backup = await openSource(session.value, source);
      return backup.ok
        ? ok(await previewRestore({ session: session.value, database }, backup.value))
        : backup;
    },
    async restoreBackup(source, setBack) {
      const session = await ready();
      if (!session.ok) return session;
      const backup = await openSource(session.value, source);
      if (!backup.ok) return backup;
      const may = database.mayBegin();
      if (!may.ok) return may;
      const wayBack = await session.value.backupScheduler.backUp('before-restore');
      if (!wayBack.ok) return wayBack;
      return restore({ session: session.value, database }, backup.value, setBack);
    },
    async restoreDevice(source, secret) {
      if ((await database.readKeys()) !== undefined) return notEmpty();
      const may = database.mayBegin();
      if (!may.ok) return may;
      const bytes = await read(source);
      if (!bytes.ok) return bytes;
      const restored = await restoreOntoDevice({ crypto, database }, bytes.value, secret);
      return restored.ok ? deps.enter(restored.value) : restored;
    },
  };
}

function notEmpty(): Result<never> {
  return problem(
    'vault.exists',
    'There is a workspace on this device already. Nothing was changed.',
    'Unlock it, and restore the backup under Settings, Backups.',
  );
}
