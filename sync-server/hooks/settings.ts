import { createCipheriv, createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { DeriveKey } from '../auth/keys.ts';
import type { Storage } from '../storage/storage.ts';

/** One of Meta's apps: its secret signs, its accounts are those whose deliveries are taken in. */
const metaAppSchema = z.object({
  appSecret: z.string().min(8).max(500),
  verifyToken: z.string().min(8).max(500),
  /** `accountHash` of each id that a delivery may carry: numbers, business accounts, pages, Instagram accounts. */
  accounts: z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/)).max(1000),
});

/**
 * What a workspace tells the relay, so that it can take in Meta's webhooks. Where they are sealed to, the membership
 * says.
 */
export const metaHookSchema = z.object({ apps: z.array(metaAppSchema).max(100) });
export type MetaHook = z.output<typeof metaHookSchema>;

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Settings of webhooks. They are encrypted on disk with the relay's secret, which keeps them from whoever
 * finds the database alone; the relay's operator can read them, since the relay must check signatures.
 */
export function createHookSettings(deps: { storage: Storage; deriveKey: DeriveKey; crypto: WebCrypto }) {
  const { storage } = deps;
  const key = deps.deriveKey('hook settings');

  function encrypt(workspace: string, plaintext: Bytes): string {
    const nonce = deps.crypto.getRandomValues(new Uint8Array(nonceBytes));
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(utf8(workspace));
    return toBase64Url(concat(nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()));
  }

  function decrypt(workspace: string, text: string): Bytes {
    const sealed = fromBase64Url(text);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
    decipher.setAAD(utf8(workspace)).setAuthTag(sealed.subarray(-tagBytes));
    return concat(decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final());
  }

  return {
    /** Throws when the relay's secret is no longer the one that encrypted them. */
    async find(workspace: string): Promise<MetaHook | undefined> {
      const stored = await storage.hook(workspace);
      if (stored === undefined) return undefined;
      return metaHookSchema.parse(parseJson(fromUtf8(decrypt(workspace, stored.sealedSettings))));
    },
    save: (workspace: string, hook: MetaHook): Promise<void> =>
      storage.saveHook({ workspace, sealedSettings: encrypt(workspace, utf8(JSON.stringify(hook))) }),
    remove: (workspace: string): Promise<void> => storage.deleteHook(workspace),
  };
}
export type HookSettings = ReturnType<typeof createHookSettings>;
