import { z } from 'zod';
import { decryptBlob, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';

/** Base64url of 32 bytes. */
const rawKey = z.string().regex(/^[\w-]{43}$/);

/** What the joining device asks with, and what it is answered: sealed with a key that only the link gives. */
export const joinRequestSchema = z.looseObject({
  /** Base64url of 12 bytes, as an envelope's header holds it. */
  deviceId: z.string().regex(/^[\w-]{16}$/),
  signKey: rawKey,
  boxKey: rawKey,
  deviceName: z.string().max(200),
});
export type JoinRequest = z.infer<typeof joinRequestSchema>;

export const joinAnswerSchema = z.looseObject({ memberId: z.string() });

export async function sealNote(
  crypto: WebCrypto,
  key: Bytes,
  kind: 'request' | 'answer',
  note: unknown,
): Promise<string> {
  const sealed = await encryptBlob(
    crypto,
    await importAesKey(crypto, key),
    utf8(JSON.stringify(note)),
    `invitation ${kind}`,
  );
  return toBase64Url(sealed);
}

/** `undefined` where it is not what it should be: from another link, damaged, or of another shape. */
export async function openNote<T>(
  crypto: WebCrypto,
  key: Bytes,
  kind: 'request' | 'answer',
  sealed: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const blob = readBase64Url(sealed);
  if (blob === undefined) return undefined;
  const bytes = await decryptBlob(crypto, await importAesKey(crypto, key), blob, `invitation ${kind}`);
  return bytes && schema.safeParse(parseJsonBytes(bytes)).data;
}
