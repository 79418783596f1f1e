import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import { adoptMembership } from './adopt.ts';
import { rejoin } from './own-device.ts';
import { leaveRecoveryDrop } from './recovery.ts';
import type { Roster } from '../keys/roster.ts';

/** After how long the relay is asked for the team when something of an unknown device has come; in vain, twice as long. */
const firstPause = 2_000;
const longestPause = 60_000;

/** Keeps this device in step with the team that the owner has signed. */
export interface TeamFollower {
  /** Takes over a membership that is newer than the device's own; `false` where it does not count. */
  take(signed: SignedMembership): Promise<boolean>;
  /** From now on this is the team, unless its keys cannot be stored on this device. */
  use(next: { keybag: Keybag; roster: Roster }): Promise<Result<void>>;
  /** The relay does not know this device: `true` when it has been entered into the team as the relay has it. */
  rejoin(http: RelayHttp, relayId: string): Promise<boolean>;
  /** Whether `settle` was reached for the team as it is; not where it was cut off. */
  isSettled(): boolean;
  /** All that counts of the former devices of this team is sealed anew, and on disk. */
  settle(roster: Roster): Promise<void>;
  /** Something was written by a device that this one does not know. */
  lookAgain(): void;
  /** After a sign-in: what the recovery words open is brought up to date at the relay. */
  signedIn(client: RelayClient): void;
}

export function createTeamFollower(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  client(): RelayClient | undefined;
  saveKeybag(keybag: Keybag): Promise<Result<void>>;
  /** Keys and rights have changed: books are to be opened, tried again, and sealed anew. */
  onTeam(): Promise<void>;
  work: Work;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
}): TeamFollower {
  const { crypto, keyring } = deps;
  let lastDrop: string | undefined;
  const inTurn = deps.work.sequencer();
  const alarm = deps.work.alarm(look);
  let pause = firstPause;
  /** The devices that the books name. */
  let named: string[] = [];

  const isSettled = (): boolean => keyring.roster.unsettled(keyring.keybag.settledDevices).length === 0;

  async function leaveDrop(client: RelayClient | undefined): Promise<void> {
    if (client !== undefined)
      lastDrop = await leaveRecoveryDrop({ crypto, keybag: keyring.keybag, client }, lastDrop);
  }

  /** One after another, so that no older keybag is stored over a newer one. */
  function store(decide: () => { keybag: Keybag; roster: Roster } | undefined): Promise<Result<void>> {
    return inTurn(async () => {
      const wanted = decide();
      const saved = wanted === undefined ? ok() : await deps.saveKeybag(wanted.keybag);
      if (saved.ok && wanted !== undefined) await keyring.replace(wanted.keybag, wanted.roster);
      return saved;
    });
  }

  async function use(next: { keybag: Keybag; roster: Roster }): Promise<Result<void>> {
    const isNewer = (): boolean => next.roster.record.sequence > keyring.roster.record.sequence;
    const saved = await store(() => (isNewer() ? { ...next, keybag: noteRemovals(next) } : undefined));
    if (!saved.ok) return saved;
    // The relay takes no token of the epoch before.
    deps.client()?.forgetToken();
    ignore(leaveDrop(deps.client()));
    await deps.onTeam();
    return ok();
  }

  /** In the same write as the membership, so that what comes from now on is known for that after any restart. */
  function noteRemovals({ keybag, roster }: { keybag: Keybag; roster: Roster }): Keybag {
    const { settledDevices, formerSince = {} } = keyring.keybag;
    const before = new Set(formerIds(keyring.roster));
    const since = (id: string): number => formerSince[id] ?? (before.has(id) ? 1 : roster.record.sequence);
    const unsettled = roster.unsettled(settledDevices);
    return { ...keybag, formerSince: Object.fromEntries(unsettled.map((id) => [id, since(id)])) };
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
    async take(signed) {
      const adopted = await adoptMembership(crypto, keyring.keybag, keyring.roster, signed);
      return adopted.ok && (await use(adopted.value)).ok;
    },
    async rejoin(http, relayId) {
      const joined = await rejoin({ crypto, keybag: keyring.keybag, http, relayId });
      return joined !== undefined && (await use(joined)).ok;
    },
    isSettled,
    async settle(roster) {
      const settledDevices = formerIds(roster);
      await store(() => {
        const isOpen = keyring.roster === roster && !isSettled();
        return isOpen
          ? { keybag: { ...keyring.keybag, settledDevices, formerSince: undefined }, roster }
          : undefined;
      });
    },
    lookAgain: () => lookAgain(),
    signedIn: (client) => ignore(leaveDrop(client)),
  };
}

function formerIds({ record }: Roster): string[] {
  return (record.formerDevices ?? []).map(({ id }) => id);
}
