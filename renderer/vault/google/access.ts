import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { GoogleClient, GoogleLink, GoogleTrouble } from '#shared/domain/google.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Claims } from '../claims/claims.ts';
import { createShortRights, type ShortRights } from '../claims/short-rights.ts';

export interface AccessDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}

/** The rights that Google gives for less than an hour. */
export type GoogleAccesses = ShortRights<GoogleLink, GoogleFailed>;

/** What Google says of an account that only a person can mend: nobody asks again before they have. */
const lasting: Partial<Record<GoogleFailed['why'], GoogleTrouble>> = {
  invalidGrant: 'signedOut',
  invalidClient: 'clientGone',
};

const signedOut = { outcome: 'failed', why: 'invalidGrant' } as const;

export function createGoogleAccesses(deps: AccessDeps): GoogleAccesses {
  const { bridge, records, run } = deps;
  const keptOf = (id: string): string | undefined => records.get('googleKeys', id)?.refreshToken;
  const rights = createShortRights<GoogleLink, GoogleFailed>({
    ...deps,
    purpose: 'googleRefresh',
    keptOf,
    nothingKept: signedOut,
    async ask({ id, clientId, server }, refreshToken) {
      const { clientSecret = '' } = records.get('googleKeys', id) ?? {};
      const client: GoogleClient = { clientId, clientSecret, ...given({ server }) };
      const told = await bridge.call('google.refresh', { client, refreshToken });
      return told.ok ? told.value : { outcome: 'failed', why: 'lost' };
    },
    onOtherKey: (id, refreshToken) => run('google.renewKey', { id, refreshToken }),
    async onFailed({ id }, { why }, refreshToken) {
      const kind = lasting[why];
      // Somebody may have signed in anew meanwhile.
      if (kind !== undefined && keptOf(id) === refreshToken) await run('google.noteTrouble', { id, kind });
    },
  });
  return {
    ...rights,
    async of(link) {
      const isOut = link.trouble?.kind === 'signedOut' || link.trouble?.kind === 'clientGone';
      return isOut ? signedOut : rights.of(link);
    },
  };
}
