import type { Bridge } from '#shared/bridge/bridge.ts';
import type { StreamResult } from '#shared/bridge/contract.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { type MailClient, mailClientSchema, maySend, signInOrigin } from '#shared/domain/mail-sign-in.ts';
import { err, ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { createBrowserSignIn } from '../channels/browser-sign-in.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Guard } from '../guard.ts';
import { mailClientOf, type MailRights } from './mail-rights.ts';
import { signInProblem } from './sign-in-problems.ts';

/** Which mailbox somebody signs in to. */
export interface MailWish {
  address: string;
  /** The sender, as customers see it. */
  name: string;
  /** The owner's own registration; left out where a mailbox that is connected has it. */
  client?: MailClient | undefined;
  /** What the browser says when it is over. */
  words: { done: string; refused: string };
}

export interface MailSignInApi {
  /** Where somebody signs in, in a browser of theirs. What was begun before is given up. */
  beginMail(wish: MailWish): Promise<Result<{ url: string }>>;
  /** Waits until they have, and connects the mailbox. */
  finishMail(): Promise<Result<unknown>>;
  /** Nobody signs in after all. */
  giveUpMail(): Promise<void>;
}

interface MailParts {
  library: RecordReader;
  mailRights: Pick<MailRights, 'keep'>;
  run(name: 'mail.signIn', args: ArgsOf<'mail.signIn'>): Promise<Result<CommandDone>>;
  /** Lets out to these origins while a step lasts. */
  whileAllowed<T>(also: { signIn: string[] }, step: () => Promise<T>): Promise<T>;
}

export function createMailSignInApi(
  { unlocked, writing }: Guard<MailParts>,
  { bridge }: { bridge: Bridge },
): MailSignInApi {
  const signIn = createBrowserSignIn<{ wish: MailWish; client: MailClient }, StreamResult<'mail.connect'>>();

  async function begin(parts: MailParts, wish: MailWish): Promise<Result<{ url: string }>> {
    signIn.giveUp();
    const client = clientFor(parts.library, wish);
    if (!client.ok) return client;
    const { address, words } = wish;
    const args = { client: client.value, address, words };
    const origins = { signIn: [signInOrigin(client.value)] };
    const first = await signIn.begin({ wish, client: client.value }, (emit, signal) =>
      parts.whileAllowed(origins, () => bridge.stream('mail.connect', args, emit, signal)),
    );
    if (!first.ok) return first;
    return 'url' in first.value ? ok(first.value) : signInProblem(client.value.provider, 'refused');
  }

  async function finish({ run, mailRights }: MailParts): Promise<Result<unknown>> {
    const mine = await signIn.finish();
    if (mine?.told === undefined) return problem('mail.given-up', 'Nobody has signed in.');
    const { wish, told } = mine;
    const { client } = wish;
    if (!told.ok) return told;
    if (told.value.outcome === 'failed') return signInProblem(client.provider, told.value.why);
    const { accessToken, until, refreshToken, scopes } = told.value;
    if (!maySend(client.provider, scopes)) return signInProblem(client.provider, 'forbidden');
    const { address, name } = wish.wish;
    const done = await run('mail.signIn', { address, name, client, refreshToken });
    if (done.ok) mailRights.keep((done.value.value as { id: string }).id, { accessToken, until });
    return done;
  }

  return {
    beginMail: (wish) => writing((parts) => begin(parts, wish)),
    finishMail: () => unlocked(finish),
    async giveUpMail() {
      signIn.giveUp();
    },
  };
}

/** The registration that was typed, or that the mailbox was signed in to by. */
function clientFor(records: RecordReader, { client, address }: MailWish): Result<MailClient> {
  if (client === undefined) {
    const account = [...records.all('mailAccounts')].find((each) => each.address === address);
    const known = account && mailClientOf(records, account.id);
    return known === undefined
      ? problem('mail.no-client', 'The client ID is not here any more.', 'Connect the mailbox anew.')
      : ok(known);
  }
  const parsed = mailClientSchema.safeParse(client);
  if (parsed.success && (client.provider === 'microsoft' || client.clientSecret !== undefined))
    return ok(parsed.data);
  const wrong = parsed.success ? ['clientSecret'] : parsed.error.issues.map(({ path }) => String(path[0]));
  const fields = wrong.map((field) => ({ path: [field], message: malformed[field] ?? '' }));
  return err({ code: 'mail.malformed', message: fields[0]?.message ?? '', fields });
}

const malformed: Record<string, string> = {
  clientId: 'This is not a client ID as it is given out. Copy all of it.',
  clientSecret: 'This is not a client secret as Google gives it. Copy all of it.',
  server: 'This is not an address that can be used: it begins with https://.',
};
