import { z } from 'zod';
import { deriveBytes } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { readBody } from '../sync/relay-http.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';

/** What is claimed, and for how long it stays claimed, in seconds. */
const purposes = {
  /** One message, sent by one device: longer than any device should be away while it holds it. */
  send: 30 * 24 * 60 * 60,
  /** One reminder of a rule, a visit and its start. */
  reminder: 30 * 24 * 60 * 60,
  /** One note by e-mail about what somebody has booked. */
  booking: 30 * 24 * 60 * 60,
  /** What one of the owner's rules says to one customer on one day. */
  rule: 30 * 24 * 60 * 60,
  /** One person's message of a broadcast, and the span of time in which one device writes them. */
  broadcast: 30 * 24 * 60 * 60,
  broadcastTurn: 20 * 60,
  /** One file of a customer, got by one device; another one tries where the first has gone. */
  media: 15 * 60,
  /** One try at turning a voice note into text: longer than the slowest computer takes over ten minutes. */
  voice: 60 * 60,
  /** One turn of the autopilot in a conversation. */
  autopilot: 24 * 60 * 60,
  /** What is said at once to somebody in danger, or asked about a stop. */
  safety: 24 * 60 * 60,
  /** What has been kept for its time, on one day. */
  retention: 2 * 24 * 60 * 60,
  /** What a member who writes from their phone gets. */
  technician: 24 * 60 * 60,
  /** Hearing from Telegram, for one minute after another. */
  telegramTurn: 2 * 60,
  /** Keeping Google's calendars, for one minute after another. */
  googleTurn: 2 * 60,
  /** Writing tables to Google Sheets, for one minute after another. */
  googleTablesTurn: 2 * 60,
  /** Asking Google for another right, one device after another. */
  googleRefresh: 60,
  /** Asking a mailbox's provider for another right, one device after another. */
  mailRefresh: 60,
  /** One attempt to tell a program elsewhere something: longer than all of a plan takes. */
  webhook: 10 * 24 * 60 * 60,
  /** What a member is told in Telegram. */
  telegram: 2 * 24 * 60 * 60,
} as const;
export type ClaimPurpose = keyof typeof purposes;

/**
 * `mine`: this device does it, also when it asks again. `other`: another one does. `unknown`: the relay
 * cannot say now; what must not happen twice has to wait.
 */
export type Claim = 'mine' | 'other' | 'unknown';

/** Settles which of a workspace's devices does what only one may do. */
export interface Claims {
  take(purpose: ClaimPurpose, id: string): Promise<Claim>;
}

const answerSchema = z.looseObject({ granted: z.boolean() });

/**
 * The relay gives each key to the first device that asks. Keys are HMACs under a key of the compartment `talk`,
 * so that they tell the relay nothing. Without a relay there is one device, and everything is its own.
 */
export function createClaims(deps: {
  crypto: WebCrypto;
  workspace: string;
  /** See `claimsKey`; `undefined` for who cannot read conversations, and so has no part in them. */
  key(): Promise<Bytes | undefined>;
  client(): RelayClient | undefined;
  /** Two histories of the team stand beside each other: nothing is settled with those of the other one. */
  isHeldBack(): boolean;
}): Claims {
  return {
    async take(purpose, id) {
      const client = deps.client();
      if (client === undefined) return 'mine';
      if (deps.isHeldBack()) return 'unknown';
      const key = await deps.key();
      if (key === undefined) return 'other';
      const path = `/v1/workspaces/${deps.workspace}/claims`;
      const body = { key: await blindedWith(deps.crypto, key, purpose, id), ttlSeconds: purposes[purpose] };
      const answer = readBody(await client.signed({ method: 'POST', path, body }), answerSchema);
      if (!answer.ok) return 'unknown';
      return answer.value.granted ? 'mine' : 'other';
    },
  };
}

/** What claims are blinded with: it opens nothing, and the room key of `talk` cannot be had of it. */
export async function claimsKey(
  crypto: WebCrypto,
  { workspace, compartments }: Pick<Keybag, 'workspace' | 'compartments'>,
): Promise<Bytes | undefined> {
  const secret = compartments['talk']?.roomKey;
  return secret === undefined ? undefined : derived(crypto, workspace, fromBase64Url(secret));
}

function derived(crypto: WebCrypto, workspace: string, secret: Bytes): Promise<Bytes> {
  return deriveBytes(crypto, secret, `plumbline claims ${workspace}`, 32);
}

/** What the relay is told of a claim: an HMAC-SHA256 under a key that is derived from the room key of `talk`. */
export async function blindClaim(
  crypto: WebCrypto,
  { workspace, secret }: { workspace: string; secret: Bytes },
  purpose: ClaimPurpose,
  id: string,
): Promise<string> {
  return blindedWith(crypto, await derived(crypto, workspace, secret), purpose, id);
}

async function blindedWith(
  crypto: WebCrypto,
  raw: Bytes,
  purpose: ClaimPurpose,
  id: string,
): Promise<string> {
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(`${purpose}\0${id}`))));
}
