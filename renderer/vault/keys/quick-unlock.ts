import type { Bridge } from '#shared/bridge/bridge.ts';
import { decryptBlob, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';
import type { QuickNote } from '../database/quick-note.ts';
import { type OpenLock, openWithKey } from './lock.ts';

/** How often the passphrase is asked for all the same. */
export type QuickTerms = Pick<QuickNote, 'days' | 'eachStart'>;

export interface QuickUnlockView {
  /** This computer has a key store that protects something. */
  isPossible: boolean;
  /** What the system asks for before it opens. */
  asks: 'nothing' | 'touchId';
  /** How it is switched on; left out where it is off. */
  terms?: QuickTerms;
  /** It opens now; otherwise it is time for the passphrase. */
  opens: boolean;
}

/** A way in by the system's key store, beside the passphrase and never in its place. */
export interface QuickUnlock {
  view(): Promise<QuickUnlockView>;
  /** `reason`: what a system that asks for a finger shows. */
  open(reason: string): Promise<Result<OpenLock>>;
  /** After the passphrase: a new secret for the system's store, and the keybag's key under it. */
  switchOn(opened: OpenLock, terms: QuickTerms): Promise<Result<void>>;
  /** Somebody has used the passphrase. */
  passphraseUsed(): Promise<void>;
  /** Both halves go; what could not be removed opens nothing without the other. */
  forget(): Promise<void>;
}

/** A clock may be put right by so much (ms). One that goes back further asks for the passphrase. */
const clockPlay = 60 * 60_000;
const day = 86_400_000;

/** Whether the passphrase is due again. */
export function isDue(
  { passphraseAt, days, eachStart, run }: QuickNote,
  current: { now: number; run: string },
): boolean {
  if (eachStart && run !== current.run) return true;
  return current.now >= passphraseAt + days * day || current.now < passphraseAt - clockPlay;
}

export function createQuickUnlock(deps: {
  bridge: Pick<Bridge, 'call'>;
  crypto: WebCrypto;
  database: Pick<Database, 'quick' | 'noteQuick' | 'readKeys' | 'closing'>;
  /** Epoch milliseconds. */
  now(): number;
}): QuickUnlock {
  const { bridge, crypto, database, now } = deps;

  async function look() {
    const state = await bridge.call('keystore.state', {});
    const store = state.ok ? state.value : { isThere: false, asks: 'nothing' as const, run: '' };
    return { store, note: store.isThere ? await database.quick() : undefined };
  }

  async function view(): Promise<QuickUnlockView> {
    const { store, note } = await look();
    const { isThere: isPossible, asks } = store;
    if (note === undefined) return { isPossible, asks, opens: false };
    const isOver = isDue(note, { now: now(), run: store.run }) || (await database.closing()) !== undefined;
    return { isPossible, asks, terms: { days: note.days, eachStart: note.eachStart }, opens: !isOver };
  }

  async function open(reason: string): Promise<Result<OpenLock>> {
    const note = await database.quick();
    if (note === undefined || !(await view()).opens) return passphraseDue;
    const kept = await bridge.call('keystore.open', { reason });
    if (!kept.ok) return kept;
    const key = await importAesKey(crypto, fromBase64Url(kept.value.secret));
    const keybagKey = await decryptBlob(crypto, key, fromBase64Url(note.wrapped), 'quick');
    return keybagKey === undefined
      ? passphraseDue
      : openWithKey(crypto, await database.readKeys(), keybagKey);
  }

  async function switchOn({ keybagKey }: OpenLock, terms: QuickTerms): Promise<Result<void>> {
    const { store } = await look();
    if (!store.isThere) return noStore;
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const kept = await bridge.call('keystore.keep', { secret: toBase64Url(secret) });
    if (!kept.ok) return kept;
    const key = await importAesKey(crypto, secret);
    const wrapped = toBase64Url(await encryptBlob(crypto, key, keybagKey, 'quick'));
    return database.noteQuick({ version: 1, wrapped, ...terms, passphraseAt: now(), run: store.run });
  }

  return {
    view,
    open,
    switchOn,
    async passphraseUsed() {
      const { store, note } = await look();
      if (note !== undefined) await database.noteQuick({ ...note, passphraseAt: now(), run: store.run });
    },
    async forget() {
      await bridge.call('keystore.remove', {});
      if ((await database.quick()) !== undefined) await database.noteQuick(undefined);
    },
  };
}

export const noStore: Result<never> = problem(
  'quick.no-store',
  'This computer has no key store that Plumbline can use. Nothing was changed.',
  'Unlock with your passphrase.',
);

const passphraseDue: Result<never> = problem(
  'quick.passphrase-due',
  'It is time for your passphrase again.',
  'Unlock with your passphrase. Afterwards the quick unlock works again.',
);
