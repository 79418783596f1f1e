import type { GoogleFailure } from '#shared/bridge/contract/google.ts';
import { err, type Result } from '#shared/lib/result.ts';

const words: Record<GoogleFailure, [message: string, remedy: string]> = {
  notAllowed: [
    'Nothing was sent: the settings do not let Plumbline reach this address.',
    'Check the address.',
  ],
  unreachable: ['Google cannot be reached from here.', 'Check the connection.'],
  lost: ['The connection to Google was lost.', 'Try again.'],
  server: ['Google has failed.', 'Try again in a minute.'],
  tooMany: ['Google takes no more requests for a while.', 'Try again in a few minutes.'],
  limited: ['Google lets nobody change this account’s calendars for some hours.', 'Try again tomorrow.'],
  invalidGrant: ['Google does not know this sign-in any more.', 'Connect again.'],
  invalidClient: [
    'Google does not know this client ID and secret.',
    'Copy both again from Google’s console.',
  ],
  denied: ['Nobody has signed in at Google.', 'Connect again when you want to.'],
  unauthorized: ['Google does not know this sign-in any more.', 'Connect again.'],
  forbidden: ['Google does not let this account do that.', 'Connect again and leave everything ticked.'],
  missing: ['Google does not have this any more.', 'Try again.'],
  gone: ['Google does not have this any more.', 'Try again.'],
  changed: ['It was changed at Google meanwhile.', 'Try again.'],
  taken: ['Google has this already.', 'Try again.'],
  tooLong: ['Google does not look at so long a time at once.', 'Ask for fewer days.'],
  switchedOff: [
    'Your project at Google has not switched this on.',
    'Switch it on under APIs & Services → Library.',
  ],
  full: ['Google has no more room in this spreadsheet.', 'Take away what is not needed there.'],
  refused: ['Google has refused this.', 'Check the client ID and its kind: it has to be a desktop app.'],
};

/** Fields in which what is wrong was typed. */
const fieldOf: Partial<Record<GoogleFailure, 'clientId' | 'clientSecret'>> = {
  invalidClient: 'clientSecret',
};

/** Why Google did not do it, in the owner's words, and at the field where it was typed. */
export function googleProblem(why: GoogleFailure): Result<never> {
  const [message, remedy] = words[why];
  const field = fieldOf[why];
  return err({
    code: `google.${why}`,
    message,
    remedy,
    ...(field !== undefined && { fields: [{ path: [field], message: `${message} ${remedy}` }] }),
  });
}
