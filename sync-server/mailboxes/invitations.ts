import { timingSafeEqual } from 'node:crypto';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { hashOfProof, longestInvitation } from '#shared/sync/invitation.ts';
import type { MailboxStore, StoredInvitation } from '../storage/storage.ts';

export type InvitationRefusal =
  | 'unknown'
  | 'expired'
  | 'withdrawn'
  | 'used'
  | 'exists'
  | 'too-long'
  | 'too-many';

interface Deps {
  storage: MailboxStore;
  mostOpen: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

type Outcome<T = void> = Promise<Result<T, InvitationRefusal>>;

/** After this a mailbox is forgotten; until then a late joiner hears what became of it. */
const remembered = 7 * 24 * 60 * 60 * 1000;
/** The devices' clocks may run behind the relay's a little. */
const clockTolerance = 10 * 60 * 1000;

function isProvenBy(proof: string, { secretHash }: StoredInvitation): boolean {
  return timingSafeEqual(Buffer.from(hashOfProof(proof)), Buffer.from(secretHash));
}

/** Mailboxes of two letters each: the joining device's request, and the answer. The relay reads neither. */
export function createInvitations({ storage, mostOpen, now }: Deps) {
  /** The mailbox, when it is there and was not taken back. */
  async function find(workspace: string, id: string): Outcome<StoredInvitation> {
    const found = await storage.invitation(workspace, id);
    if (found === undefined) return err('unknown');
    return found.withdrawn ? err('withdrawn') : ok(found);
  }

  /** The same for who has the secret only; to all others it is as if there were none. */
  async function findProven(workspace: string, id: string, proof: string): Outcome<StoredInvitation> {
    const found = await storage.invitation(workspace, id);
    if (found === undefined || !isProvenBy(proof, found)) return err('unknown');
    return found.withdrawn ? err('withdrawn') : ok(found);
  }

  const isOver = ({ expiresAt }: StoredInvitation) => expiresAt <= now();

  return {
    find,

    async open(workspace: string, id: string, wish: { expiresAt: number; secretHash: string }): Outcome {
      const { expiresAt, secretHash } = wish;
      if (expiresAt <= now()) return err('expired');
      if (expiresAt > now() + longestInvitation + clockTolerance) return err('too-long');
      await storage.forgetInvitations(workspace, now() - remembered);
      const known = await storage.invitation(workspace, id);
      if (known?.withdrawn) return err('withdrawn');
      if (known !== undefined) return known.secretHash === secretHash ? ok() : err('exists');
      if ((await storage.openInvitations(workspace, now())) >= mostOpen) return err('too-many');
      const fresh = { workspace, id, secretHash, expiresAt, withdrawn: false };
      const added = await storage.addInvitation({ ...fresh, request: undefined, answer: undefined });
      return added ? ok() : err('exists');
    },

    async withdraw(workspace: string, id: string): Outcome {
      const found = await find(workspace, id);
      if (!found.ok) return found.error === 'withdrawn' ? ok() : found;
      await storage.withdrawInvitation(workspace, id);
      return ok();
    },

    /** Works once; the same request again is the same. */
    async ask(workspace: string, id: string, proof: string, sealed: string): Outcome {
      const found = await findProven(workspace, id, proof);
      if (!found.ok) return found;
      if (found.value.request === sealed) return ok();
      if (found.value.request !== undefined) return err('used');
      if (isOver(found.value)) return err('expired');
      return (await storage.saveRequest(workspace, id, sealed)) ? ok() : err('used');
    },

    async answer(workspace: string, id: string, sealed: string): Outcome {
      const found = await find(workspace, id);
      if (!found.ok) return found;
      await storage.saveAnswer(workspace, id, sealed);
      return ok();
    },

    /** The answer, `undefined` while there is none. */
    async answerFor(workspace: string, id: string, proof: string): Outcome<string | undefined> {
      const found = await findProven(workspace, id, proof);
      if (!found.ok) return found;
      const { request, answer } = found.value;
      return answer === undefined && request === undefined && isOver(found.value)
        ? err('expired')
        : ok(answer);
    },
  };
}
export type Invitations = ReturnType<typeof createInvitations>;
