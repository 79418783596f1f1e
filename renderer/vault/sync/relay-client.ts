import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { accountHash } from '#shared/sync/account-hash.ts';
import { type SignedMembership, signedMembershipSchema } from '#shared/sync/membership.ts';
import { authBytes } from '#shared/sync/protocol.ts';
import type { Keyring } from '../books/keyring.ts';
import { readRoster } from '../keys/roster.ts';
import type { RelayClock } from './relay-clock.ts';
import { createRelayHttp, readBody, refusal, type RelayCall, type RelayHttp } from './relay-http.ts';
import { otherIdentity, provenChallenge } from './relay-identity.ts';

const removedCode = 'relay.auth.removed';
/** Sent the membership, a relay that was wiped or set back knows workspace and device again. */
const unknownHere = new Set(['relay.auth.unknown-workspace', removedCode]);

const tokenSchema = z.looseObject({
  token: z.string(),
  expiresInSeconds: z.number(),
  /** Of the membership that the relay knows. */
  sequence: z.number().optional(),
});
const timeSchema = z.looseObject({ time: z.number() });
const teamChangedSchema = z.looseObject({ membership: signedMembershipSchema });

/** What the relay needs in order to take in a channel's webhooks; the secrets only check signatures. */
export interface HookApp {
  appSecret: string;
  verifyToken: string;
  /** Ids of the number, business account, page or Instagram account: the relay gets their hashes. */
  accounts: string[];
}

/** What became of deliveries lately, as far as the relay's process remembers. */
export interface HookReport {
  /** How many channels it takes deliveries in for. */
  apps: number;
  /** Epoch milliseconds of the relay's clock. */
  lastStoredAt?: number | undefined;
  lastRefusal?: { at: number; reason: string } | undefined;
}
const hookReportSchema = z.object({
  apps: z.number(),
  lastStoredAt: z.number().optional(),
  lastRefusal: z.object({ at: z.number(), reason: z.string() }).optional(),
});

/** The relay's HTTP side, for one workspace and device. */
export interface RelayClient {
  identify(): Promise<Result<string>>;
  /**
   * A token of minutes, fetched when the last one is about to end. Registers the workspace where the relay does
   * not know it, and takes over a changed team before it signs in again.
   */
  token(): Promise<Result<string>>;
  /** The relay did not take the token: it may have been replaced or lost its memory. */
  forgetToken(): void;
  /** A request of a signed-in device. */
  signed(call: Omit<RelayCall, 'token'>): Promise<Result<unknown>>;
  putMembership(signed: SignedMembership): Promise<Result<void>>;
  /** Asks who belongs to the team now, and takes it over where it is newer. */
  refreshMembership(): Promise<void>;
  putHooks(apps: HookApp[]): Promise<Result<void>>;
  hookReport(): Promise<Result<HookReport>>;
}

export interface RelayClientDeps {
  bridge: Bridge;
  keyring: Keyring;
  url: string;
  /** Learns the relay's time with each sign-in. */
  clock?: RelayClock;
  timers: Timers;
  /** The identities that count as this relay; none: whichever answers. See `trustedRelays`. */
  trusted(): string[];
  /** What the relay's operator has given out for making this workspace, where that was needed. */
  creationToken(): string | undefined;
  /** The relay knows a newer team than this device. `true` when the device has taken it over. */
  onMembership(signed: SignedMembership): Promise<boolean>;
  /** The relay does not know this device. `true` when the device has entered itself into a newer team. */
  onUnknown(http: RelayHttp, relayId: string): Promise<boolean>;
}

