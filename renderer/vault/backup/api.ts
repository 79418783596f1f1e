import type { RestorableCollection } from '#shared/commands/backup.ts';
import type { Result } from '#shared/lib/result.ts';

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
  kind: RestorableCollection | 'issued' | 'messages';
  inBackup: number;
  now: number;
  /** Records that are different now, and records that were removed since: both can be set back. */
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
