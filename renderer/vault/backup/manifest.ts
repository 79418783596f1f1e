import { z } from 'zod';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import { epochKeys } from '../keys/branch-keys.ts';
import type { Keybag } from '../keys/keybag.ts';

/** What a backup says about itself. */
const manifestSchema = z.looseObject({
  version: z.literal(1),
  madeAt: z.number().int(),
  reason: z.enum(['automatic', 'manual', 'before-restore']),
  /** Of lock and rooms, base64url: see `backupContentHash`. */
  contentHash: z.string(),
  /** Names the state of the synced books, so that an equal backup need not be made again. */
  state: z.string(),
  /** `name` is left out where this device stored a room without the right to open it. */
  /** The device that made it, and its signature over `vouchedBytes`. Backups of the first version have none. */
  maker: z.looseObject({ device: z.string(), signature: z.string() }).optional(),
  rooms: z.array(
    z.looseObject({ room: z.string(), name: z.string().optional(), envelopes: z.number().int().min(0) }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Every member has the keys of the index, so that every device of the workspace can open a backup's manifest. */
function manifestKeys(crypto: WebCrypto, keybag: Keybag, epoch: number): Promise<CryptoKeyHandle[]> {
  const keys = epochKeys(keybag, 'index', epoch).map(async (secret) =>
    importAesKey(crypto, await deriveBytes(crypto, fromBase64Url(secret), 'plumbline backup manifest', 32)),
  );
  return Promise.all(keys);
}

function contextOf(keybag: Keybag, epoch: number): string {
  return `plumbline backup v1 ${keybag.workspace} ${epoch}`;
}

/** Seals under the keys of the keybag's own epoch. */
export async function sealManifest(crypto: WebCrypto, keybag: Keybag, manifest: Manifest): Promise<Bytes> {
  const [key] = await manifestKeys(crypto, keybag, keybag.epoch);
  if (key === undefined) throw new Error('The keybag holds no key for the index');
  return encryptBlob(crypto, key, utf8(JSON.stringify(manifest)), contextOf(keybag, keybag.epoch));
}

/** `undefined` where the keybag has no such epoch, or the manifest is not genuine. */
export async function openManifest(
  crypto: WebCrypto,
  keybag: Keybag,
  sealed: { epoch: number; manifest: Bytes },
): Promise<Manifest | undefined> {
  for (const key of await manifestKeys(crypto, keybag, sealed.epoch)) {
    const bytes = await decryptBlob(crypto, key, sealed.manifest, contextOf(keybag, sealed.epoch));
    if (bytes !== undefined) return manifestSchema.safeParse(parseJsonBytes(bytes)).data;
  }
  return undefined;
}
