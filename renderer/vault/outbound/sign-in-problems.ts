import type { GoogleFailure } from '#shared/bridge/contract/google.ts';
import type { MailProvider } from '#shared/domain/mail-sign-in.ts';
import { err, type Result } from '#shared/lib/result.ts';

const names: Record<MailProvider, string> = { google: 'Google', microsoft: 'Microsoft' };

type Words = (name: string) => [message: string, remedy: string];
const again: Words = (name) => [
  `${name} does not know this sign-in any more.`,
  'Sign in again in Settings, under Channels.',
];
const words: Partial<Record<GoogleFailure, Words>> = {
  notAllowed: () => [
    'Nothing was sent: the settings do not let Plumbline reach this address.',
    'Check the address.',
  ],
  unreachable: (name) => [`${name} cannot be reached from here.`, 'Check the connection.'],
  lost: (name) => [`The connection to ${name} was lost.`, 'Try again.'],
  server: (name) => [`${name} has failed.`, 'Try again in a minute.'],
  tooMany: (name) => [`${name} takes no more requests for a while.`, 'Try again in a few minutes.'],
  invalidGrant: again,
  unauthorized: again,
  invalidClient: (name) => [`${name} does not know this client ID.`, 'Copy it again from where you made it.'],
  denied: (name) => [`Nobody has signed in at ${name}.`, 'Connect again when you want to.'],
  forbidden: (name) => [
    `${name} was not allowed to let Plumbline send.`,
    'Connect again and leave everything ticked.',
  ],
};
const refused: Words = (name) => [
  `${name} has refused this.`,
  'Check the client ID and its kind: it has to be a desktop app.',
];

/** Why somebody could not be signed in to their mailbox, in the owner's words, and at the field where it was typed. */
export function signInProblem(provider: MailProvider, why: GoogleFailure): Result<never> {
  const [message, remedy] = (words[why] ?? refused)(names[provider]);
  const path = ['clientId'];
  const fields = why === 'invalidClient' ? { fields: [{ path, message: `${message} ${remedy}` }] } : {};
  return err({ code: `mail.sign-in-${why}`, message, remedy, ...fields });
}
