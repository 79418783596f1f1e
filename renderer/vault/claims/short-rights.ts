import type { Work } from '#shared/lib/async.ts';
import type { ClaimPurpose, Claims } from './claims.ts';

/** A right that a provider gives for about an hour. `until`: epoch milliseconds. */
export interface ShortRight {
  accessToken: string;
  until: number;
}

/** What a provider says to who asks for another one. `refreshToken`: where another one takes the place of what is kept. */
export type AskedRight<Failed> =
  | ({ outcome: 'access'; refreshToken?: string | undefined } & ShortRight)
  | ({ outcome: 'failed' } & Failed);

export interface ShortRightsDeps<Account extends { id: string }, Failed> {
  /** What is kept, by which another right is asked for. */
  keptOf(id: string): string | undefined;
  ask(account: Account, refreshToken: string): Promise<AskedRight<Failed>>;
  /** Nothing is kept: the same as where the provider knows it no more. */
  nothingKept: { outcome: 'failed' } & Failed;
  onOtherKey(id: string, refreshToken: string): Promise<unknown>;
  onFailed(account: Account, failed: Failed, refreshToken: string): Promise<unknown>;
  purpose: ClaimPurpose;
  claims: Claims;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}

type Granted<Failed> = { outcome: 'access'; accessToken: string } | ({ outcome: 'failed' } & Failed);

/** Rights that last about an hour: in memory, and asked for by one device after another. */
export interface ShortRights<Account, Failed> {
  of(account: Account): Promise<Granted<Failed>>;
  /** What somebody has just been given by signing in. */
  keep(id: string, right: ShortRight): void;
  /** What was given opens nothing any more. */
  drop(id: string): void;
}

/** A right is not used in its last minutes: it has to last for what is begun with it. */
const lastMinutes = 3 * 60_000;
/** So long one device has to itself for asking. */
const turn = 15_000;

export function createShortRights<Account extends { id: string }, Failed>(
  deps: ShortRightsDeps<Account, Failed>,
): ShortRights<Account, Failed> {
  const { keptOf, work, now } = deps;
  const held = new Map<string, ShortRight & { refreshToken: string }>();
  const asking = new Map<string, Promise<Granted<Failed>>>();

  async function renew(account: Account): Promise<Granted<Failed>> {
    const { id } = account;
    if (keptOf(id) === undefined) return deps.nothingKept;
    await ourTurn(id);
    // Another device may have put another one in its place meanwhile.
    const refreshToken = keptOf(id) ?? '';
    const answer = await deps.ask(account, refreshToken);
    if (answer.outcome === 'failed') {
      await deps.onFailed(account, answer, refreshToken);
      return answer;
    }
    const { accessToken, until, refreshToken: other = refreshToken } = answer;
    held.set(id, { accessToken, until, refreshToken: other });
    if (other !== refreshToken) await deps.onOtherKey(id, other);
    return { outcome: 'access', accessToken };
  }

  /** Devices ask one after another; where the relay cannot say, nobody waits. */
  async function ourTurn(id: string): Promise<void> {
    while (!work.isOver) {
      const claim = await deps.claims.take(deps.purpose, `${id} ${Math.floor(now() / turn)}`);
      if (claim !== 'other') return;
      await work.sleep(turn - (now() % turn));
    }
  }

  return {
    async of(account) {
      const known = held.get(account.id);
      const isGood = known !== undefined && known.until - lastMinutes > now();
      if (isGood && known.refreshToken === keptOf(account.id))
        return { outcome: 'access', accessToken: known.accessToken };
      const renewed = asking.get(account.id) ?? renew(account).finally(() => asking.delete(account.id));
      asking.set(account.id, renewed);
      return renewed;
    },
    keep(id, right) {
      held.set(id, { ...right, refreshToken: keptOf(id) ?? '' });
    },
    drop: (id) => held.delete(id),
  };
}
