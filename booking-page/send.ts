import { solveChallenge } from 'altcha-lib';
import { concat, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import type { AnnouncedPhoto } from '#shared/public-page/request.ts';
import { seal } from '#shared/crypto/seal.ts';
import { requestInfo } from '#shared/public-page/names.ts';
import type { Page } from './page.ts';
import { crypto } from './random.ts';

export type Sent = 'sent' | 'changed' | 'timeTaken' | 'tooMany' | 'notSent';

/** What goes with a request and is not sealed: the relay has to know of it. */
export interface Along {
  photos?: readonly AnnouncedPhoto[];
  /** A time that is held for it, in the place of a sum. */
  claim?: (ChosenTime & { secret: string }) | undefined;
}

/** Whether this browser can seal at all: X25519 came to the last ones in 2024 and 2025. */
export async function canSeal({ key }: Pick<Page, 'key'>): Promise<boolean> {
  try {
    await seal(crypto, key, utf8('?'), 'test');
    return true;
  } catch {
    return false;
  }
}

/** What is needed of a page to send something from it. */
type Target = Pick<Page, 'document' | 'hash' | 'key' | 'relay'>;

/** Seals what is said to the key that the link names, solves the relay's sum, and hands both over. `id`: the same again is the same. */
export async function send(
  page: Target,
  id: string,
  said: object,
  { photos = [], claim }: Along = {},
): Promise<Sent> {
  try {
    const { document, hash, key, relay } = page;
    const info = requestInfo(document.workspace, { id, page: hash, claim });
    const sealed = toBase64Url(await seal(crypto, key, utf8(JSON.stringify(said)), info));
    const proof = claim === undefined ? await prove(relay) : undefined;
    if (claim === undefined && proof === undefined) return 'notSent';
    const body = JSON.stringify({
      id,
      page: hash,
      keyNumber: document.keyNumber,
      sealed,
      proof,
      photos,
      claim,
    });
    // As bytes without a type: a page elsewhere needs no permission to send it.
    const answer = await fetch(`${relay}/requests`, { method: 'POST', body: new Blob([body]) });
    if (answer.ok) return 'sent';
    if (answer.status === 429) return 'tooMany';
    if (answer.status === 409 && (await codeOf(answer)) === 'times.taken') return 'timeTaken';
    return answer.status === 409 || answer.status === 404 ? 'changed' : 'notSent';
  } catch {
    return 'notSent';
  }
}

async function codeOf(answer: Response): Promise<string | undefined> {
  const { error } = (await answer.json()) as { error?: { code?: string } };
  return error?.code;
}

/** Solves the relay's sum, which counts once. */
export async function prove(relay: string): Promise<string | undefined> {
  const asked = await fetch(`${relay}/challenge`, { cache: 'no-store' });
  if (!asked.ok) return undefined;
  const challenge = (await asked.json()) as Parameters<typeof solveChallenge>[0]['challenge'];
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution === null ? undefined : toBase64Url(utf8(JSON.stringify({ challenge, solution })));
}

const deriveKey: Parameters<typeof solveChallenge>[0]['deriveKey'] = async (parameters, salt, password) => {
  const key = await crypto.subtle.importKey('raw', concat(password), 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: concat(salt), iterations: parameters.cost };
  const bits = await crypto.subtle.deriveBits(algorithm, key, parameters.keyLength * 8);
  return { derivedKey: new Uint8Array(bits) };
};
