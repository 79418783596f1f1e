import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { generateSigningKey } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';

/** Reads a file that only its owner may read, making it first when it is missing. */
async function readOrMake(file: string, make: () => Promise<string>): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const content = await make();
  await writeFile(file, `${content}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await chmod(file, 0o600);
  return content;
}

/** A new key pair, as text. */
export async function makeIdentity(): Promise<string> {
  const pair = await generateSigningKey(webCrypto(crypto));
  return JSON.stringify({
    publicKey: toBase64Url(pair.publicKey),
    privateKey: toBase64Url(pair.privateKey),
  });
}

/** The relay's name in sign-ins: its public Ed25519 key, base64url. */
export function relayIdOf(identity: string): string {
  return (JSON.parse(identity) as { publicKey: string }).publicKey;
}

/** The same, with the key pair in the data folder. */
export async function loadRelayId(folder: string): Promise<string> {
  return relayIdOf(await readOrMake(join(folder, 'identity.json'), makeIdentity));
}

/** One key for one purpose, derived from the relay's secret. */
export type DeriveKey = (purpose: string) => Bytes;

/** The relay's secret: from `given` (RELAY_SECRET), else from the data folder, where it is made once. */
export async function loadSecret(folder: string, given: string | undefined): Promise<DeriveKey> {
  const secret =
    given === undefined
      ? fromBase64Url(await readOrMake(join(folder, 'secret.key'), async () => toBase64Url(randomBytes(32))))
      : createHash('sha256').update(given).digest();
  return (purpose) => new Uint8Array(hkdfSync('sha256', secret, '', `plumbline relay ${purpose}`, 32));
}
