import type { Bridge } from '#shared/bridge/bridge.ts';
import type { StreamResult } from '#shared/bridge/contract.ts';
import type { CommandContext } from '#shared/commands/command.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { checkAgreed } from '#shared/commands/news.ts';
import {
  type GoogleCalendar,
  type GoogleClient,
  googleClientSchema,
  type GoogleLink,
  googleOriginsOf,
  type GoogleUse,
  type GoogleWants,
  missingUses,
  scopesFor,
} from '#shared/domain/google.ts';
import { err, ok, problem, type Result } from '#shared/lib/result.ts';
import type { BusyByGoogle } from './busy.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { CommandDone } from '../commands/api.ts';
import { createBrowserSignIn } from '../channels/browser-sign-in.ts';
import type { Guard } from '../guard.ts';
import type { Google } from './google.ts';
import { googleProblem } from './problems.ts';

/** Whom somebody signs in for, and what for. */
export type { BusyByGoogle } from './busy.ts';

export interface GoogleWish {
  staffId: string;
  wants: GoogleWants;
  /** The owner's own registration; left out where an account that is connected has it. */
  client?: GoogleClient | undefined;
  /** In the owner's language: what the browser says when it is over, and what stands in the calendar. */
  words: { done: string; refused: string } & NonNullable<GoogleLink['words']>;
}

export interface GoogleApi {
  /** Where somebody signs in, in a browser of theirs. What was begun before is given up. */
  beginGoogle(wish: GoogleWish): Promise<Result<{ url: string }>>;
  /** Waits until they have, and connects the account. `missing`: what is wanted and Google was not allowed. */
  finishGoogle(): Promise<Result<{ missing: GoogleUse[] }>>;
  /** When people are busy at Google between two moments: for whoever looks for a time now, and for nobody to keep. */
  googleBusy(span: { start: number; end: number }): Promise<Result<BusyByGoogle[]>>;
  /** The calendars of an account, for whoever chooses among them now. */
  googleCalendars(linkId: string): Promise<Result<GoogleCalendar[]>>;
  /** Somebody looks at the schedule: what was moved at Google is asked for now. */
  lookAtGoogle(): Promise<void>;
  /** Nobody signs in after all. */
  giveUpGoogle(): Promise<void>;
}

interface GoogleParts {
  google: Google;
  library: RecordReader;
  /** Whether an owner has agreed to it: see `checkAgreed`. */
  news: Pick<CommandContext, 'agreed'>;
  run(name: 'google.connect', args: ArgsOf<'google.connect'>): Promise<Result<CommandDone>>;
  /** Lets out to these origins while a step lasts. */
  whileAllowed<T>(also: { google: string[] }, step: () => Promise<T>): Promise<T>;
}

export function createGoogleApi(
  { unlocked, writing }: Guard<GoogleParts>,
  { bridge }: { bridge: Bridge },
): GoogleApi {
  const signIn = createBrowserSignIn<
    { wish: GoogleWish; client: GoogleClient },
    StreamResult<'google.connect'>
  >();

  async function begin(parts: GoogleParts, wish: GoogleWish): Promise<Result<{ url: string }>> {
    signIn.giveUp();
    const agreed = checkAgreed(parts.news, 'google-calendar');
    if (!agreed.ok) return agreed;
    const client = clientOf(parts.library, wish);
    if (!client.ok) return client;
    const scopes = Object.values(scopesFor(wish.wants));
    if (scopes.length === 0) return problem('google.nothing', 'Choose what Google is to be used for.');
    const { done, refused } = wish.words;
    const args = { client: client.value, scopes, words: { done, refused } };
    const origins = { google: googleOriginsOf(client.value) };
    const first = await signIn.begin({ wish, client: client.value }, (emit, signal) =>
      parts.whileAllowed(origins, () => bridge.stream('google.connect', args, emit, signal)),
    );
    if (!first.ok) return first;
    return 'url' in first.value ? ok(first.value) : googleProblem('refused');
  }

  async function finish({ run, google }: GoogleParts): Promise<Result<{ missing: GoogleUse[] }>> {
    const mine = await signIn.finish();
    if (mine === undefined) return googleProblem('denied');
    const { told } = mine;
    if (told === undefined) return problem('google.given-up', 'Nobody has signed in at Google.');
    if (!told.ok) return told;
    if (told.value.outcome === 'failed') return googleProblem(told.value.why);
    const { accessToken, until, refreshToken, scopes } = told.value;
    const { staffId, wants, words } = mine.wish.wish;
    const { busy, blocked, closed, name } = words;
    const done = await run('google.connect', {
      staffId,
      wants,
      words: { busy, blocked, closed, name },
      ...mine.wish.client,
      refreshToken,
      scopes,
    });
    if (!done.ok) return done;
    google.keep((done.value.value as { id: string }).id, { accessToken, until });
    google.wake();
    return ok({ missing: missingUses({ wants, scopes }) });
  }

  return {
    beginGoogle: (wish) => writing((parts) => begin(parts, wish)),
    finishGoogle: () => unlocked(finish),
    googleBusy: ({ start, end }) => unlocked(async ({ google }) => ok(await google.busy.between(start, end))),
    googleCalendars: (linkId) =>
      unlocked(async ({ google }) => {
        const listed = await google.calendarsOf(linkId);
        return listed.ok ? listed : googleProblem(listed.error.why);
      }),
    async lookAtGoogle() {
      await unlocked(async ({ google }) => ok(google.look()));
    },
    async giveUpGoogle() {
      signIn.giveUp();
    },
  };
}

/** The registration that was typed, or that an account has been connected by. */
function clientOf(records: RecordReader, { client, staffId }: GoogleWish): Result<GoogleClient> {
  if (client === undefined) return knownClient(records, staffId);
  const parsed = googleClientSchema.safeParse(client);
  if (parsed.success) return ok(parsed.data);
  const wrong = parsed.error.issues.map(({ path }) => {
    const field = String(path[0]);
    return { path: [field], message: malformed[field] ?? '' };
  });
  return err({ code: 'google.malformed', message: wrong[0]?.message ?? '', fields: wrong });
}

function knownClient(records: RecordReader, staffId: string): Result<GoogleClient> {
  const links = [...records.all('googleLinks')].toSorted(
    (a, b) => Number(b.staffId === staffId) - Number(a.staffId === staffId),
  );
  for (const { id, clientId, server } of links) {
    const clientSecret = records.get('googleKeys', id)?.clientSecret ?? '';
    const parsed = googleClientSchema.safeParse({ clientId, clientSecret, server });
    if (parsed.success) return ok(parsed.data);
  }
  return problem(
    'google.no-client',
    'The client ID and its secret are not here any more.',
    'Type them again.',
  );
}

const malformed: Record<string, string> = {
  clientId: 'This is not a client ID as Google gives it. Copy all of it.',
  clientSecret: 'This is not a client secret as Google gives it. Copy all of it.',
  server: 'This is not an address that can be used: it begins with https://.',
};
