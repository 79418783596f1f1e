import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Chain, extend, headOf, partAt, settle, withBranch } from '#shared/sync/chain.ts';
import type { Link, SignedMembership } from '#shared/sync/membership.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { ChainVerdict, ShownBy } from '../sync/relay-chain.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import { adopt, type Team } from './adopt.ts';
import { chainOf, recordsOf } from '../keys/memberships.ts';
import { type Branches, mergeOf } from './merge.ts';
import { rejoin } from './own-device.ts';
import type { Roster } from '../keys/roster.ts';

/** After how long the relay is asked for the team when something of an unknown device has come; in vain, twice as long. */
const firstPause = 2_000;
const longestPause = 60_000;

/** Keeps this device in step with the team that the owner has signed. */
export interface TeamFollower {
  /** Takes over what a relay shows of the team, where it links to what this device knows. */
  take(records: SignedMembership[], by?: ShownBy): Promise<ChainVerdict>;
  /** From now on this is the team, unless its keys cannot be stored on this device. `insteadOf`: see there. */
  use(next: Team, insteadOf?: string): Promise<Result<void>>;
  /** The relay does not know this device: `true` when it has been entered into the team as the relay has it. */
  rejoin(http: RelayHttp, relayId: string): Promise<boolean>;
  /** Whether it has taken the place of a device, and has all that this one had written. */
  movedIn(): Promise<void>;
  /** Whether all books are sealed under the keys of now; not where that was cut off. */
  isSealed(): boolean;
  /** All books are sealed under the keys of this epoch, and on disk. */
  sealed(epoch: number): Promise<void>;
  /** Something was written by a device that this one does not know. */
  lookAgain(): void;
  /** Whether only the recovery words can tell which history of the team counts. */
  waitsForWords(): boolean;
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

  const isSealed = (): boolean => (keyring.keybag.sealedEpoch ?? 1) >= keyring.keybag.epoch;

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
    const saved = await store(() => (isNewer() ? next : undefined));
    if (!saved.ok) return saved;
    // The relay takes no token of the epoch before.
    deps.client()?.forgetToken();
    await deps.onTeam();
    return ok();
  }

  async function take(records: SignedMembership[], by: ShownBy = {}): Promise<ChainVerdict> {
    const known = chainOf(keyring.keybag);
    const shown = await extend(crypto, known, records);
    if (!shown.ok) return shown.error.code === 'membership.not-next' ? 'unlinked' : 'refused';
    if (shown.value.what === 'fork') return judge(known, shown.value, by);
    const { chain } = shown.value;
    if (chain === known) return 'known';
    if (by.accepts?.(headOf(chain).record) === false) return 'refused';
    const adopted = await adopt(crypto, keyring.keybag, chain);
    return adopted.ok && (await use(adopted.value)).ok ? 'taken' : 'refused';
  }

  /** Two histories of the team, both signed by who could. */
  async function judge(
    known: Chain,
    { common, branch }: { common: Link | undefined; branch: Chain },
    by: ShownBy,
  ): Promise<ChainVerdict> {
    const { before, mine } = partAt(known, common)!;
    const verdict = settle(mine, branch);
    if (verdict === 'mine') return 'ours';
    const chain = withBranch(before, branch);
    if (by.accepts?.(headOf(branch).record) === false) return 'refused';
    if (verdict === 'theirs') {
      const adopted = await adopt(crypto, keyring.keybag, chain);
      return adopted.ok && (await use(adopted.value, headOf(known).hash)).ok ? 'taken' : 'refused';
    }
    if (verdict === 'merge' && common !== undefined) {
      const branches = { common, mine, theirs: branch, theirChain: chain };
      if (await bringTogether(branches, by)) return 'taken';
    }
    await noteOtherHistory(branch, verdict === 'words' ? 'words' : 'owner');
    return 'refused';
  }

  /** First at the relay, which takes one merge of two branches: whose comes later takes that one over. */
  async function bringTogether(branches: Branches, { put }: ShownBy): Promise<boolean> {
    const { hash } = keyring.roster;
    const merged = await mergeOf(crypto, { keybag: keyring.keybag, roster: keyring.roster }, branches);
    if (merged === undefined || (await put?.(recordsOf(merged.keybag)))?.ok === false) return false;
    return (await use(merged, hash)).ok;
  }

  /** Kept as it was shown, so that it can be proven later; nothing of it counts. */
  async function noteOtherHistory(branch: Chain, settledBy: 'owner' | 'words'): Promise<void> {
    const known = keyring.keybag.otherHistory;
    if (known !== undefined && (known.settledBy === 'words' || settledBy === 'owner')) return;
    const otherHistory = {
      records: branch.map(({ signed: { payload, signature } }) => ({ payload, signature })),
      at: deps.now(),
      settledBy,
    };
    await store(() => ({ keybag: { ...keyring.keybag, otherHistory }, roster: keyring.roster }));
    deps.onOtherHistory();
    if (waitsForWords()) lookAgain();
  }

  function lookAgain(after = firstPause): void {
    if (alarm.isSet() && pause <= after) return;
    pause = after;
    alarm.reset(after);
  }

  async function look(): Promise<void> {
    const waited = pause;
    // A reset ends the tokens of before, and no socket tells of that while this device keeps away.
    if (waitsForWords()) deps.client()?.forgetToken();
    await deps.client()?.refreshMembership();
    // A relay that has forgotten the team learns of it when one comes who knows it.
    if (hasStrangers() || waitsForWords()) lookAgain(Math.min(2 * waited, longestPause));
  }

  const waitsForWords = (): boolean => keyring.keybag.otherHistory?.settledBy === 'words';

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

  // No socket brings the word of the words while this device keeps away.
  if (waitsForWords()) lookAgain();

  return {
    use,
    take,
    async rejoin(http, relayId) {
      const joined = await rejoin({ crypto, keybag: keyring.keybag, http, relayId });
      return joined !== undefined && (await use(joined, keyring.roster.hash)).ok;
    },
    isSealed,
    async movedIn() {
      await store(() => ({
        keybag: { ...keyring.keybag, restoredFrom: undefined },
        roster: keyring.roster,
      }));
    },
    async sealed(epoch) {
      await store(() => {
        const isNews = epoch > (keyring.keybag.sealedEpoch ?? 1);
        return isNews
          ? { keybag: { ...keyring.keybag, sealedEpoch: epoch }, roster: keyring.roster }
          : undefined;
      });
    },
    lookAgain: () => lookAgain(),
    waitsForWords,
  };
}

function formerIds({ record }: Roster): string[] {
  return (record.formerDevices ?? []).map(({ id }) => id);
}
