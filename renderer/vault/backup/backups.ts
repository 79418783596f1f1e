import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { BackupApi, BackupSource } from './api.ts';
import type { Database } from '../database/database.ts';
import type { OpenLock } from '../keys/lock.ts';
import type { Session } from '../session.ts';
import { makeBackup, type OpenBackup, openBackup } from './backup.ts';
import { backupName } from './names.ts';
import { restoreOntoDevice } from './restore-device.ts';
import { previewRestore, restore } from './restore.ts';
import { createBackupStorage } from './backup-storage.ts';

/** What the window can ask about backups, with an open workspace or with none. */
export function createBackupApi(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  database: Database;
  now(): number;
  session(): Session | undefined;
  /** Opens the session behind the lock. */
  enter(lock: OpenLock): Promise<Result<void>>;
}): BackupApi {
  const { crypto, database } = deps;
  const backupStorage = createBackupStorage(deps);

  const read = async (source: BackupSource): Promise<Result<Uint8Array>> =>
    'name' in source ? backupStorage.read(source.name) : ok(source.bytes);

  /** The open session, once its books are there. */
  async function ready(): Promise<Result<Session>> {
    const session = deps.session();
    if (session === undefined) return locked();
    await session.loaded;
    return ok(session);
  }

  async function openSource(session: Session, source: BackupSource): Promise<Result<OpenBackup>> {
    const bytes = await read(source);
    return bytes.ok ? openBackup(crypto, session.keyring.keybag, bytes.value) : bytes;
  }

  return {
    async backups() {
      const listed = await backupStorage.list();
      if (!listed.ok) return listed;
      const own = deps.session()?.keyring.keybag.workspace;
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

function locked(): Result<never> {
  return problem('vault.locked', 'Plumbline is locked.', 'Unlock it with your passphrase.');
}

function notEmpty(): Result<never> {
  return problem(
    'vault.exists',
    'There is a workspace on this device already. Nothing was changed.',
    'Unlock it, and restore the backup under Settings, Backups.',
  );
}

/** Whether there is any backup in the profile that names its workspace. */
export async function hasBackups(bridge: Bridge): Promise<boolean> {
  const listed = await createBackupStorage({ bridge }).list();
  return listed.ok && listed.value.some(({ workspace }) => workspace !== undefined);
}
