import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Invitation, Pairing } from '#shared/domain/team.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { deriveInvitation } from '#shared/sync/invitation.ts';
import {
  agree,
  commitTo,
  isSameMac,
  mostAttempts,
  newEphemeral,
  turnOf,
  type Agreement,
  type Opening,
  type PairedDevice,
  type PairingAnswer,
  type PairingNote,
} from '#shared/sync/pairing.ts';
import { type Mailbox, openNote, sealNote } from './mailbox.ts';

/** How far the owner's device has come with the one that has used an invitation's link. */
export type OwnerStage =
  /** Nobody has used the link. */
  | { at: 'waiting' }
  /** A device has come, and shows no code yet. */
  | { at: 'arriving' }
  /** The device shows a code, which has to be typed. */
  | { at: 'asked'; opening: Opening; agreement: Agreement }
  /** The code was right; the device has to prove that it holds what was compared. */
  | { at: 'confirmed'; opening: Opening; agreement: Agreement }
  /** Proven: it may be let in. */
  | { at: 'agreed'; opening: Opening }
  | { at: 'admitted' };

/** What came of a note, or of a code that was typed. `undefined`: it does not fit what was there before. */
type Next = Promise<Pairing | undefined>;

export interface OwnerPairing {
  pairing: Pairing;
  stage: OwnerStage;
  /** Takes the next note of the other device in, and answers it where it has to be. */
  take(sealed: string, own: { device: PairedDevice; membership: string }): Next;
  /** Judges the code that the owner has typed. A wrong one ends the attempt. */
  judge(code: string): Promise<Pairing & { isRight: boolean }>;
  /** Tells the device that it is in the team. */
  tellAdmitted(note: Omit<PairingNote<'admitted'>, 'kind'>): Promise<Pairing>;
}

const nothing: Pairing = { notes: [], wrong: 0 };

/**
 * The owner's side of pairing, as its notes leave it: the same notes give the same stage after any restart. What it
 * gives is to be stored before it is left at the relay: a commitment must be on disk before anything answers it.
 */
export async function readPairing(
  crypto: WebCrypto,
  workspace: string,
  invitation: Invitation,
): Promise<OwnerPairing> {
  const { secret, pairing = nothing } = invitation;
  const { id, key } = deriveInvitation(fromBase64Url(secret), workspace);
  const mailbox: Mailbox = { crypto, id, key };
  const { notes, keys, wrong } = pairing;
  const place = { workspace, invitation: id, secret };
  const stage = await stageOf();

  /** What was said last of a kind, in the attempt that is under way. */
  async function said<Kind extends PairingNote['kind']>(kind: Kind): Promise<PairingNote<Kind> | undefined> {
    for (let at = notes.length - 1; at >= 0; at--) {
      const before = notes.slice(0, at);
      if ((await openNote(mailbox, before, notes[at]!, ['again'])) !== undefined) return undefined;
      const note = await openNote(mailbox, before, notes[at]!, [kind]);
      if (note !== undefined) return note;
    }
    return undefined;
  }

  async function stageOf(): Promise<OwnerStage> {
    if (notes.length === 0) return { at: 'waiting' };
    if ((await said('admitted')) !== undefined) return { at: 'admitted' };
    const [opening, answer] = [await said('reveal'), await said('answer')];
    if (opening === undefined || answer === undefined || keys === undefined) return { at: 'arriving' };
    if ((await said('agree')) !== undefined) return { at: 'agreed', opening };
    const agreement = await agreeOn(opening, answer);
    if (agreement === undefined) return { at: 'arriving' };
    const isConfirmed = (await said('confirm')) !== undefined;
    return { at: isConfirmed ? 'confirmed' : 'asked', opening, agreement };
  }

  function agreeOn(opening: Opening, answer: PairingAnswer): Promise<Agreement | undefined> {
    const own = { own: keys!, other: opening.ephemeral };
    return agree(crypto, own, { ...place, opening, answer });
  }

  async function withNote(before: string[], note: PairingNote): Promise<string[]> {
    return [...before, await sealNote(mailbox, before, note)];
  }

  async function answerCommit(sealed: string, own: Parameters<OwnerPairing['take']>[1]): Next {
    const commit = await openNote(mailbox, notes, sealed, ['commit']);
    if (commit?.attempt !== wrong + 1) return undefined;
    const fresh = await newEphemeral(crypto);
    const { publicKey: ephemeral, nonce } = fresh;
    const answer = { kind: 'answer', attempt: commit.attempt, ephemeral, nonce, ...own } as const;
    return { notes: await withNote([...notes, sealed], answer), keys: fresh, wrong };
  }

  async function checkReveal(sealed: string): Next {
    const [commit, answer] = [await said('commit'), await said('answer')];
    const opening = await openNote(mailbox, notes, sealed, ['reveal']);
    if (commit === undefined || answer === undefined || opening === undefined) return undefined;
    if (opening.attempt !== commit.attempt || commitTo(opening) !== commit.commit) return undefined;
    if ((await agreeOn(opening, answer)) === undefined) return undefined;
    return { ...pairing, notes: [...notes, sealed] };
  }

  async function checkAgree(sealed: string, { macs }: Agreement): Next {
    const agreed = await openNote(mailbox, notes, sealed, ['agree']);
    if (agreed === undefined || !isSameMac(macs.joiner, agreed.mac)) return undefined;
    return { ...pairing, notes: [...notes, sealed] };
  }

  return {
    pairing,
    stage,
    async take(sealed, own) {
      if (turnOf(notes) !== 'joiner') return undefined;
      if (stage.at === 'confirmed') return checkAgree(sealed, stage.agreement);
      return (await said('answer')) === undefined ? answerCommit(sealed, own) : checkReveal(sealed);
    },
    async judge(code) {
      if (stage.at !== 'asked') throw new Error('There is no code to judge');
      if (code === stage.agreement.code) {
        const confirm = { kind: 'confirm', mac: stage.agreement.macs.member } as const;
        return { ...pairing, notes: await withNote(notes, confirm), isRight: true };
      }
      const over = { notes, wrong: wrong + 1, isRight: false };
      if (over.wrong === mostAttempts) return over;
      return { ...over, notes: await withNote(notes, { kind: 'again', attempt: over.wrong + 1 }) };
    },
    async tellAdmitted(note) {
      return { ...pairing, notes: await withNote(notes, { kind: 'admitted', ...note }) };
    },
  };
}
