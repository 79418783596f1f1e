import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleAccess, GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { GoogleClient, GoogleLink, GoogleTrouble } from '#shared/domain/google.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Claims } from '../claims/claims.ts';

export interface AccessDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}

type Granted = { outcome: 'access'; accessToken: string } | GoogleFailed;

/** The rights that Google gives for less than an hour: in memory, and asked for by one device after another. */
export interface GoogleAccesses {
  /** What opens this account now. */
  of(link: GoogleLink): Promise<Granted>;
  /** What somebody has just been given by signing in. */
  keep(id: string, access: GoogleAccess): void;
  /** What was given opens nothing any more. */
  drop(id: string): void;
}

/** A right is not used in its last minutes: it has to last for what is begun with it. */
const lastMinutes = 3 * 60_000;
/** So long one device has to itself for asking. */
const turn = 15_000;

/** What Google says of an account that only a person can mend: nobody asks again before they have. */
const lasting: Partial<Record<GoogleFailed['why'], GoogleTrouble>> = {
  invalidGrant: 'signedOut',
  invalidClient: 'clientGone',
};

export function createGoogleAccesses(deps: AccessDeps): GoogleAccesses {
  const { bridge, records, work, now } = deps;
  const held = new Map<string, GoogleAccess & { refreshToken: string }>();
  const asking = new Map<string, Promise<Granted>>();

  async function renew(link: GoogleLink): Promise<Granted> {
    const { id, clientId, server } = link;
    const key = records.get('googleKeys', id);
    if (key === undefined || link.trouble?.kind === 'signedOut' || link.trouble?.kind === 'clientGone')
      return { outcome: 'failed', why: 'invalidGrant' };
    await ourTurn(id);
    const { clientSecret, refreshToken } = key;
    const client: GoogleClient = { clientId, clientSecret, ...given({ server }) };
    const told = await bridge.call('google.refresh', { client, refreshToken });
    const answer = told.ok ? told.value : { outcome: 'failed' as const, why: 'lost' as const };
    if (answer.outcome === 'failed') {
      const kind = lasting[answer.why];
      // Somebody may have signed in anew meanwhile.
      const isSame = records.get('googleKeys', id)?.refreshToken === refreshToken;
      if (kind !== undefined && isSame) await deps.run('google.noteTrouble', { id, kind });
      return answer;
    }
    const { accessToken, until, refreshToken: other = refreshToken } = answer;
    held.set(id, { accessToken, until, refreshToken: other });
    if (other !== refreshToken) await deps.run('google.renewKey', { id, refreshToken: other });
    return { outcome: 'access', accessToken };
  }

  /** Devices ask one after another; where the relay cannot say, nobody waits. */
  async function ourTurn(id: string): Promise<void> {
    while (!work.isOver) {
      const claim = await deps.claims.take('googleRefresh', `${id} ${Math.floor(now() / turn)}`);
      if (claim !== 'other') return;
      await work.sleep(turn - (now() % turn));
    }
  }

  return {
    async of(link) {
      const known = held.get(link.id);
      const isGood = known !== undefined && known.until - lastMinutes > now();
      if (isGood && known.refreshToken === records.get('googleKeys', link.id)?.refreshToken)
        return { outcome: 'access', accessToken: known.accessToken };
      const renewed = asking.get(link.id) ?? renew(link).finally(() => asking.delete(link.id));
      asking.set(link.id, renewed);
      return renewed;
    },
    keep(id, access) {
      held.set(id, { ...access, refreshToken: records.get('googleKeys', id)?.refreshToken ?? '' });
    },
    drop: (id) => held.delete(id),
  };
}
