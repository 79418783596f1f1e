import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import {
  agree,
  commitTo,
  isSameMac,
  mostAttempts,
  newEphemeral,
  type Agreement,
  type EphemeralKeys,
  type Opening,
  type PairingNote,
} from '#shared/sync/pairing.ts';
import { type Mailbox, openNote, sealNote } from './mailbox.ts';

/** What the new device's screen shows of an invitation, in order. */
export type JoinState =
  /** The owner's device has not answered yet. */
  | { step: 'calling' }
  /** The owner types this code. From the second attempt on another one was wrong. */
  | { step: 'code'; code: string; attempt: number }
  /** The owner has typed it. */
  | { step: 'agreed' };

export interface JoinerPairing {
  state: JoinState;
  /** All notes so far, by turns. */
  notes: string[];
  /** The owner's last word, when it is there. */
  admitted?: PairingNote<'admitted'>;
}

/** What stays the same in every attempt of a device. */
export interface JoinerPlace {
  mailbox: Mailbox;
  workspace: string;
  /** The link's, base64url. */
  secret: string;
  device: Opening['device'];
  name: string;
}

interface Attempt {
  keys: EphemeralKeys;
  opening: Opening;
  /** Since the owner's answer. */
  agreement?: Agreement;
}

/**
 * The new device's side of pairing. `take` gives `undefined` for a note that does not fit those before it: somebody
 * between the devices has changed, repeated or exchanged something.
 */
export async function beginPairing(crypto: WebCrypto, place: JoinerPlace) {
  const { mailbox, workspace, secret, device, name } = place;
  let attempt = await newAttempt(1);
  let current: JoinerPairing = {
    state: { step: 'calling' },
    notes: await withNote([], { kind: 'commit', attempt: 1, commit: commitTo(attempt.opening) }),
  };

  async function newAttempt(number: number): Promise<Attempt> {
    const keys = await newEphemeral(crypto);
    const { publicKey: ephemeral, nonce } = keys;
    return { keys, opening: { attempt: number, device, ephemeral, nonce, name } };
  }

  async function withNote(before: string[], note: PairingNote): Promise<string[]> {
    return [...before, await sealNote(mailbox, before, note)];
  }

  async function onAnswer(
    notes: string[],
    answer: PairingNote<'answer'>,
  ): Promise<JoinerPairing | undefined> {
    const { keys, opening } = attempt;
    if (answer.attempt !== opening.attempt) return undefined;
    const ours = { own: keys, other: answer.ephemeral };
    const agreement = await agree(crypto, ours, {
      workspace,
      invitation: mailbox.id,
      secret,
      opening,
      answer,
    });
    if (agreement === undefined) return undefined;
    attempt = { keys, opening, agreement };
    return {
      state: { step: 'code', code: agreement.code, attempt: opening.attempt },
      notes: await withNote(notes, { kind: 'reveal', ...opening }),
    };
  }

  async function onAgain(notes: string[], next: number): Promise<JoinerPairing | undefined> {
    if (next !== attempt.opening.attempt + 1 || next > mostAttempts) return undefined;
    attempt = await newAttempt(next);
    const commit = { kind: 'commit', attempt: next, commit: commitTo(attempt.opening) } as const;
    return { state: { step: 'calling' }, notes: await withNote(notes, commit) };
  }

  async function onConfirm(notes: string[], mac: string): Promise<JoinerPairing | undefined> {
    const macs = attempt.agreement?.macs;
    if (macs === undefined || !isSameMac(macs.member, mac)) return undefined;
    return { state: { step: 'agreed' }, notes: await withNote(notes, { kind: 'agree', mac: macs.joiner }) };
  }

  /** What the owner may say where things stand. */
  function expected() {
    if (current.state.step === 'calling') return ['answer'] as const;
    return current.state.step === 'code' ? (['confirm', 'again'] as const) : (['admitted'] as const);
  }

  async function next(sealed: string): Promise<JoinerPairing | undefined> {
    if (current.admitted !== undefined) return undefined;
    const note = await openNote<PairingNote['kind']>(mailbox, current.notes, sealed, expected());
    const notes = [...current.notes, sealed];
    switch (note?.kind) {
      case 'answer':
        return onAnswer(notes, note);
      case 'again':
        return onAgain(notes, note.attempt);
      case 'confirm':
        return onConfirm(notes, note.mac);
      case 'admitted':
        return { ...current, notes, admitted: note };
      default:
        return undefined;
    }
  }

  return {
    current: () => current,
    async take(sealed: string): Promise<JoinerPairing | undefined> {
      const taken = await next(sealed);
      if (taken !== undefined) current = taken;
      return taken;
    },
  };
}
