import type { Bridge } from '#shared/bridge/bridge.ts';
import { type MailAccess, mailAccessSchema } from '#shared/bridge/contract.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { MailAccount } from '#shared/domain/channel.ts';
import { type MailClient, mailClientSchema } from '#shared/domain/mail-sign-in.ts';
import type { Work } from '#shared/lib/async.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Claims } from '../claims/claims.ts';
import { createShortRights, type ShortRight } from '../claims/short-rights.ts';
import { signInProblem } from './sign-in-problems.ts';

export interface MailRightsDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}

/** What the shell needs to speak for a mailbox: its password, or a right that its provider has given for an hour. */
export interface MailRights {
  of(account: MailAccount): Promise<Result<MailAccess>>;
  /** What somebody has just been given by signing in. */
  keep(id: string, right: ShortRight): void;
  /** The server did not take it. */
  drop(id: string): void;
}

const signedOut = { outcome: 'failed', why: 'invalidGrant' } as const;
/** Only a person can mend it. */
const lasting: ReadonlySet<GoogleFailed['why']> = new Set(['invalidGrant', 'invalidClient']);

export function createMailRights(deps: MailRightsDeps): MailRights {
  const { bridge, records, run } = deps;
  const keptOf = (id: string): string | undefined => records.get('mailKeys', id)?.refreshToken;
  const rights = createShortRights<MailAccount, GoogleFailed>({
    ...deps,
    purpose: 'mailRefresh',
    keptOf,
    nothingKept: signedOut,
    async ask({ id }, refreshToken) {
      const client = mailClientOf(records, id);
      const told = client && (await bridge.call('mail.refresh', { client, refreshToken }));
      if (told === undefined) return signedOut;
      return told.ok ? told.value : { outcome: 'failed', why: 'lost' };
    },
    onOtherKey: (id, refreshToken) => run('mail.renewKey', { id, refreshToken }),
    async onFailed({ id }, { why }, refreshToken) {
      // Somebody may have signed in anew meanwhile.
      if (lasting.has(why) && keptOf(id) === refreshToken) await run('mail.noteSignedOut', { id });
    },
  });
  return {
    ...rights,
    async of(account) {
      const access = mailAccessSchema.parse(account);
      if (account.signIn === undefined) return ok(access);
      const granted = await rights.of(account);
      if (granted.outcome === 'failed') return signInProblem(account.signIn.provider, granted.why);
      return ok({ ...access, accessToken: granted.accessToken });
    },
  };
}

/** The owner's registration by which a mailbox was signed in to. */
export function mailClientOf(records: RecordReader, id: string): MailClient | undefined {
  return mailClientSchema.safeParse(records.get('mailKeys', id)).data;
}
