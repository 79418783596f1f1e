import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { accountHash } from '#shared/sync/account-hash.ts';
import { chainPageSchema, type Membership, type SignedMembership } from '#shared/sync/membership.ts';
import { authBytes } from '#shared/sync/protocol.ts';
import type { Keyring } from '../books/keyring.ts';
import { recordsOf } from '../keys/memberships.ts';
import { type ChainVerdict, collectPages, inParts, type ShownBy } from './relay-chain.ts';
import type { RelayClock } from './relay-clock.ts';
import { createRelayHttp, readBody, refusal, type RelayCall, type RelayHttp } from './relay-http.ts';
import { otherIdentity, provenChallenge } from './relay-identity.ts';
import { removedCode } from './refusals.ts';

/** Sent the membership, a relay that was wiped or set back knows workspace and device again. */
const unknownHere = new Set(['relay.auth.unknown-workspace', removedCode]);

const tokenSchema = z.looseObject({
  token: z.string(),
  expiresInSeconds: z.number(),
  /** The membership that the relay has: its sequence, and its hash. */
  sequence: z.number(),
  head: z.string(),
});
const timeSchema = z.looseObject({ time: z.number() });
const shownSchema = z.looseObject({ chain: chainPageSchema });

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
  /** A chain, or as much of its end as the relay may lack. */
  putMemberships(records: SignedMembership[]): Promise<Result<void>>;
  /** Asks who belongs to the team now, and takes it over where it is newer. */
  refreshMembership(): Promise<void>;
  putHooks(apps: HookApp[]): Promise<Result<void>>;
  hookReport(): Promise<Result<HookReport>>;
}

export interface RelayClientDeps {
  bridge: Bridge;
  keyring: Keyring;
  url: string;
  /** Names this start of the device: a copy of it has another one. */
  start: string;
  /** Learns the relay's time with each sign-in. */
  clock?: RelayClock;
  timers: Timers;
  /** The identities that count as this relay; none: whichever answers. See `trustedRelays`. */
  trusted(): string[];
  /** What the relay's operator has given out for making this workspace, where that was needed. */
  creationToken(): string | undefined;
  /** The relay shows another team than the device knows. */
  onChain(records: SignedMembership[], by: ShownBy): Promise<ChainVerdict>;
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

  const present = async (relayId: string, epoch: number, after: number) => {
    const place = { workspace, device: deviceId };
    const challenge = await provenChallenge({ http, crypto: keyring.crypto, place, relayId });
    if (!challenge.ok) return challenge;
    const claim = { ...place, relayId, challenge: challenge.value };
    const signature = toBase64Url(await keyring.sign(authBytes(claim)));
    const body = { ...place, challenge: claim.challenge, signature, epoch, after, start: deps.start };
    const askedAt = deps.clock?.deviceNow();
    const answer = await http.exchange({ method: 'POST', path: '/v1/auth/token', body });
    const told = timeSchema.safeParse(answer.ok ? answer.value.body : undefined);
    if (told.success && askedAt !== undefined)
      deps.clock?.learn(told.data.time, askedAt, deps.clock.deviceNow());
    return answer;
  };

  /** What the device has itself is shown as well, so that another history is noticed. */
  const fromOwn = (): number => keyring.roster.record.sequence - 1;

  /** The relay shows the chain to a member who comes with an epoch of before, and to a former one. */
  const shownTo = (relayId: string) => async (after: number) => {
    const answer = await present(relayId, 0, after);
    const shown = answer.ok ? readBody(ok(answer.value.body), shownSchema) : answer;
    return shown.ok ? ok(shown.value.chain) : shown;
  };

  /** `true` where device and relay have another common state of the team now than before. */
  const takeUp = async (
    page: Parameters<typeof collectPages>[0],
    accepts?: (head: Membership) => boolean,
  ): Promise<boolean> => {
    const onPages = async (start: number): Promise<ChainVerdict> => {
      const records = await collectPages(page, start);
      if (!records.ok) return 'refused';
      // It has less than this device: what it has tells whether that is the same, or another branch.
      if (records.value.length === 0 && start > 0) return 'unlinked';
      // A relay that nobody trusts yet is told nothing.
      const put = accepts === undefined ? putMemberships : undefined;
      return deps.onChain(records.value, { accepts, put });
    };
    const first = await onPages(fromOwn());
    const verdict = first === 'unlinked' ? await onPages(0) : first;
    if (verdict === 'ours' && accepts === undefined)
      return (await putMemberships(recordsOf(keyring.keybag))).ok;
    return verdict === 'taken';
  };

