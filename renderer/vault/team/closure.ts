import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { extend, headOf } from '#shared/sync/chain.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';
import type { Keyring } from '../books/keyring.ts';
import { chainOf } from '../keys/memberships.ts';
import { copiedWhy } from './copies.ts';

/** Whether this device has been stopped because another one writes by its name. */
export interface Closure {
  /** Takes a look at what a relay shows of the team: it counts only where it links to what this device knows. */
  look(records: SignedMembership[]): Promise<void>;
  isStopped(): boolean;
  /** Nothing is written any more by a name that two have: it would count nowhere. */
  mayWrite(): Result<void>;
}

export function createClosure(deps: { crypto: WebCrypto; keyring: Keyring; onStopped(): void }): Closure {
  const { crypto, keyring } = deps;
  let stopped = false;

  return {
    async look(records) {
      const shown = await extend(crypto, chainOf(keyring.keybag), records);
      if (stopped || !shown.ok || shown.value.what === 'fork') return;
      const { formerDevices = [] } = headOf(shown.value.chain).record;
      const own = formerDevices.find(({ id }) => id === keyring.keybag.deviceId);
      stopped = own?.why === copiedWhy;
      if (stopped) deps.onStopped();
    },
    isStopped: () => stopped,
    mayWrite: () => (stopped ? isStopped : ok()),
  };
}

const isStopped = problem(
  'team.stopped',
  'This device was stopped, because its data were copied and two devices wrote by its name. What is on it stays readable; nothing new can be written here.',
  'Go on with a new device: Settings → Team says how.',
);
