import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import { membershipSchema, verifyMembership } from '#shared/sync/membership.ts';
import type { Storage } from '../storage/storage.ts';

interface Deps {
  storage: Storage;
  crypto: WebCrypto;
  /** Called with each new record, after it is saved. */
  changed: (membership: Membership) => void;
}

/** The signed lists of who belongs to which workspace. The signature is the only authority over them. */
export function createMemberships({ storage, crypto, changed }: Deps) {
  return {
    async find(workspace: string): Promise<Membership | undefined> {
      const stored = await storage.membership(workspace);
      if (stored === undefined) return undefined;
      return membershipSchema.parse(parseJson(fromUtf8(fromBase64Url(stored.payload))));
    },

    /** Takes a genuine record that is newer than the stored one, or the same. */
    async put(workspace: string, signed: SignedMembership): Promise<Result<void>> {
      const verified = await verifyMembership(crypto, signed, workspace);
      if (!verified.ok) return verified;
      const { sequence } = verified.value;
      if (await storage.saveMembership({ workspace, sequence, ...signed })) {
        changed(verified.value);
        return ok();
      }
      const stored = await storage.membership(workspace);
      if (stored?.payload === signed.payload) return ok();
      return problem('membership.stale', 'The relay has a newer list of this workspace’s devices.');
    },
  };
}
export type Memberships = ReturnType<typeof createMemberships>;
