import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { EntranceApi } from './api.ts';
import type { Database } from './database/database.ts';
import { createKeybag, type Keybag } from './keys/keybag.ts';
import {
  createLock,
  type OpenLock,
  openWithPassphrase,
  openWithWords,
  withNewPassphrase,
} from './keys/lock.ts';
import type { QuickUnlock } from './keys/quick-unlock.ts';
import { keysOfWords, newRecoveryWords } from './keys/recovery-words.ts';
import type { JoinApi } from './team/api.ts';
import { type Joining, startJoin } from './team/join.ts';
import type { JoinState } from './team/joiner-pairing.ts';
import { askAsNominee, enterAsNominee } from './team/nominee/entering.ts';
import { recoverKeybag } from './team/recovery.ts';

/** What the team calls a device that it does not know yet, and whose it is. */
export interface NewNames {
  deviceName: string;
  memberName?: string;
}

/** All ways into a workspace: a new one, an old one unlocked, a team joined, keys recovered. */
export function createEntrance(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  database: Database;
  timers: Timers;
  quick: QuickUnlock;
  /** Whether an owner has agreed that devices open by their system's key store. */
  mayOpenQuickly(): Promise<boolean>;
  /** Epoch milliseconds. */
  now(): number;
  /** Opens the session behind the lock. `names`: the team does not know them yet. */
  enter(lock: OpenLock, names?: NewNames): Promise<Result<void>>;
  /** What a device that joins is to show. */
  onJoining(state: JoinState): void;
}): EntranceApi & JoinApi {
  const { bridge, crypto, database, quick } = deps;
  let joining: Joining | undefined;

  async function enter(opened: Result<OpenLock>, names?: NewNames): Promise<Result<void>> {
    return opened.ok ? deps.enter(opened.value, names) : opened;
  }

  /** Locks a keybag that is new on this device, and enters. */
  async function moveIn(
    keybag: Keybag,
    secrets: { passphrase: string; recoveryWords?: string[] },
    names?: NewNames,
  ): Promise<Result<void>> {
    if ((await database.readKeys()) !== undefined) return occupied();
    const may = database.mayBegin();
    if (!may.ok) return may;
    const file = await createLock(crypto, keybag, secrets);
    if (!file.ok) return file;
    const written = await database.writeKeys(file.value);
    if (!written.ok) return written;
    return enter(await openWithPassphrase(crypto, file.value, secrets.passphrase), names);
  }

  async function keepPassphrase(opened: OpenLock, passphrase: string): Promise<Result<void>> {
    const may = database.mayBegin();
    if (!may.ok) return may;
    opened.file = await withNewPassphrase(crypto, opened, passphrase);
    return database.writeKeys(opened.file);
  }

  return {
    async newRecoveryWords() {
      return newRecoveryWords();
    },
    async create({ passphrase, recoveryWords }) {
      const words = await keysOfWords(crypto, recoveryWords);
      if (!words.ok) return words;
      return moveIn(await createKeybag(crypto, words.value), { passphrase, recoveryWords });
    },
    async unlock(passphrase) {
      const opened = await openWithPassphrase(crypto, await database.readKeys(), passphrase);
      if (opened.ok) await quick.passphraseUsed();
      return enter(opened);
    },
    async unlockWithWords(words, newPassphrase) {
      const opened = await openWithWords(crypto, await database.readKeys(), words);
      if (!opened.ok) return opened;
      // Whoever needs the words does not know who has used this computer.
      await quick.forget();
      const kept = await keepPassphrase(opened.value, newPassphrase);
      return kept.ok ? enter(opened) : kept;
    },
    async changePassphrase(current, next) {
      const opened = await openWithPassphrase(crypto, await database.readKeys(), current);
      return opened.ok ? keepPassphrase(opened.value, next) : opened;
    },
    quickUnlock: quick.view,
    unlockQuickly: async (reason) => enter(await quick.open(reason)),
    async switchQuickUnlockOn(passphrase, terms) {
      const opened = await openWithPassphrase(crypto, await database.readKeys(), passphrase);
      if (!opened.ok) return opened;
      if (!(await deps.mayOpenQuickly())) return notAgreed;
      const may = database.mayBegin();
      return may.ok ? quick.switchOn(opened.value, terms) : may;
    },
    async switchQuickUnlockOff() {
      await quick.forget();
      return ok();
    },
    async join({ link, deviceName }) {
      if ((await database.readKeys()) !== undefined) return occupied();
      joining?.cancel();
      const { timers, onJoining: onState } = deps;
      const started = await startJoin({ bridge, crypto, timers, link, deviceName, onState });
      if (!started.ok) return started;
      joining = started.value;
      return ok({ businessName: joining.businessName });
    },
    async finishJoin(passphrase) {
      if (joining === undefined)
        return problem('team.not-joining', 'This device has not used an invitation yet.');
      const admitted = await joining.admitted();
      return admitted.ok ? moveIn(admitted.value, { passphrase }) : admitted;
    },
    async cancelJoin() {
      joining?.cancel();
      joining = undefined;
    },
    async recover({ relayUrl, recoveryWords, passphrase, deviceName }) {
      // Before the relay signs the old devices out: what comes of it must have a place here.
      if ((await database.readKeys()) !== undefined) return occupied();
      const words = await keysOfWords(crypto, recoveryWords);
      if (!words.ok) return words;
      const keybag = await recoverKeybag({ bridge, crypto, relayUrl, words: words.value, now: deps.now() });
      return keybag.ok ? moveIn(keybag.value, { passphrase, recoveryWords }, { deviceName }) : keybag;
    },
    askAsNominee: (request) => askAsNominee({ bridge, crypto, ...request }),
    async enterAsNominee({ relayUrl, words, passphrase, name, deviceName }) {
      if ((await database.readKeys()) !== undefined) return occupied();
      const keybag = await enterAsNominee({ bridge, crypto, relayUrl, words });
      return keybag.ok ? moveIn(keybag.value, { passphrase }, { deviceName, memberName: name }) : keybag;
    },
  };
}

const notAgreed: Result<never> = problem(
  'quick.not-agreed',
  'An owner has to agree first that computers open by their key store. Nothing was changed.',
  'Agree to it in Settings → About.',
);

function occupied(): Result<never> {
  return problem('vault.exists', 'There is a workspace on this device already. Nothing was changed.');
}
