import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Chain, extend, headOf } from '#shared/sync/chain.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import { chainOf } from '../keys/memberships.ts';
import { copiedWhy } from './copies.ts';

/**
 * Why nothing is written on this device any more: an owner has stopped it, as another one writes by its name; or the
 * recovery words were used, which put it out with all that goes by its name; or the business has passed to somebody
 * else, and its owner of before has left.
 */
export type StopReason = 'copied' | 'words' | 'handed-over';

export type Closing = NonNullable<Membership['closing']>;

/** Whether this device has been stopped, or the whole business closed. */
export interface Closure {
  /** Takes a look at what a relay shows of the team: it counts only where it links to what this device knows. */
  look(records: SignedMembership[]): Promise<void>;
  stoppedBy(): StopReason | undefined;
  /** An owner has closed the business: when, and from when on it goes. */
  closing(): Closing | undefined;
  /** Nothing is written any more by a name that is out: it would count nowhere. */
  mayWrite(): Result<void>;
}

export function createClosure(deps: { crypto: WebCrypto; keyring: Keyring; onStopped(): void }): Closure {
  const { crypto, keyring } = deps;
  let stoppedBy: StopReason | undefined;
  /** Signed in a record that this device has no keys for. */
  let shown: Closing | undefined;
  const closing = (): Closing | undefined => keyring.roster.record.closing ?? shown;

  return {
    async look(records) {
      const read = await extend(crypto, chainOf(keyring.keybag), records);
      if (!read.ok || read.value.what === 'fork') return;
      shown = headOf(read.value.chain).record.closing;
      stoppedBy ??= reasonIn(read.value.chain, keyring.keybag);
      if (stoppedBy !== undefined || shown !== undefined) deps.onStopped();
    },
    stoppedBy: () => stoppedBy,
    closing,
    mayWrite() {
      if (closing() !== undefined) return isClosed;
      return stoppedBy === undefined ? ok() : refusals[stoppedBy];
    },
  };
}

function reasonIn(chain: Chain, { deviceId, memberId }: Keybag): StopReason | undefined {
  const out = ({ formerDevices = [] }: Membership) => formerDevices.find(({ id }) => id === deviceId);
  if (out(headOf(chain).record)?.why === copiedWhy) return 'copied';
  const [{ record: first }] = chain;
  if (out(first) === undefined) return undefined;
  if (first.reset?.why === 'recovered') return 'words';
  return first.reset?.why === 'handed-over' && first.reset.from === memberId ? 'handed-over' : undefined;
}

const isClosed: Result<never> = problem(
  'team.closed',
  'This business is closed. What is here can be read and exported; nothing is written or sent any more.',
  'An owner can open it again until its date.',
);

const remedy = 'Go on with a new device: Settings → Team says how.';
const refusals: Record<StopReason, Result<never>> = {
  copied: problem(
    'team.stopped',
    'This device was stopped, because its data were copied and two devices wrote by its name. What is on it stays readable; nothing new can be written here.',
    remedy,
  ),
  words: problem(
    'team.stopped-by-words',
    'The recovery words were used on another device, which took the place of this one. What is on it stays readable; nothing new can be written here.',
    remedy,
  ),
  'handed-over': problem(
    'team.stopped-by-handover',
    'The business has passed to somebody else, and this device is not in its team any more. What is on it stays readable; nothing new can be written here.',
    'It can be removed from this computer in Settings → Team.',
  ),
};
