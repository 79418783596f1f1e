import { timingSafeEqual } from 'node:crypto';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { hashOfProof, longestInvitation, mostNotes } from '#shared/sync/invitation.ts';
import type { MailboxStore, StoredInvitation } from '../storage/mailboxes.ts';
import type { NoteSide } from '../storage/schema.ts';

export type InvitationRefusal =
  | 'unknown'
  | 'expired'
  | 'withdrawn'
  | 'used'
  | 'order'
  | 'full'
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

/** What a side reads: the other's notes in order, and how many there are of its own. */
export interface Letters {
  notes: string[];
  own: number;
}

/** Mailboxes in which two devices leave each other notes by turns. The relay reads none. */
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

  /** A note is left once and stays; the same again is the same. */
  async function leave(
    invitation: StoredInvitation,
    side: NoteSide,
    { number, sealed }: { number: number; sealed: string },
  ): Outcome {
    const { workspace, id } = invitation;
    const left = (await storage.notes(workspace, id)).filter((note) => note.side === side);
    if (number < left.length) return left[number]?.sealed === sealed ? ok() : err('used');
    if (number > left.length) return err('order');
    if (number >= mostNotes) return err('full');
    if (side === 'joiner' && isOver(invitation)) return err('expired');
    return (await storage.addNote({ workspace, id, side, number, sealed })) ? ok() : err('used');
  }

  async function read({ workspace, id }: StoredInvitation, side: NoteSide): Outcome<Letters> {
    const all = await storage.notes(workspace, id);
    const notes = all.filter((note) => note.side !== side).map(({ sealed }) => sealed);
    return ok({ notes, own: all.length - notes.length });
  }

  return {
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
      return (await storage.addInvitation(fresh)) ? ok() : err('exists');
    },

    async withdraw(workspace: string, id: string): Outcome {
      const found = await find(workspace, id);
      if (!found.ok) return found.error === 'withdrawn' ? ok() : found;
      await storage.withdrawInvitation(workspace, id);
      return ok();
    },

    leave: (workspace: string, id: string, note: { number: number; sealed: string }): Outcome =>
      find(workspace, id).then((found) => (found.ok ? leave(found.value, 'member', note) : found)),

    read: (workspace: string, id: string): Outcome<Letters> =>
      find(workspace, id).then((found) => (found.ok ? read(found.value, 'member') : found)),

    /** The link works for one device: another one finds the first note taken. */
    async leaveAsJoiner(
      workspace: string,
      id: string,
      proof: string,
      note: { number: number; sealed: string },
    ): Outcome {
      const found = await findProven(workspace, id, proof);
      return found.ok ? leave(found.value, 'joiner', note) : found;
    },

    async readAsJoiner(workspace: string, id: string, proof: string): Outcome<Letters> {
      const found = await findProven(workspace, id, proof);
      if (!found.ok) return found;
      const letters = await read(found.value, 'joiner');
      return letters.ok && letters.value.own === 0 && isOver(found.value) ? err('expired') : letters;
    },
  };
}
export type Invitations = ReturnType<typeof createInvitations>;
