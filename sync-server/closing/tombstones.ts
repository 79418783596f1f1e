import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { concat, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Chain } from '#shared/sync/chain.ts';
import { headOf } from '#shared/sync/chain.ts';
import { type Membership, readMembership, type SignedMembership } from '#shared/sync/membership.ts';
import { signedMembershipSchema } from '#shared/sync/membership.ts';
import { type RemovalReceipt, removalReceiptSchema } from '#shared/sync/closing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { ClosingStore, StoredClosing } from '../storage/closings.ts';

/** So long a device that was away is told by its relay that the business was closed. */
const keptMilliseconds = 400 * 24 * 60 * 60 * 1000;

const contentSchema = z.object({
  records: z.array(signedMembershipSchema).min(1),
  receipt: removalReceiptSchema,
});

/** What is left of a workspace: what its owner has signed, for devices that were away, and what was removed. */
export interface Tombstone {
  record: Membership;
  /** Oldest first, without seals. */
  records: SignedMembership[];
  receipt: RemovalReceipt;
}

const nonceBytes = 12;
const tagBytes = 16;
const derived = (purpose: string, workspace: string): Buffer =>
  createHash('sha256').update(`plumbline closed ${purpose} v1\0${workspace}`).digest();

/**
 * Kept under a hash of the workspace's id and sealed with a key from it: who has the relay's disk and not the id learns
 * neither whose it was nor who belonged to it.
 */
export function createTombstones(deps: {
  storage: Pick<ClosingStore, 'closed'>;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now(): number;
}) {
  function seal(workspace: string, content: z.input<typeof contentSchema>): string {
    const nonce = deps.crypto.getRandomValues(new Uint8Array(nonceBytes));
    const cipher = createCipheriv('aes-256-gcm', derived('key', workspace), nonce);
    const sealed = cipher.update(utf8(JSON.stringify(content)));
    return toBase64Url(concat(nonce, sealed, cipher.final(), cipher.getAuthTag()));
  }

  function open(workspace: string, text: string): z.output<typeof contentSchema> {
    const sealed = fromBase64Url(text);
    const nonce = sealed.subarray(0, nonceBytes);
    const decipher = createDecipheriv('aes-256-gcm', derived('key', workspace), nonce);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const content = concat(decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final());
    return contentSchema.parse(parseJson(fromUtf8(content)));
  }

  return {
    make(workspace: string, chain: Chain, receipt: RemovalReceipt): StoredClosing {
      const records = chain.map(({ signed: { payload, signature } }) => ({ payload, signature }));
      return {
        id: toBase64Url(derived('id', workspace)),
        sealed: seal(workspace, { records, receipt }),
        expiresAt: deps.now() + keptMilliseconds,
      };
    },

    /** `undefined` where the workspace was not closed here, or so long ago that it is forgotten. */
    async find(workspace: string): Promise<Tombstone | undefined> {
      const sealed = await deps.storage.closed(toBase64Url(derived('id', workspace)), deps.now());
      if (sealed === undefined) return undefined;
      const { records, receipt } = open(workspace, sealed);
      const head = readMembership(records.at(-1)!, workspace);
      if (!head.ok) throw new Error('What is left of a closed workspace cannot be read');
      return { record: head.value.record, records, receipt };
    },
  };
}
export type Tombstones = ReturnType<typeof createTombstones>;

/** Whether the time has come that the newest record names. */
export function isToBeRemoved(chain: Chain, now: number): boolean {
  const { closing } = headOf(chain).record;
  return closing !== undefined && closing.removeAt <= now;
}
