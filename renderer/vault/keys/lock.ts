import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { keybagSchema, type Keybag } from './keybag.ts';
import { entropyOf } from './recovery-words.ts';

/** Argon2id's cost: 64 MiB, three passes, one lane (RFC 9106's second choice, widened to what 0.3 s allow). */
const argonCost = { memoryKibibytes: 65_536, iterations: 3, parallelism: 1 };

/** The most that a lock file may ask for: the lock of a foreign backup must not take all memory, or an hour. */
const mostCost = { memoryKibibytes: 1_048_576, iterations: 32, parallelism: 16 };
/** The least salt that Argon2 takes (RFC 9106 §3.1). Bytes. */
const leastSalt = 8;

const base64Url = z.string().refine((text) => readBase64Url(text) !== undefined);

const lockSchema = z.looseObject({
  version: z.literal(1),
  /** The keybag under its own random key. */
  keybag: base64Url,
  passphrase: z
    .object({
      salt: base64Url.refine((text) => (readBase64Url(text)?.length ?? 0) >= leastSalt),
      memoryKibibytes: z.number().int().max(mostCost.memoryKibibytes),
      iterations: z.number().int().min(1).max(mostCost.iterations),
      parallelism: z.number().int().min(1).max(mostCost.parallelism),
      wrapped: base64Url,
    })
    .refine(({ memoryKibibytes, parallelism }) => memoryKibibytes >= 8 * parallelism),
  /** Missing on a device that was let into a team: only the owner has the words. */
  recovery: z.object({ wrapped: base64Url }).optional(),
});
type LockFile = z.infer<typeof lockSchema>;

/** An open lock: what is needed to seal the keybag again, or to change the passphrase. */
export interface OpenLock {
  keybag: Keybag;
  file: LockFile;
  keybagKey: Bytes;
}

const wrongPassphrase = () =>
  problem(
    'vault.wrong-passphrase',
    'This passphrase does not open the workspace. Nothing was changed.',
    'Try again, or use your 24 recovery words.',
  );

/** Seals a keybag under a passphrase and, on the owner's first device, under the recovery words. */
export async function createLock(
  crypto: WebCrypto,
  keybag: Keybag,
  secrets: { passphrase: string; recoveryWords?: string[] },
): Promise<Result<LockFile>> {
  const keybagKey = crypto.getRandomValues(new Uint8Array(32));
  const recovery = secrets.recoveryWords && (await wrapWithWords(crypto, keybagKey, secrets.recoveryWords));
  if (recovery?.ok === false) return recovery;
  return ok({
    version: 1,
    keybag: await sealedKeybag(crypto, keybagKey, keybag),
    passphrase: await wrapWithPassphrase(crypto, keybagKey, secrets.passphrase),
    recovery: recovery?.value,
  });
}

/** The same work is done for a right passphrase and a wrong one; a damaged slot looks like a wrong one. */
export async function openWithPassphrase(
  crypto: WebCrypto,
  stored: unknown,
  passphrase: string,
): Promise<Result<OpenLock>> {
  const file = lockSchema.safeParse(stored);
  if (!file.success) return damaged();
  const slot = file.data.passphrase;
  const key = await passphraseKey(crypto, passphrase, slot);
  const keybagKey = await decryptBlob(crypto, key, fromBase64Url(slot.wrapped), 'passphrase');
  return keybagKey === undefined ? wrongPassphrase() : openKeybag(crypto, file.data, keybagKey);
}

/** By the keybag's own key, which something else than the passphrase had wrapped. */
export async function openWithKey(
  crypto: WebCrypto,
  stored: unknown,
  keybagKey: Bytes,
): Promise<Result<OpenLock>> {
  const file = lockSchema.safeParse(stored);
  return file.success ? openKeybag(crypto, file.data, keybagKey) : damaged();
}

