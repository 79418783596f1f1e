import { z } from 'zod';
import { createVerifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { relayProofBytes } from '#shared/sync/protocol.ts';
import type { Keyring } from '../books/keyring.ts';
import { readBody, type RelayHttp } from './relay-http.ts';

const challengeSchema = z.looseObject({ challenge: z.string(), proof: z.string().optional() });
const nonceBytes = 24;

/**
 * The relay identity that an owner's device has signed for an address. None: the team does not meet there, so that
 * only an owner who is about to move it may ask.
 */
export function trustedRelays({ record }: Keyring['roster'], url: string): string[] {
  const { relay } = record;
  return relay !== undefined && originOf(relay.url) === originOf(url) ? [relay.id] : [];
}

/** Asks for a challenge to sign in with, and has the relay prove with it that it is the one of this identity. */
export async function provenChallenge(deps: {
  http: RelayHttp;
  crypto: WebCrypto;
  place: { workspace: string; device: string };
  relayId: string;
}): Promise<Result<string>> {
  const { http, crypto, place, relayId } = deps;
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(nonceBytes)));
  const asked = await http.request({
    method: 'POST',
    path: '/v1/auth/challenge',
    body: { ...place, nonce },
  });
  const answer = readBody(asked, challengeSchema);
  if (!answer.ok) return answer;
  const { challenge, proof } = answer.value;
  const signed = relayProofBytes({ ...place, relayId, challenge, nonce });
  return (await isProven(crypto, relayId, proof, signed)) ? ok(challenge) : notProven();
}

async function isProven(
  crypto: WebCrypto,
  relayId: string,
  proof: string | undefined,
  signed: ReturnType<typeof relayProofBytes>,
): Promise<boolean> {
  if (proof === undefined) return false;
  try {
    const verify = await createVerifier(crypto, fromBase64Url(relayId));
    return await verify(fromBase64Url(proof), signed);
  } catch {
    // No key, or no base64url: whoever answers is not who it says.
    return false;
  }
}

export const otherIdentityCode = 'relay.other-identity';

/** Somebody else answers at an address that the workspace knows. */
export function otherIdentity(): Result<never> {
  return problem(
    otherIdentityCode,
    'Another relay answers at this address than before. Nothing was sent to it, and your work is safe on this device.',
    'If your provider has set the relay up anew, the owner can trust it under Settings → Relay.',
  );
}

function notProven(): Result<never> {
  return problem(
    'relay.not-proven',
    'The relay could not prove that it is the one that it says it is. Nothing was sent to it.',
    'Check the address, or ask the operator to update the relay.',
  );
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
