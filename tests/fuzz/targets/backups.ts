import fc from 'fast-check';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { openBackup } from '#renderer/vault/backup/backup.ts';
import { sealManifest } from '#renderer/vault/backup/manifest.ts';
import { restoreOntoDevice } from '#renderer/vault/backup/restore-device.ts';
import { vouch } from '#renderer/vault/backup/vouching.ts';
import type { Database } from '#renderer/vault/database/database.ts';
import { backupContentHash, decodeBackup, encodeBackup } from '#shared/crypto/backup-file.ts';
import { concat, fromHex, toBase64Url, toHex, utf8 } from '#shared/lib/bytes.ts';
import type { Json } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedBytes, mutatedJson } from '../mutations.ts';
import { vectors, type FuzzWorld } from '../world.ts';
import { cheapLock, cheapPassphrase } from './locks.ts';

const hashLength = 32;

/** The hash at the end tells damage only: whoever forges a file makes it anew. */
function withNewHash(file: Uint8Array): Uint8Array {
  const body = file.subarray(0, Math.max(0, file.length - hashLength));
  return concat(body, sha256(body));
}

async function genuineBackup(world: FuzzWorld): Promise<{ bytes: Uint8Array; lock: Json }> {
  const { crypto, keybag, workspace, self } = world;
  const file = await cheapLock(world);
  const lock = utf8(JSON.stringify(file));
  const outer = new Y.Doc();
  outer.clientID = 5;
  const envelope = await world.seal(self, 'people', { update: new Uint8Array([0, 0]) });
  outer.getArray(envelopesKey).push([envelope]);
  const room = await world.roomOf('people');
  const rooms = [{ room, update: new Uint8Array(Y.encodeStateAsUpdate(outer)) }];
  const contentHash = toBase64Url(backupContentHash({ lock, rooms }));
  const manifest = await sealManifest(crypto, keybag, {
    version: 1,
    madeAt: 1_767_225_600_000,
    reason: 'manual',
    contentHash,
    maker: { device: keybag.deviceId, signature: await vouch(world.keyring, contentHash) },
    state: 'state',
    rooms: [{ room, name: 'people', envelopes: 1 }],
  });
  return { bytes: encodeBackup({ workspace, epoch: keybag.epoch, lock, manifest, rooms }), lock: file };
}

/** The file alone: what is taken for one is what would have been written. */
export function backupFileTarget(): Target {
  const file = fromHex(vectors.backup.file);
  return defineTarget({
    name: 'backup-files',
    share: 8000,
    inputs: fc.record({ bytes: mutatedBytes([file]), repaired: fc.boolean() }),
    attempt({ bytes, repaired }) {
      const given = repaired ? withNewHash(bytes) : bytes;
      const decoded = decodeBackup(given);
      must(
        !decoded.ok || toHex(encodeBackup(decoded.value)) === toHex(given),
        'a file that nobody would write',
      );
      must(repaired || !decoded.ok || toHex(given) === toHex(file), 'damage that was not seen');
    },
    control: () => must(decodeBackup(file).ok, 'a genuine file'),
  });
}

/** A file that somebody has changed and made whole again, on a device with the workspace open. */
export async function openBackupTarget(world: FuzzWorld): Promise<Target> {
  const { bytes: file } = await genuineBackup(world);
  const { crypto, keybag } = world;
  const recorded = fromHex(vectors.backup.file);
  const genuine = new Set([file, recorded].map(toHex));
  return defineTarget({
    name: 'forged-backups',
    share: 5000,
    inputs: mutatedBytes([file, recorded]).map(withNewHash),
    async attempt(bytes) {
      const opened = await openBackup(crypto, keybag, bytes);
      must(!opened.ok || genuine.has(toHex(bytes)), 'a forged backup was opened');
    },
    control: async () => must((await openBackup(crypto, keybag, file)).ok, 'a genuine backup'),
  });
}

/** The same on an empty device: nothing may be written before all of it is known to be whole. */
export async function restoreTarget(world: FuzzWorld): Promise<Target> {
  const { bytes: file, lock } = await genuineBackup(world);
  const decoded = decodeBackup(file);
  must(decoded.ok, 'a genuine backup');
  const attempt = async (bytes: Uint8Array): Promise<boolean> => {
    let written = 0;
    const database = {
      append: async () => (written++, ok()),
      writeKeys: async () => (written++, ok()),
    } as unknown as Database;
    const restored = await restoreOntoDevice({ crypto: world.crypto, database }, bytes, {
      passphrase: cheapPassphrase,
    });
    must(restored.ok === written > 0, 'something was written of a backup that does not open');
    return restored.ok;
  };
  return defineTarget({
    name: 'restores-of-forged-backups',
    share: 2000,
    inputs: fc.oneof(
      mutatedBytes([file]).map(withNewHash),
      mutatedJson([lock]).map((each) => encodeBackup({ ...decoded.value, lock: utf8(jsonText(each)) })),
      mutatedBytes([decoded.value.lock]).map((each) => encodeBackup({ ...decoded.value, lock: each })),
    ),
    async attempt(bytes) {
      must(!(await attempt(bytes)) || toHex(bytes) === toHex(file), 'a forged backup was restored');
    },
    control: async () => must(await attempt(file), 'a genuine backup is restored'),
  });
}
