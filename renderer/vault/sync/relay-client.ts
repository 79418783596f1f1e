import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { accountHash } from '#shared/sync/account-hash.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { signMembership } from '#shared/sync/membership.ts';
import { authBytes, relayName, relayProtocol } from '#shared/sync/protocol.ts';
import type { Keybag } from '../keys/keybag.ts';

const relayInfoSchema = z.looseObject({
  name: z.literal(relayName),
  protocol: z.literal(relayProtocol),
  relayId: z.string().min(1),
});
const challengeSchema = z.looseObject({ challenge: z.string() });
const tokenSchema = z.looseObject({ token: z.string(), expiresInSeconds: z.number() });
const errorSchema = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) });

/** What the relay needs in order to take in webhooks for a number; the secrets only check signatures. */
export interface HookSettings {
  appSecret: string;
  verifyToken: string;
  /** Ids of the phone number and of the business account: the relay gets their hashes. */
  accounts: string[];
}

/** The relay's HTTP side, for one workspace and device. */
export interface RelayClient {
  /** Asks the address whether it is a relay; gives its identity. */
  identify(): Promise<Result<string>>;
  /** A token of minutes, fetched when the last one is about to end. Registers the workspace where the relay does not know it. */
  token(): Promise<Result<string>>;
  /** The relay did not take the token: it may have been replaced or lost its memory. */
  forgetToken(): void;
  putHooks(hooks: HookSettings): Promise<Result<void>>;
}

export function createRelayClient(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  keybag: Keybag;
  url: string;
  sign: Signer;
}): RelayClient {
  const { bridge, keybag, url } = deps;
  let cached: { token: string; until: number } | undefined;
  let signingIn: Promise<Result<string>> | undefined;

  const request = async (call: Omit<CallArgs<'relay.request'>, 'url'>): Promise<Result<unknown>> => {
    const answer = await bridge.call('relay.request', { url, ...call });
    if (!answer.ok) return answer;
    const { status, body } = answer.value;
    return status >= 200 && status < 300 ? ok(body) : refused(status, body);
  };

  const identify = async (): Promise<Result<string>> => {
    const answer = await request({ method: 'GET', path: '/v1/relay' });
    if (!answer.ok && !answer.error.code.startsWith('relay.')) return answer;
    const info = relayInfoSchema.safeParse(answer.ok ? answer.value : undefined);
    return info.success ? ok(info.data.relayId) : notARelay();
  };

  const requestToken = async (): Promise<Result<string>> => {
    const relay = await identify();
    if (!relay.ok) return relay;
    const place = { workspace: keybag.workspace, device: keybag.deviceId };
    const challenge = await parsed(
      request({ method: 'POST', path: '/v1/auth/challenge', body: place }),
      challengeSchema,
    );
    if (!challenge.ok) return challenge;
    const claim = { ...place, relayId: relay.value, challenge: challenge.value.challenge };
    const signature = toBase64Url(await deps.sign(authBytes(claim)));
    const body = { ...place, challenge: claim.challenge, signature };
    const answer = await parsed(request({ method: 'POST', path: '/v1/auth/token', body }), tokenSchema);
    if (!answer.ok) return answer;
    // Renewed a little early, so that a token does not end on its way.
    cached = { token: answer.value.token, until: Date.now() + (answer.value.expiresInSeconds - 20) * 1000 };
    return ok(answer.value.token);
  };

  const signIn = async (): Promise<Result<string>> => {
    const first = await requestToken();
    if (first.ok || first.error.code !== 'relay.auth.unknown-workspace') return first;
    const registered = await register();
    return registered.ok ? requestToken() : registered;
  };

  const register = async (): Promise<Result<unknown>> => {
    if (keybag.owner === undefined)
      return problem(
        'relay.unregistered',
        'The relay does not know this workspace.',
        'An owner’s device has to connect first.',
      );
    const sign = await createSigner(deps.crypto, fromBase64Url(keybag.owner.privateKey));
    const signed = await signMembership(ownMembership(keybag, keybag.owner.publicKey), sign);
    return request({ method: 'PUT', path: `/v1/workspaces/${keybag.workspace}/membership`, body: signed });
  };

  const token = (): Promise<Result<string>> => {
    if (cached !== undefined && Date.now() < cached.until) return Promise.resolve(ok(cached.token));
    signingIn ??= signIn().finally(() => (signingIn = undefined));
    return signingIn;
  };

  return {
    identify,
    token,
    forgetToken: () => {
      cached = undefined;
    },
    async putHooks(hooks) {
      const bearer = await token();
      if (!bearer.ok) return bearer;
      const body = {
        appSecret: hooks.appSecret,
        verifyToken: hooks.verifyToken,
        accounts: hooks.accounts.map((id) => accountHash(keybag.workspace, id)),
        inboxKey: keybag.inbox.publicKey,
        inboxRoom: keybag.inboxRoom,
      };
      const path = `/v1/workspaces/${keybag.workspace}/hooks/meta`;
      const answer = await request({ method: 'PUT', path, token: bearer.value, body });
      return answer.ok ? ok() : answer;
    },
  };
}

/** Version 1 of a workspace: its owner with this device. */
function ownMembership(keybag: Keybag, ownerKey: string): Membership {
  return {
    version: 1,
    workspace: keybag.workspace,
    sequence: 1,
    epoch: keybag.epoch,
    ownerKey,
    members: [{ id: keybag.memberId, role: keybag.role }],
    devices: [
      {
        id: keybag.deviceId,
        memberId: keybag.memberId,
        signKey: keybag.signing.publicKey,
        boxKey: keybag.box.publicKey,
      },
    ],
  };
}

async function parsed<T>(answer: Promise<Result<unknown>>, schema: z.ZodType<T>): Promise<Result<T>> {
  const result = await answer;
  if (!result.ok) return result;
  const body = schema.safeParse(result.value);
  return body.success
    ? ok(body.data)
    : problem(
        'relay.bad-answer',
        'The relay gave an answer that Plumbline does not understand.',
        'Check that the relay is up to date.',
      );
}

function refused(status: number, body: unknown): Result<never> {
  const error = errorSchema.safeParse(body);
  if (!error.success)
    return problem(`relay.status-${status}`, `The relay answered with an error (${status}).`);
  return problem(`relay.${error.data.error.code}`, error.data.error.message);
}

function notARelay(): Result<never> {
  return problem(
    'relay.not-a-relay',
    'This address answers, but it is no Plumbline relay. Nothing was changed.',
    'Check the address.',
  );
}
