import type { SendError, SendErrorMeaning } from '../send-errors.ts';

/** In the place of a reply where no safe connection came about: "encryption needed", by RFC 5248. */
export const noEncryption = 523;

/** In the place of a reply where a mailbox that is signed in to at its provider is not let in any more. */
export const signedOut = 524;

/** `5.7.30` as one number, to be kept beside the reply's code. */
export function enhancedCode(text: string): number | undefined {
  const found = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(text);
  if (found === null) return undefined;
  const [, kind, subject, detail] = found.map(Number);
  return kind! * 1_000_000 + subject! * 1000 + detail!;
}

const microsoft = 'https://admin.microsoft.com';
/** Signing in with a password is switched off for the mailbox or the whole company. */
const passwordsOff = new Set(['5.7.30', '5.7.139', '5.7.57'].map(enhancedCode));
/** Gmail's and Microsoft's daily limits. */
const dayIsFull = new Set(['5.4.5', '5.1.90', '5.7.233', '4.5.3'].map(enhancedCode));
const tooLarge = new Set(['5.3.4', '5.2.3'].map(enhancedCode));
const signIn: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Whether a reply refuses who signs in, and not what is sent. */
export const isSignIn = (code: number): boolean => signIn.has(code);

/** What an SMTP server's answer means (RFC 5321 4.2, RFC 3463), in the owner's words. */
export function mailErrors({ code, subcode }: SendError): SendErrorMeaning | undefined {
  if (code === signedOut) return passwordsOff.has(subcode) ? meanings.smtpOff : meanings.signedOut;
  if (passwordsOff.has(subcode)) return meanings.passwordsOff;
  if (code === noEncryption) return meanings.noEncryption;
  if (isSignIn(code)) return meanings.signIn;
  if (dayIsFull.has(subcode)) return meanings.dayIsFull;
  if (tooLarge.has(subcode) || code === 552) return meanings.tooLarge;
  // A server that does not know the sender yet, or is busy, takes it some minutes later.
  if (code >= 400 && code < 500) return meanings.later;
  return code >= 500 && code < 600 ? meanings.refused : undefined;
}

const meanings = {
  passwordsOff: {
    reaction: 'reconnect',
    sentence: () =>
      `Microsoft does not let programs sign in to this mailbox with a password. Who looks after your Microsoft account can allow “Authenticated SMTP” for it at ${microsoft}; otherwise connect a mailbox elsewhere.`,
  },
  smtpOff: {
    reaction: 'reconnect',
    sentence: () =>
      `Microsoft lets no program send from this mailbox. Who looks after your Microsoft account can allow “Authenticated SMTP” for it at ${microsoft}.`,
  },
  signedOut: {
    reaction: 'reconnect',
    sentence: () =>
      'Google or Microsoft does not let Plumbline send from this mailbox any more. Sign in again in Settings, under Channels.',
  },
  noEncryption: {
    reaction: 'reconnect',
    sentence: () =>
      'The mail server offers no safe connection, so nothing was sent. Look at its name, its port and “Encryption” in Settings, under Channels.',
  },
  signIn: {
    reaction: 'reconnect',
    sentence: () =>
      'The mail server does not take this user name and password. Gmail, iCloud, Yahoo and others ask for an app password, which you make in the security settings of your account there; the usual password does not work.',
  },
  dayIsFull: {
    reaction: 'stop',
    sentence: () =>
      'Your mail provider takes no more e-mails from you today. What waits can go out tomorrow: press “Try again” then.',
  },
  tooLarge: {
    reaction: 'fix',
    sentence: () => 'The e-mail is too large for a mail server on its way. Send a smaller file.',
  },
  later: {
    reaction: 'retry',
    sentence: () => 'The mail server asks to try again later. Plumbline does so by itself for a while.',
  },
  refused: {
    reaction: 'never',
    sentence: () =>
      'The mail server refused it: the address may be wrong, or its owner takes no mail from you. See the details.',
  },
} as const satisfies Record<string, SendErrorMeaning>;
