import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Chain, extend, headOf, settle } from '#shared/sync/chain.ts';
import type { Link, Membership, SignedMembership } from '#shared/sync/membership.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { ChainVerdict } from '../sync/relay-chain.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import { adopt, type Team } from './adopt.ts';
import { chainOf } from '../keys/memberships.ts';
import { notYet, rejoin } from './own-device.ts';
import type { Roster } from '../keys/roster.ts';

/** After how long the relay is asked for the team when something of an unknown device has come; in vain, twice as long. */
const firstPause = 2_000;
const longestPause = 60_000;

/** Keeps this device in step with the team that the owner has signed. */
export interface TeamFollower {
  /** Takes over what a relay shows of the team, where it links to what this device knows. */
  take(records: SignedMembership[], accepts?: (head: Membership) => boolean): Promise<ChainVerdict>;
  /** From now on this is the team, unless its keys cannot be stored on this device. `insteadOf`: see there. */
  use(next: Team, insteadOf?: string): Promise<Result<void>>;
  /** The relay does not know this device: `true` when it has been entered into the team as the relay has it. */
  rejoin(http: RelayHttp, relayId: string): Promise<boolean>;
  /** Whether it has taken the place of other devices, of which all that comes still counts: see `notYet`. */
  isMovingIn(): boolean;
  /** From now on what comes of these counts no more. */
  movedIn(): Promise<void>;
  /** Whether `settle` was reached for the team as it is; not where it was cut off. */
  isSettled(): boolean;
  /** All that counts of the former devices of this team is sealed anew, and on disk. */
  settle(roster: Roster): Promise<void>;
  /** Something was written by a device that this one does not know. */
  lookAgain(): void;
}

