import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { createSigner, generateSigningKey, type Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
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
export async function makeIdentity(given: WebCrypto = webCrypto(crypto)): Promise<string> {
  const pair = await generateSigningKey(given);
  return JSON.stringify({
    publicKey: toBase64Url(pair.publicKey),
    privateKey: toBase64Url(pair.privateKey),
  });
}

/** Who a relay is to its devices: they remember its key, and take no other one for it. */
export interface RelayIdentity {
  /** The public Ed25519 key, base64url. */
  id: string;
  sign: Signer;
}

const identityText = z.object({ publicKey: z.string(), privateKey: z.string() });

/** Throws when the text is no key pair. */
export async function readIdentity(
  text: string,
  given: WebCrypto = webCrypto(crypto),
): Promise<RelayIdentity> {
  const { publicKey, privateKey } = identityText.parse(JSON.parse(text));
  return { id: publicKey, sign: await createSigner(given, fromBase64Url(privateKey)) };
}

/** The identity in a file, which is made when it is missing. */
export async function loadIdentity(file: string): Promise<RelayIdentity> {
  return readIdentity(await readOrMake(file, () => makeIdentity()));
}

/** One key for one purpose, derived from the relay's secret. */
export type DeriveKey = (purpose: string) => Bytes;

/** Keys from a secret of 32 bytes. */
export function keysFrom(secret: Uint8Array): DeriveKey {
  return (purpose) => new Uint8Array(hkdfSync('sha256', secret, '', `plumbline relay ${purpose}`, 32));
}

/** The relay's secret: from `given` (RELAY_SECRET), else from the data folder, where it is made once. */
export async function loadSecret(folder: string, given: string | undefined): Promise<DeriveKey> {
  const secret =
    given === undefined
      ? fromBase64Url(await readOrMake(join(folder, 'secret.key'), async () => toBase64Url(randomBytes(32))))
      : createHash('sha256').update(given).digest();
  return keysFrom(secret);
}
