import { z } from 'zod';
import { deriveBytes } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Keyring } from '../books/keyring.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';

/** What is claimed, and for how long it stays claimed, in seconds. */
const purposes = {
  /** One message, sent by one device: longer than any device should be away while it holds it. */
  send: 30 * 24 * 60 * 60,
  /** One file of a customer, got by one device; another one tries where the first has gone. */
  media: 15 * 60,
  /** One try at turning a voice note into text: longer than the slowest computer takes over ten minutes. */
  voice: 60 * 60,
  /** One turn of the autopilot in a conversation. */
  autopilot: 24 * 60 * 60,
  /** What is said at once to somebody in danger, or asked about a stop. */
  safety: 24 * 60 * 60,
  /** What a member who writes from their phone gets. */
  technician: 24 * 60 * 60,
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
  keyring: Keyring;
  client(): RelayClient | undefined;
  /** Two histories of the team stand beside each other: nothing is settled with those of the other one. */
  isHeldBack(): boolean;
}): Claims {
  return {
    async take(purpose, id) {
      const client = deps.client();
      if (client === undefined) return 'mine';
      if (deps.isHeldBack()) return 'unknown';
      const { crypto, keybag } = deps.keyring;
      const secret = keybag.compartments['talk']?.roomKey;
      // Who cannot read conversations has no part in them.
      if (secret === undefined) return 'other';
      const { workspace } = keybag;
      const key = await blindClaim(crypto, { workspace, secret: fromBase64Url(secret) }, purpose, id);
      const path = `/v1/workspaces/${workspace}/claims`;
      const body = { key, ttlSeconds: purposes[purpose] };
      const answer = readBody(await client.signed({ method: 'POST', path, body }), answerSchema);
      if (!answer.ok) return 'unknown';
      return answer.value.granted ? 'mine' : 'other';
    },
  };
}

/** What the relay is told of a claim: an HMAC-SHA256 under a key that is derived from the room key of `talk`. */
export async function blindClaim(
  crypto: WebCrypto,
  { workspace, secret }: { workspace: string; secret: Bytes },
  purpose: ClaimPurpose,
  id: string,
): Promise<string> {
  const raw = await deriveBytes(crypto, secret, `plumbline claims ${workspace}`, 32);
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(`${purpose}\0${id}`))));
}