export function createRelayClient(deps: RelayClientDeps): RelayClient {
  const { keyring } = deps;
  const { workspace, deviceId } = keyring.keybag;
  const http = createRelayHttp(deps);
  let cached: { token: string; until: number } | undefined;
  let signingIn: Promise<Result<string>> | undefined;

  const trusts = (relayId: string): boolean => {
    const trusted = deps.trusted();
    return trusted.length === 0 || trusted.includes(relayId);
  };

  const present = async (relayId: string, epoch: number) => {
    const place = { workspace, device: deviceId };
    const challenge = await provenChallenge({ http, crypto: keyring.crypto, place, relayId });
    if (!challenge.ok) return challenge;
    const claim = { ...place, relayId, challenge: challenge.value };
    const signature = toBase64Url(await keyring.sign(authBytes(claim)));
    const body = { ...place, challenge: claim.challenge, signature, epoch };
    const askedAt = deps.clock?.deviceNow();
    const answer = await http.exchange({ method: 'POST', path: '/v1/auth/token', body });
    const told = timeSchema.safeParse(answer.ok ? answer.value.body : undefined);
    if (told.success && askedAt !== undefined)
      deps.clock?.learn(told.data.time, askedAt, deps.clock.deviceNow());
    return answer;
  };

  /**
   * Another identity counts when the owner has signed it: the relay shows the membership to a member who comes
   * with an epoch of before.
   */
  const ownerTrusts = async (relayId: string): Promise<boolean> => {
    const answer = await present(relayId, 0);
    const shown = answer.ok ? teamChangedSchema.safeParse(answer.value.body) : undefined;
    if (shown?.success !== true) return false;
    const { membership } = shown.data;
    const roster = await readRoster(keyring.crypto, membership, workspace);
    return roster.ok && roster.value.record.relayId === relayId && deps.onMembership(membership);
  };

  const requestToken = async (): Promise<Result<string>> => {
    const relay = await http.identify();
    if (!relay.ok) return relay;
    if (!trusts(relay.value) && !(await ownerTrusts(relay.value))) return otherIdentity();
    const answer = await present(relay.value, keyring.keybag.epoch);
    return answer.ok ? takeToken(answer.value) : answer;
  };

  const putMembership = async (signed: SignedMembership): Promise<Result<void>> => {
    const path = `/v1/workspaces/${workspace}/membership`;
    const token = deps.creationToken();
    const answer = await http.request({ method: 'PUT', path, body: signed, token });
    return answer.ok ? ok() : answer;
  };

  const takeToken = async (answer: { status: number; body: unknown }): Promise<Result<string>> => {
    const changed = teamChangedSchema.safeParse(answer.body);
    if (changed.success && (await deps.onMembership(changed.data.membership))) return requestToken();
    if (answer.status >= 300) return refusal(answer.status, answer.body);
    const token = readBody(ok(answer.body), tokenSchema);
    if (!token.ok) return token;
    const { sequence } = token.value;
    // A relay that was set back to an older state learns the team again.
    if (sequence !== undefined && sequence < keyring.roster.record.sequence)
      await putMembership(keyring.roster.signed);
    // Renewed a little early, so that a token does not end on its way.
    const isBehind = sequence !== undefined && sequence > keyring.roster.record.sequence;
    cached = {
      token: token.value.token,
      until: deps.timers.elapsed() + (token.value.expiresInSeconds - 20) * 1000,
    };
    // Somebody was let in meanwhile, which needs no new epoch.
    if (isBehind) ignore(refreshMembership());
    return ok(token.value.token);
  };

  /** A device that was made from a backup: the team at the relay has gone on since. */
  const enterAnew = async (refused: Result<string>): Promise<Result<string>> => {
    const relay = await http.identify();
    if (!relay.ok || !(await deps.onUnknown(http, relay.value))) return refused;
    const registered = await putMembership(keyring.roster.signed);
    return registered.ok ? requestToken() : registered;
  };

  const signIn = async (): Promise<Result<string>> => {
    const first = await requestToken();
    if (first.ok || !unknownHere.has(first.error.code)) return first;
    const registered = await putMembership(keyring.roster.signed);
    if (registered.ok) return requestToken();
    return first.error.code === removedCode ? enterAnew(first) : registered;
  };

  const token = (): Promise<Result<string>> => {
    if (cached !== undefined && deps.timers.elapsed() < cached.until)
      return Promise.resolve(ok(cached.token));
    signingIn ??= signIn().finally(() => (signingIn = undefined));
    return signingIn;
  };

  const signed: RelayClient['signed'] = async (call) => {
    const bearer = await token();
    return bearer.ok ? http.request({ ...call, token: bearer.value }) : bearer;
  };

  async function refreshMembership(): Promise<void> {
    const answer = await signed({ method: 'GET', path: `/v1/workspaces/${workspace}/membership` });
    const membership = readBody(answer, signedMembershipSchema);
    if (membership.ok) await deps.onMembership(membership.value);
  }

  return {
    identify: http.identify,
    token,
    forgetToken: () => {
      cached = undefined;
    },
    signed,
    putMembership,
    refreshMembership,
    async hookReport() {
      const answer = await signed({ method: 'GET', path: `/v1/workspaces/${workspace}/hooks/meta` });
      if (!answer.ok) return answer;
      const report = hookReportSchema.safeParse(answer.value).data;
      return report === undefined
        ? problem('relay.old', 'This relay does not tell what became of deliveries. Update the relay.')
        : ok(report);
    },
    async putHooks(given) {
      const { inbox, inboxRoom } = keyring.keybag;
      if (inbox === undefined)
        return problem('access.denied', 'Your role does not include answering customers.');
      const apps = given.map((app) => ({
        ...app,
        accounts: app.accounts.map((id) => accountHash(workspace, id)),
      }));
      const body = { apps, inboxKey: inbox.publicKey, inboxRoom };
      const answer = await signed({ method: 'PUT', path: `/v1/workspaces/${workspace}/hooks/meta`, body });
      return answer.ok ? ok() : answer;
    },
  };
}
