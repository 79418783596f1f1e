import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult, MailAccess } from '#shared/bridge/contract.ts';
import { isSignIn, signedOut } from '#shared/channels/email/errors.ts';
import { mailFiles } from '#shared/channels/email/files.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type EgressGuard, EgressRefusal } from '../egress/guard.ts';
import { createLease, type Lease } from '../transfers/lease.ts';
import { createUploads } from '../transfers/uploads.ts';
import { composeMail } from './compose.ts';
import { outcomeOf } from './outcome.ts';
import { createMailSession, type MailSession } from './session.ts';
import { createMailSignIn } from './sign-in.ts';

export interface MailServiceDeps {
  guard: Pick<EgressGuard, 'dial' | 'fetch'>;
  /** How long a server may say nothing, in milliseconds. */
  patience?: number | undefined;
  /** Epoch milliseconds. */
  now(): number;
}

type MailHandlers = Pick<CallHandlers, Extract<keyof CallHandlers, `mail.${string}`>>;
type Outcome = CallResult<'mail.send'>;

/** How long a file waits for its e-mail, in milliseconds. */
const fileWaits = 5 * 60_000;

/**
 * Speaks to the owner's own mail server, one connection for each e-mail, so that each is a line of the ledger. A server
 * that says nothing for long is given up: some take their time with a greeting on purpose.
 */
export function createMailService({ guard, patience = 60_000, now }: MailServiceDeps): MailHandlers {
  const uploads = createUploads();
  const files = new Map<string, Lease & { pieces: Bytes[] }>();

  /** Signs in and does one thing there. */
  async function during(
    account: MailAccess,
    bytes: number,
    act: (session: MailSession) => Promise<Outcome>,
  ): Promise<Result<Outcome>> {
    let session: MailSession | undefined;
    try {
      const stream = await guard.dial('mail', mailServerUrl(account), bytes);
      session = createMailSession(account, stream, patience);
      await session.open();
      return ok(await act(session));
    } catch (error) {
      if (error instanceof EgressRefusal) return problem('egress.refused', error.message);
      return ok(forSignedIn(account, outcomeOf(error, session?.hasLeft() === true)));
    } finally {
      session?.close();
    }
  }

  return {
    async 'mail.send'({ account, mail }) {
      const file = mail.file && files.get(mail.file.upload);
      if (mail.file !== undefined && file === undefined)
        return problem(
          'egress.file-missing',
          'The file of this e-mail is no longer at hand. Nothing was sent.',
        );
      file?.end();
      const message = await composeMail({ account, mail, file: file?.pieces, now: now() });
      return during(account, message.length, async (session) => {
        await session.hand({ from: account.address, to: mail.to }, message);
        return { outcome: 'accepted', externalId: mail.messageId };
      });
    },
    async 'mail.putFile'({ upload, ...piece }) {
      const added = uploads.add({ upload, ...piece }, mailFiles.limits.document!);
      if (!added.ok) return added;
      if (added.value !== undefined)
        files.set(upload, {
          ...createLease(fileWaits, () => files.delete(upload)),
          pieces: added.value,
        });
      return ok({});
    },
    ...createMailSignIn({ guard }).calls,
  };
}

/** Without a password there is none to look at: somebody has to sign in anew. */
function forSignedIn({ accessToken }: MailAccess, outcome: Outcome): Outcome {
  if (accessToken === undefined || outcome.outcome !== 'refused' || !isSignIn(outcome.code)) return outcome;
  return { ...outcome, code: signedOut };
}