export function createTeamFollower(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  client(): RelayClient | undefined;
  saveKeybag(keybag: Keybag): Promise<Result<void>>;
  /** Epoch milliseconds. */
  now(): number;
  /** A relay has shown another history of the team. */
  onOtherHistory(): void;
  /** Keys and rights have changed: books are to be opened, tried again, and sealed anew. */
  onTeam(): Promise<void>;
  work: Work;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
}): TeamFollower {
  const { crypto, keyring } = deps;
  const inTurn = deps.work.sequencer();
  const alarm = deps.work.alarm(look);
  let pause = firstPause;
  /** The devices that the books name. */
  let named: string[] = [];

  const isSettled = (): boolean => keyring.roster.unsettled(keyring.keybag.settledDevices).length === 0;

  const isMovingIn = (): boolean => Object.values(keyring.keybag.formerSince ?? {}).includes(notYet);

  /** One after another, so that no older keybag is stored over a newer one. */
  function store(decide: () => Team | undefined): Promise<Result<void>> {
    return inTurn(async () => {
      const wanted = decide();
      const saved = wanted === undefined ? ok() : await deps.saveKeybag(wanted.keybag);
      if (saved.ok && wanted !== undefined) await keyring.replace(wanted.keybag, wanted.roster);
      return saved;
    });
  }

  /** `insteadOf`: the hash of this device's own state of the team, where another branch counts in its place. */
  async function use(next: Team, insteadOf?: string): Promise<Result<void>> {
    const chain = chainOf(next.keybag);
    // The team may have changed since `next` was made: what does not link to it as it is now does not count.
    const isNewer = (): boolean => {
      const { hash, record } = keyring.roster;
      if (hash === insteadOf) return true;
      const links = chain.some((link) => link.hash === hash) || chain[0].record.sequence > record.sequence;
      return links && next.roster.record.sequence > record.sequence;
    };
    const saved = await store(() => (isNewer() ? { ...next, keybag: noteRemovals(next) } : undefined));
    if (!saved.ok) return saved;
    // The relay takes no token of the epoch before.
    deps.client()?.forgetToken();
    await deps.onTeam();
    return ok();
  }

  /** In the same write as the membership, so that what comes from now on is known for that after any restart. */
  function noteRemovals({ keybag, roster }: Team): Keybag {
    const { settledDevices, formerSince = {} } = keyring.keybag;
    const before = new Set(formerIds(keyring.roster));
    const since = (id: string): number => formerSince[id] ?? (before.has(id) ? 1 : roster.record.sequence);
    const unsettled = roster.unsettled(settledDevices);
    return { ...keybag, formerSince: Object.fromEntries(unsettled.map((id) => [id, since(id)])) };
  }

  async function take(
    records: SignedMembership[],
    accepts: (head: Membership) => boolean = () => true,
  ): Promise<ChainVerdict> {
    const known = chainOf(keyring.keybag);
    const shown = await extend(crypto, known, records);
    if (!shown.ok) return shown.error.code === 'membership.not-next' ? 'unlinked' : 'refused';
    if (shown.value.what === 'fork') return judge(known, shown.value, accepts);
    const { chain } = shown.value;
    if (chain === known) return 'known';
    if (!accepts(headOf(chain).record)) return 'refused';
    const adopted = await adopt(crypto, keyring.keybag, chain);
    return adopted.ok && (await use(adopted.value)).ok ? 'taken' : 'refused';
  }

  /** Two histories of the team, both signed by who could. */
  async function judge(
    known: Chain,
    { common, branch }: { common: Link; branch: Chain },
    accepts: (head: Membership) => boolean,
  ): Promise<ChainVerdict> {
    const [first, ...rest] = known.filter(({ record }) => record.sequence > common.record.sequence);
    const verdict = first === undefined ? 'words' : settle([first, ...rest], branch);
    if (verdict === 'mine') return 'ours';
    if (verdict === 'theirs' && accepts(headOf(branch).record)) {
      const [start, ...before] = known.slice(0, known.indexOf(common) + 1);
      const chain: Chain = start === undefined ? branch : [start, ...before, ...branch];
      const adopted = await adopt(crypto, keyring.keybag, chain);
      return adopted.ok && (await use(adopted.value, headOf(known).hash)).ok ? 'taken' : 'refused';
    }
    await noteOtherHistory(branch);
    return 'refused';
  }

  /** Kept as it was shown, so that it can be proven later; nothing of it counts. */
  async function noteOtherHistory(branch: Chain): Promise<void> {
    if (keyring.keybag.otherHistory !== undefined) return;
    const otherHistory = {
      records: branch.map(({ signed: { payload, signature } }) => ({ payload, signature })),
      at: deps.now(),
    };
    await store(() => ({ keybag: { ...keyring.keybag, otherHistory }, roster: keyring.roster }));
    deps.onOtherHistory();
  }

  function lookAgain(after = firstPause): void {
    if (alarm.isSet() && pause <= after) return;
    pause = after;
    alarm.reset(after);
  }

  async function look(): Promise<void> {
    const waited = pause;
    await deps.client()?.refreshMembership();
    // A relay that has forgotten the team learns of it when one comes who knows it.
    if (hasStrangers()) lookAgain(Math.min(2 * waited, longestPause));
  }

  function hasStrangers(): boolean {
    const { devices } = keyring.roster.record;
    const known = new Set([...devices.map(({ id }) => id), ...formerIds(keyring.roster)]);
    return named.some((id) => !known.has(id));
  }

  // Of a device that the books name and that is not in the team, the relay may know.
  deps.changes.on(['devices'], () => {
    named = [...deps.records.all('devices')].map(({ id }) => id);
    if (hasStrangers()) lookAgain();
  });

  return {
    use,
    take,
    async rejoin(http, relayId) {
      const joined = await rejoin({ crypto, keybag: keyring.keybag, http, relayId });
      return joined !== undefined && (await use(joined, keyring.roster.hash)).ok;
    },
    isSettled,
    isMovingIn,
    async movedIn() {
      const { sequence } = keyring.roster.record;
      const saved = await store(() => {
        const since = Object.entries(keyring.keybag.formerSince ?? {});
        // What has come under this membership until now is here, and has to be sealed anew.
        const formerSince = since.map(([id, from]) => [id, from === notYet ? sequence + 1 : from] as const);
        const moved = { restoredFrom: undefined, formerSince: Object.fromEntries(formerSince) };
        return { keybag: { ...keyring.keybag, ...moved }, roster: keyring.roster };
      });
      if (saved.ok) await deps.onTeam();
    },
    async settle(roster) {
      const settledDevices = formerIds(roster);
      await store(() => {
        // What the devices before this one have left at the relay is still on its way.
        const waits = isMovingIn() && roster.record.relay !== undefined;
        const isOpen = keyring.roster === roster && !isSettled() && !waits;
        return isOpen
          ? { keybag: { ...keyring.keybag, settledDevices, formerSince: undefined }, roster }
          : undefined;
      });
    },
    lookAgain: () => lookAgain(),
  };
}

function formerIds({ record }: Roster): string[] {
  return (record.formerDevices ?? []).map(({ id }) => id);
}
