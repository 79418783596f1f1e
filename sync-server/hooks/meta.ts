import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { accountHash } from '#shared/sync/account-hash.ts';

const identifier = z.union([z.string(), z.number()]).transform(String);
const change = z.object({
  value: z.object({ metadata: z.object({ phone_number_id: identifier }) }),
});
const entry = z.object({
  id: identifier.optional().catch(undefined),
  changes: z.array(z.unknown()).catch([]),
});
const delivery = z.object({ entry: z.array(entry).catch([]) });

/**
 * Is `X-Hub-Signature-256` the HMAC-SHA256 of the bytes as they came? Meta signs its escaped JSON, so the
 * bytes must never be parsed and written again before this.
 */
export function isSignedBy(appSecret: string, body: Uint8Array, header: string | undefined): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (given === undefined) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', appSecret).update(body).digest());
}

/** Compares two texts of any length in constant time. */
export function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The ids of accounts and numbers that a delivery is about, whatever else it holds. */
export function accountIds(body: unknown): string[] {
  const parsed = delivery.safeParse(body);
  if (!parsed.success) return [];
  return parsed.data.entry.flatMap(({ id, changes }) => {
    const numbers = changes.map((one) => change.safeParse(one).data?.value.metadata.phone_number_id);
    return [id, ...numbers].filter((one) => one !== undefined);
  });
}

/** Is any account of this delivery one that the workspace has named? */
export function isForWorkspace(workspace: string, accounts: string[], body: unknown): boolean {
  return accountIds(body).some((id) => accounts.includes(accountHash(workspace, id)));
}
