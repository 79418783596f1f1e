import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { deriveBytes } from '#shared/crypto/keys.ts';
import type { ChosenTime, ShownTimes } from '#shared/public-page/free-times.ts';
import { claimSecretInfo } from '#shared/public-page/names.ts';
import type { Page } from './page.ts';
import { crypto } from './random.ts';
import { prove } from './send.ts';

/** A request for which a time can be held: the claim has its id, and a secret that follows from its own. */
export interface Wanting {
  id: string;
  secret: string;
  /** Of a time that was held before: the secret of its claim. */
  claim?: string | undefined;
}

export type Held = ChosenTime & { expiresAt: number };

async function claimSecret({ secret, claim }: Wanting): Promise<Uint8Array<ArrayBuffer>> {
  if (claim !== undefined) return fromBase64Url(claim);
  return deriveBytes(crypto, fromBase64Url(secret), claimSecretInfo, 32);
}

/** What can be chosen now; none where the relay cannot say. */
export async function readTimes({ relay }: Pick<Page, 'relay'>): Promise<ShownTimes> {
  try {
    const answer = await fetch(`${relay}/times`, { cache: 'no-store' });
    return answer.ok ? ((await answer.json()) as ShownTimes) : { services: {} };
  } catch {
    return { services: {} };
  }
}

/** Keeps a time for ten minutes; in words of the page why not. */
export async function holdTime(
  { relay }: Pick<Page, 'relay'>,
  wanting: Wanting,
  chosen: { service: string; start: number; times: string },
): Promise<Held | 'timeTaken' | 'tooMany' | 'notSent'> {
  try {
    const { id } = wanting;
    const secretHash = toBase64Url(sha256(await claimSecret(wanting)));
    const proof = await prove(relay);
    if (proof === undefined) return 'notSent';
    const body = JSON.stringify({ id, secretHash, ...chosen, proof });
    // As bytes without a type: a page elsewhere needs no permission to send it.
    const answer = await fetch(`${relay}/claims`, { method: 'POST', body: new Blob([body]) });
    if (answer.ok) return { ...chosen, ...((await answer.json()) as Pick<Held, 'expiresAt' | 'times'>) };
    if (answer.status === 429) return 'tooMany';
    return answer.status === 409 ? 'timeTaken' : 'notSent';
  } catch {
    return 'notSent';
  }
}

/** Somebody else may have it. Where that fails it is free again by itself. */
export async function giveBack({ relay }: Pick<Page, 'relay'>, wanting: Wanting): Promise<void> {
  const body = JSON.stringify({ secret: toBase64Url(await claimSecret(wanting)) });
  await fetch(`${relay}/claims/${wanting.id}/back`, { method: 'POST', body: new Blob([body]) }).catch(
    () => {},
  );
}

/** By which the relay knows that a held time is this request's. */
export async function takenBy(
  wanting: Wanting,
  { service, start, times }: Held,
): Promise<ChosenTime & { secret: string }> {
  return { service, start, times, secret: toBase64Url(await claimSecret(wanting)) };
}
