import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import { recordsOf } from '../keys/memberships.ts';
import { signInRefused } from '../sync/refusals.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { Team } from './adopt.ts';
import { nextMembership, type TeamChange } from './change.ts';
import type { Closure } from './closure.ts';
import { noRelay } from './pairings.ts';

/** What a relay says where it has another successor of the same membership already. */
const overtaken = new Set(['relay.membership.fork', 'relay.membership.not-next']);
const mostTries = 3;

/** The team as it is next, signed. */
export type NextTeam = (team: Team) => Promise<Result<Team>>;

/** Makes a change of the team: first at the relay, where the other devices find it; then here. */
export interface Making {
  /** `at`: another relay than the one of now. */
  make(next: NextTeam, at?: RelayClient): Promise<Result<void>>;
  /** What concerns others is made where they are told of it. */
  change(what: TeamChange): Promise<Result<void>>;
  /** Where the team meets nowhere, those who come later are told by this device's word alone, at the next relay. */
  makeHere(next: NextTeam): Promise<Result<void>>;
  /** The same as `make`, also where the relay does not answer: then it is told later. Gives whether it has been. */
  makeEvenAlone(next: NextTeam): Promise<Result<boolean>>;
}

export interface MakingDeps {
  crypto: WebCrypto;
  keyring: Keyring;
  client(): RelayClient | undefined;
  closure: Pick<Closure, 'look'>;
  /** Takes the changed team over on this device, and seals all books under its keys. */
  useTeam(next: Team): Promise<Result<void>>;
}

export function createMaking(deps: MakingDeps): Making {
  const { crypto, keyring } = deps;
  const now = (): Team => ({ keybag: keyring.keybag, roster: keyring.roster });

  /** Where another owner's device was faster, its change is taken over, and this one is made on top of it. */
  async function make(next: NextTeam, at = deps.client()): Promise<Result<void>> {
    if (at === undefined) return keyring.roster.record.relay === undefined ? makeHere(next) : noRelay();
    for (let tries = 0; ; tries++) {
      const before = keyring.roster.hash;
      const made = await next(now());
      if (!made.ok) return made;
      const put = await at.putMemberships(recordsOf(made.value.keybag));
      if (put.ok) return isIn(made.value) ? deps.useTeam(made.value) : out(made.value);
      if (!overtaken.has(put.error.code) || tries === mostTries) return put;
      await at.refreshMembership();
      if (keyring.roster.hash === before) return refused(at, put);
    }
  }

  const isIn = ({ roster }: Team): boolean =>
    roster.record.devices.some(({ id }) => id === keyring.keybag.deviceId);

  /** This device has signed itself out, and sees so as every other one that is out. */
  async function out({ keybag }: Team): Promise<Result<void>> {
    await deps.closure.look(recordsOf(keybag));
    return ok();
  }

  /** Nothing came that this device could build on: it may be out of the team. */
  async function refused(at: RelayClient, put: Result<void>): Promise<Result<void>> {
    at.forgetToken();
    const signedIn = await at.token();
    return signedIn.ok ? put : err(signInRefused(signedIn.error));
  }

  async function makeHere(next: NextTeam): Promise<Result<void>> {
    const made = await next(now());
    return made.ok ? deps.useTeam(made.value) : made;
  }

  return {
    make,
    makeHere,
    async change(what) {
      const at = deps.client();
      return at === undefined
        ? noRelay()
        : make((team) => nextMembership(crypto, team.keybag, team.roster, what), at);
    },
    async makeEvenAlone(next) {
      const made = await make(next);
      if (made.ok) return ok(keyring.roster.record.relay !== undefined);
      if (!isUnanswered(made.error.code)) return made;
      const here = await makeHere(next);
      return here.ok ? ok(false) : here;
    },
  };
}

/** Nobody has said no. */
function isUnanswered(code: string): boolean {
  return code === 'relay.unreachable' || code === 'team.no-relay';
}

/** The relay does not answer, which need not stop an owner from leaving it. */
export function isAway(code: string): boolean {
  return !code.startsWith('team.') && !overtaken.has(code);
}
