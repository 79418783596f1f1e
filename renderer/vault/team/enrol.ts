import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createSigner, type Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { decideEgress, type EgressPolicy, httpOrigin } from '#shared/domain/egress.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { chainPageSchema, type SignedMembership } from '#shared/sync/membership.ts';
import { authBytes } from '#shared/sync/protocol.ts';
import { collectPages } from '../sync/relay-chain.ts';
import { createRelayHttp, readBody, type RelayHttp } from '../sync/relay-http.ts';
import { otherIdentity, provenChallenge } from '../sync/relay-identity.ts';
import type { DeviceKeys } from './adopt.ts';

/** Lets the guard reach one relay, before there is a workspace that could name it. */
export async function reachRelay(bridge: Bridge, relayUrl: string): Promise<Result<RelayHttp>> {
  const url = URL.parse(relayUrl.trim());
  if (url === null)
    return problem(
      'relay.bad-url',
      'This is no web address. Nothing was changed.',
      'A relay’s address looks like https://relay.example.org.',
    );
  const policy: EgressPolicy = { localOnly: true, origins: { relay: [httpOrigin(url)] } };
  const decision = decideEgress('relay', url, policy);
  if (!decision.allowed)
    return problem('relay.refused', decision.reason, 'Ask for an invitation over a secure relay.');
  await bridge.call('egress.configure', { policy });
  return ok(createRelayHttp({ bridge, url: relayUrl }));
}

/** Who answers there; with `expected`, nobody else. */
export async function meetRelay(http: RelayHttp, expected: string | undefined): Promise<Result<string>> {
  const relay = await http.identify();
  return relay.ok && expected !== undefined && relay.value !== expected ? otherIdentity() : relay;
}

/** The team's chain as the relay has it: it shows it to a member that signs in with an epoch of before. */
export function fetchChain(deps: {
  http: RelayHttp;
  relayId: string;
  workspace: string;
  device: DeviceKeys;
  crypto: WebCrypto;
}): Promise<Result<SignedMembership[]>> {
  const { http, relayId, workspace, device, crypto } = deps;
  const place = { workspace, device: device.deviceId };
  return collectPages(async (after) => {
    const challenge = await provenChallenge({ http, crypto, place, relayId });
    if (!challenge.ok) return challenge;
    const sign: Signer = await createSigner(crypto, fromBase64Url(device.signing.privateKey));
    const claim = { ...place, relayId, challenge: challenge.value };
    const signature = toBase64Url(await sign(authBytes(claim)));
    const body = { ...place, challenge: claim.challenge, signature, epoch: 0, after };
    const answer = await http.exchange({ method: 'POST', path: '/v1/auth/token', body });
    if (!answer.ok) return answer;
    const shown = readBody(ok(answer.value.body), z.looseObject({ chain: chainPageSchema }));
    return shown.ok ? ok(shown.value.chain) : shown;
  });
}