export async function openWithWords(
  crypto: WebCrypto,
  stored: unknown,
  words: string[],
): Promise<Result<OpenLock>> {
  const file = lockSchema.safeParse(stored);
  if (!file.success) return damaged();
  const { recovery } = file.data;
  if (recovery === undefined) {
    return problem(
      'vault.no-words',
      'This device was let into a team: it has no recovery words of its own.',
      'Ask the owner to let it in anew.',
    );
  }
  const key = await recoveryKey(crypto, words);
  if (!key.ok) return key;
  const keybagKey = await decryptBlob(crypto, key.value, fromBase64Url(recovery.wrapped), 'recovery');
  if (keybagKey === undefined) {
    return problem(
      'vault.wrong-words',
      'These words belong to another workspace. Nothing was changed.',
      'Check that they are the words of this workspace.',
    );
  }
  return openKeybag(crypto, file.data, keybagKey);
}

/** The lock file for a keybag that has changed; passphrase and words stay the same. */
export async function withKeybag(crypto: WebCrypto, open: OpenLock, keybag: Keybag): Promise<LockFile> {
  return { ...open.file, keybag: await sealedKeybag(crypto, open.keybagKey, keybag) };
}

/** Wraps the keybag's key anew; nothing else is touched. */
export async function withNewPassphrase(
  crypto: WebCrypto,
  open: OpenLock,
  passphrase: string,
): Promise<LockFile> {
  return { ...open.file, passphrase: await wrapWithPassphrase(crypto, open.keybagKey, passphrase) };
}

/** The words of before open it no more. */
export async function withNewWords(
  crypto: WebCrypto,
  open: OpenLock,
  words: string[],
): Promise<Result<LockFile>> {
  const recovery = await wrapWithWords(crypto, open.keybagKey, words);
  return recovery.ok ? ok({ ...open.file, recovery: recovery.value }) : recovery;
}

async function sealedKeybag(crypto: WebCrypto, keybagKey: Bytes, keybag: Keybag): Promise<string> {
  const key = await importAesKey(crypto, keybagKey);
  return toBase64Url(await encryptBlob(crypto, key, utf8(JSON.stringify(keybag)), 'keybag'));
}

async function openKeybag(crypto: WebCrypto, file: LockFile, keybagKey: Bytes): Promise<Result<OpenLock>> {
  const bytes = await decryptBlob(
    crypto,
    await importAesKey(crypto, keybagKey),
    fromBase64Url(file.keybag),
    'keybag',
  );
  const keybag = keybagSchema.safeParse(bytes && parseJsonBytes(bytes));
  return keybag.success ? ok({ keybag: keybag.data, file, keybagKey }) : damaged();
}

async function wrapWithWords(
  crypto: WebCrypto,
  keybagKey: Bytes,
  words: string[],
): Promise<Result<{ wrapped: string }>> {
  const key = await recoveryKey(crypto, words);
  return key.ok
    ? ok({ wrapped: toBase64Url(await encryptBlob(crypto, key.value, keybagKey, 'recovery')) })
    : key;
}

async function wrapWithPassphrase(
  crypto: WebCrypto,
  keybagKey: Bytes,
  passphrase: string,
): Promise<LockFile['passphrase']> {
  const slot = { ...argonCost, salt: toBase64Url(crypto.getRandomValues(new Uint8Array(16))) };
  const key = await passphraseKey(crypto, passphrase, slot);
  return { ...slot, wrapped: toBase64Url(await encryptBlob(crypto, key, keybagKey, 'passphrase')) };
}

async function passphraseKey(
  crypto: WebCrypto,
  passphrase: string,
  slot: Omit<LockFile['passphrase'], 'wrapped'>,
): Promise<CryptoKeyHandle> {
  const raw = await argon2id({
    // The same letters typed on another keyboard may come composed otherwise.
    password: passphrase.normalize('NFKC'),
    salt: fromBase64Url(slot.salt),
    memorySize: slot.memoryKibibytes,
    iterations: slot.iterations,
    parallelism: slot.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  return importAesKey(crypto, new Uint8Array(raw));
}

async function recoveryKey(crypto: WebCrypto, words: string[]): Promise<Result<CryptoKeyHandle>> {
  const entropy = entropyOf(words);
  if (!entropy.ok) return entropy;
  return ok(await importAesKey(crypto, await deriveBytes(crypto, entropy.value, 'plumbline recovery', 32)));
}

function damaged(): Result<never> {
  return problem(
    'vault.damaged-lock',
    'The lock of this workspace is damaged on this device. The data is untouched.',
    'Restore a backup, or open the workspace on another device.',
  );
}
