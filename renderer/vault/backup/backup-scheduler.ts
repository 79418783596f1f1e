import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { locked } from '../guard.ts';
import type { BackupDone, BackupReason } from './api.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';
import { makeBackup, openBackup, stateOf } from './backup.ts';
import { outdated } from './rotation.ts';
import type { BackupStorage, StoredBackup } from './backup-storage.ts';

/** How long after the first change that is in no backup yet. */
const waitMilliseconds = 15 * 60_000;
/** A backup that is further ahead than this was made while the clock was wrong. */
const sameTimeMilliseconds = 60_000;
const dayMilliseconds = 86_400_000;

/** Keeps backups of the open workspace: on demand, some time after changes, and on lock. */
export interface BackupScheduler extends AsyncDisposable {
  /** Something was saved. */
  changed(): void;
  backUp(reason: BackupReason): Promise<Result<BackupDone>>;
  /** Those that are older than so many days go, after a newer one was made where all of them are. */
  rollOver(days: number): Promise<void>;
  /** The books that the newest backup of this session had to leave out. */
  left(): string[];
  /** Makes a last one if something has changed. */
  [Symbol.asyncDispose](): Promise<void>;
}

export function createBackupScheduler(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  library: Library;
  database: Database;
  backupStorage: BackupStorage;
  work: Work;
  now(): number;
  /** A backup was made by itself, or could not be. */
  onAutomatic(problem?: Problem): void;
}): BackupScheduler {
  const { crypto, keyring, library, database, backupStorage, work } = deps;
  /** What the newest backup holds, as far as this session knows. */
  let kept: string | undefined;
  let left: string[] = [];
  /** How long one stays at most, in milliseconds. */
  let lasts = Infinity;

  /** One at a time: two would count the same backups for the rotation. */
  const inTurn = work.sequencer();
  const alarm = work.alarm(() => inTurn(backUpIfChanged));

  async function backUp(reason: BackupReason): Promise<Result<BackupDone>> {
    const madeAt = await nextMoment();
    const made = await makeBackup({ crypto, keyring, library, database }, { madeAt, reason });
    if (!made.ok) return made;
    const written = await backupStorage.write(made.value.bytes, madeAt);
    if (!written.ok) return written;
    const readable = await isReadable(written.value.name);
    if (!readable.ok) {
      await backupStorage.remove(written.value.name);
      return readable;
    }
    ({ state: kept, left } = made.value);
    await rotate(written.value.at);
    return ok({ name: written.value.name, left });
  }

  /** Those of another workspace, that was here before, are not ours to count or to throw away. */
  async function ownEntries(): Promise<StoredBackup[]> {
    const entries = await backupStorage.list();
    if (!entries.ok) return [];
    return entries.value.filter(({ workspace }) => workspace === keyring.keybag.workspace);
  }

  /** Names are by the second: of two backups in one second the later one gets the later name. */
  async function nextMoment(): Promise<number> {
    const now = deps.now();
    const recent = (await ownEntries()).find(({ at }) => at < now + sameTimeMilliseconds);
    return Math.max(now, (recent?.at ?? 0) + 1000);
  }

  /** The proof of a backup is that it can be read again. */
  async function isReadable(name: string): Promise<Result<unknown>> {
    const read = await backupStorage.read(name);
    const opened = read.ok ? await openBackup(crypto, keyring.keybag, read.value) : read;
    if (opened.ok) return opened;
    return problem(
      'backup.not-readable',
      'The backup could not be read again after it was written, so it was thrown away. Your data are unchanged.',
      'Check the disk. Plumbline tries again later.',
    );
  }

  async function rotate(madeAt: number): Promise<void> {
    const days = (await ownEntries()).map(({ name, at }) => ({ name, at, day: dayOf(at) }));
    for (const name of outdated(days, { at: madeAt, day: dayOf(madeAt) }, lasts))
      await backupStorage.remove(name);
  }

  /** What the newest backup holds; asked once, after that this session knows. */
  async function newestState(): Promise<string | undefined> {
    const [newest] = await ownEntries();
    const read = newest && (await backupStorage.read(newest.name));
    const opened = read?.ok ? await openBackup(crypto, keyring.keybag, read.value) : undefined;
    return opened?.ok ? opened.value.manifest.state : undefined;
  }

  async function backUpIfChanged(): Promise<void> {
    // Without room it waits; when there is some, everything that is saved starts the clock again.
    if (!library.mayBegin().ok) return;
    kept ??= await newestState();
    if (stateOf(library) === kept) return;
    const done = await backUp('automatic');
    deps.onAutomatic(done.ok ? undefined : done.error);
    if (!done.ok) changed();
  }

  async function rollOver(): Promise<void> {
    const now = deps.now();
    const [newest, ...others] = await ownEntries();
    if (newest === undefined || !library.mayBegin().ok) return;
    // What was erased meanwhile is in none of them but the new one.
    if (now - newest.at > lasts) {
      const done = await backUp('automatic');
      deps.onAutomatic(done.ok ? undefined : done.error);
    } else if (others.some(({ at }) => now - at > lasts)) await rotate(now);
  }

  const changed = (): void => alarm.set(waitMilliseconds);

  return {
    changed,
    rollOver(days) {
      lasts = days * dayMilliseconds;
      return work.isOver ? Promise.resolve() : inTurn(rollOver);
    },
    left: () => left,
    backUp: (reason) => (work.isOver ? Promise.resolve(err(locked)) : inTurn(() => backUp(reason))),
    async [Symbol.asyncDispose]() {
      const last = inTurn(backUpIfChanged);
      // Whatever goes wrong here is told, and must not keep the keys in memory.
      ignore(last);
      await Promise.allSettled([last]);
    },
  };
}

/** The calendar day where the owner is. */
function dayOf(at: number): string {
  return new Date(at).toDateString();
}
