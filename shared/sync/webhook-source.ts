import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';

/** The address of an incoming webhook: 32 random bytes, in base64url. Whoever has it can have something passed on. */
export const sourceAddressPattern = /^[A-Za-z0-9_-]{43}$/;

/** The longest body that a relay takes of a webhook, in bytes. */
export const mostSourceBytes = 64 * 1024;
/** All headers that go along, in characters. */
export const mostSourceHeaders = 4096;

/** What names such a delivery among those of the inbox. */
export const sourceDeliveries = 'plumbline_webhook';

/** By which the relay knows an address: it keeps no address. */
export function sourceHash(address: string): string {
  return toBase64Url(sha256(utf8(`plumbline webhook ${address}`)));
}

/** Where devices of the workspace open an address, and close it. */
export function sourcePath(workspace: string, hash: string): string {
  return `/v1/workspaces/${workspace}/hooks/in/${hash}`;
}

/** What is entered where the webhook comes from. `relayUrl`: with the path of a proxy, if it has one. */
export function sourceUrl(relayUrl: string, address: string): string {
  return `${relayUrl.replace(/\/$/, '')}/v1/hooks/in/${address}`;
}

/** What the relay seals of it: nothing was checked, but that the address is one of this workspace. */
export const sourceDeliverySchema = z.looseObject({
  object: z.literal(sourceDeliveries),
  source: z.string().regex(sourceAddressPattern),
  /** By their names in small letters. */
  headers: z.record(z.string().max(200), z.string().max(mostSourceHeaders)),
  /** As it came. */
  body: z.string().max(mostSourceBytes),
});
export type SourceDelivery = z.infer<typeof sourceDeliverySchema>;