  /** `left`: how often a relay may show another team before it is given up. */
  const requestToken = async (left = 4): Promise<Result<string>> => {
    const relay = await http.identify();
    if (!relay.ok) return relay;
    const isNamed = ({ relay: named }: Membership): boolean => named?.id === relay.value;
    // Another identity counts when an owner's device has signed it.
    if (!trusts(relay.value) && !(await takeUp(shownTo(relay.value), isNamed))) return otherIdentity();
    const answer = await present(relay.value, keyring.keybag.epoch, fromOwn());
    return answer.ok ? takeToken(relay.value, answer.value, left) : answer;
  };

  const putMemberships = async (records: SignedMembership[]): Promise<Result<void>> => {
    const path = `/v1/workspaces/${workspace}/membership`;
    const token = deps.creationToken();
    for (const part of inParts(records)) {
      const answer = await http.request({ method: 'PUT', path, body: { records: part }, token });
      if (!answer.ok) return answer;
    }
    return ok();
  };

  const takeToken = async (
    relayId: string,
    answer: { status: number; body: unknown },
    left: number,
  ): Promise<Result<string>> => {
    const isShown = left > 0 && shownSchema.safeParse(answer.body).success;
    if (isShown && (await takeUp(shownTo(relayId)))) return requestToken(left - 1);
    if (answer.status >= 300) return refusal(answer.status, answer.body);
    const token = readBody(ok(answer.body), tokenSchema);
    if (!token.ok) return token;
    // Renewed a little early, so that a token does not end on its way.
    cached = {
      token: token.value.token,
      until: deps.timers.elapsed() + (token.value.expiresInSeconds - 20) * 1000,
    };
    await meetHead(token.value);
    return ok(token.value.token);
  };

  /** Somebody was let in meanwhile, which needs no new epoch; or the relay was set back, and learns the team again. */
  const meetHead = async ({ sequence, head }: { sequence: number; head: string }): Promise<void> => {
    if (head === keyring.roster.hash) return;
    const isBehind = sequence < keyring.roster.record.sequence;
    if (isBehind && (await putMemberships(recordsOf(keyring.keybag))).ok) return;
    ignore(refreshMembership());
  };

  /** A device that was made from a backup: the team at the relay has gone on since. */
  const enterAnew = async (refused: Result<string>): Promise<Result<string>> => {
    const relay = await http.identify();
    if (!relay.ok) return refused;
    if (!(await deps.onUnknown(http, relay.value))) return outdatedBackup();
    const registered = await putMemberships(recordsOf(keyring.keybag));
    return registered.ok ? requestToken() : registered;
  };

  const signIn = async (): Promise<Result<string>> => {
    const first = await requestToken();
    if (first.ok || !unknownHere.has(first.error.code)) return first;
    const isRemoved = first.error.code === removedCode;
    // What was made from a backup goes into the team as it is now, and never puts its own state in that one's place.
    if (isRemoved && keyring.keybag.restoredFrom !== undefined) return enterAnew(first);
    const registered = await putMemberships(recordsOf(keyring.keybag));
    if (registered.ok) return requestToken();
    return isRemoved ? first : registered;
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
    const path = `/v1/workspaces/${workspace}/membership`;
    await takeUp(async (after) =>
      readBody(await signed({ method: 'GET', path: `${path}?after=${after}` }), chainPageSchema),
    );
  }

  return {
    identify: http.identify,
    token,
    forgetToken: () => {
      cached = undefined;
    },
    signed,
    putMemberships,
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
      if (keyring.keybag.inbox === undefined)
        return problem('access.denied', 'Your role does not include answering customers.');
      // The secrets are for the relay that an owner's device has named, and for no other.
      if (deps.trusted().length === 0) return otherIdentity();
      const apps = given.map((app) => ({
        ...app,
        accounts: app.accounts.map((id) => accountHash(workspace, id)),
      }));
      const answer = await signed({
        method: 'PUT',
        path: `/v1/workspaces/${workspace}/hooks/meta`,
        body: { apps },
      });
      return answer.ok ? ok() : answer;
    },
  };
}

function outdatedBackup(): Result<never> {
  return problem(
    'team.outdated-backup',
    'The device that made this backup was taken out of the team since, so this one cannot come in its place. What was in the backup is here and safe; nothing new arrives.',
    'Use your recovery words on an empty device, or ask another owner for an invitation.',
  );
}
