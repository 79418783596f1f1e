import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs, CallName, CallResult } from '#shared/bridge/contract.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { GoogleLink } from '#shared/domain/google.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';

/** Everything that Google is asked with for one account. */
export interface Asking {
  link: GoogleLink;
  access: CallArgs<'google.event'>['access'];
  calendarId: string;
}

/** Asks Google, and gives what it answers or why not. */
export async function ask<Name extends Extract<CallName, `google.${string}`>>(
  bridge: Pick<Bridge, 'call'>,
  name: Name,
  args: CallArgs<Name>,
): Promise<Result<Exclude<CallResult<Name>, GoogleFailed>, GoogleFailed>> {
  const told = await bridge.call(name, args);
  if (!told.ok) return err({ outcome: 'failed', why: 'lost' });
  const answer: CallResult<Name> = told.value;
  if (isFailed(answer)) return err(answer);
  return ok(answer as Exclude<CallResult<Name>, GoogleFailed>);
}

function isFailed(answer: { outcome: string }): answer is GoogleFailed {
  return answer.outcome === 'failed';
}
