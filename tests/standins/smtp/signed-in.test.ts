import { afterEach, expect, test } from 'vitest';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createMailSignIn } from '#electron/services/mail/sign-in.ts';
import { createMailService } from '#electron/services/mail/service.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { mailServerUrl } from '#shared/domain/channel.ts';
import { type MailProvider, mailScopes, maySend } from '#shared/domain/mail-sign-in.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startHttp } from '../google/http.ts';
import { createOauth } from '../google/oauth.ts';
import { startSmtp } from './server.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A provider with its sign-in and its mail server, and the shell that somebody signs in by. */
async function world(provider: MailProvider) {
  const oauth = createOauth(Date.now, provider);
  const http = await startHttp({
    answer: (asked) => oauth.answer(asked) ?? { status: 404 },
    faultOf: () => undefined,
  });
  const takesToken = (token: string): boolean =>
    oauth.scopesOf(token)?.includes(mailScopes[provider][0]!) === true;
  const smtp = await startSmtp({ takesToken });
  ends.push(http.stop, smtp.stop);
  const { clientId, clientSecret } = oauth.client;
  const secret = provider === 'google' ? { clientSecret } : {};
  const client = { provider, clientId, ...secret, server: http.url };
  const place = { host: '127.0.0.1', port: smtp.port, security: 'starttls' as const };
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  guard.configure({ localOnly: true, origins: { signIn: [http.url], mail: [mailServerUrl(place)] } });
  const lines: string[] = [];
  guard.watch(({ purpose }) => lines.push(purpose));
  const { streams, calls } = createMailSignIn({ guard });
  const service = createMailService({ guard, now: () => 0 });

  async function signIn(how: Parameters<typeof oauth.consent>[1] = {}) {
    let page: Promise<unknown> = Promise.resolve();
    const words = { done: 'Done', refused: 'Refused' };
    const done = await streams['mail.connect'](
      { client, address: smtp.user, words },
      ({ url }) => {
        expect(new URL(url).searchParams.get('login_hint')).toBe(smtp.user);
        // A browser finds this computer by either name.
        page = fetch(oauth.consent(url, how).replace('localhost', '127.0.0.1'));
      },
      new AbortController().signal,
    );
    await page;
    return expectOk(done);
  }

  async function send(accessToken: string) {
    const account = { ...place, name: 'Rivera', address: smtp.user, user: smtp.user, accessToken };
    const mail = {
      messageId: '<a@rivera.example>',
      to: 'marta@example.com',
      subject: 'Hello',
      text: 'Hello',
    };
    return expectOk(await service['mail.send']({ account, mail: { ...mail, references: [] } }));
  }
  return { oauth, http, smtp, client, calls, lines, signIn, send };
}

test.each(['google', 'microsoft'] as const)(
  'an owner signs in at %s in their browser, and e-mails go out without a password here',
  async (provider) => {
    const { http, smtp, client, calls, lines, signIn, send } = await world(provider);
    const granted = await signIn();
    if (granted.outcome !== 'access') throw new Error(granted.why);
    expect(maySend(provider, granted.scopes)).toBe(true);
    expect(await send(granted.accessToken)).toMatchObject({ outcome: 'accepted' });
    expect(smtp.taken).toMatchObject([{ isSecure: true, signedInAs: smtp.user }]);
    const renewed = expectOk(await calls['mail.refresh']({ client, refreshToken: granted.refreshToken }));
    if (renewed.outcome !== 'access') throw new Error(renewed.why);
    expect(await send(renewed.accessToken)).toMatchObject({ outcome: 'accepted' });
    // Microsoft gives another key each time, and asks a program for no secret.
    expect(renewed.refreshToken !== undefined).toBe(provider === 'microsoft');
    expect(http.traffic.join().includes('client_secret')).toBe(provider === 'google');
    expect(new Set(lines)).toEqual(new Set(['signIn', 'mail']));
  },
);

test('who is not let in any more reads that they have to sign in again, and nothing of passwords', async () => {
  const { oauth, client, calls, signIn, send } = await world('google');
  const granted = await signIn();
  if (granted.outcome !== 'access') throw new Error(granted.why);
  oauth.forget();
  const refused = await send(granted.accessToken);
  expect(refused).toMatchObject({ outcome: 'refused' });
  const advice = adviseOnSendError(refused as { code: number }, 'email');
  expect(advice).toMatchObject({ reaction: 'reconnect', sentence: expect.stringContaining('Sign in again') });
  expect(advice.sentence).not.toContain('password');
  const { refreshToken } = granted;
  expect(expectOk(await calls['mail.refresh']({ client, refreshToken }))).toMatchObject({
    why: 'invalidGrant',
  });
});

test('what was disconnected is given back at Google, and Microsoft has no place for that', async () => {
  const google = await world('google');
  const granted = await google.signIn();
  if (granted.outcome !== 'access') throw new Error(granted.why);
  const { refreshToken } = granted;
  const giveBack = () => google.calls['mail.revoke']({ client: google.client, refreshToken });
  expect(expectOk(await giveBack())).toEqual({ outcome: 'done' });
  expect(google.oauth.grants.size).toBe(0);
  // Twice is once.
  expect(expectOk(await giveBack())).toEqual({ outcome: 'done' });
  const microsoft = await world('microsoft');
  const { client, calls, http } = microsoft;
  expect(expectOk(await calls['mail.revoke']({ client, refreshToken: 'x' }))).toMatchObject({
    outcome: 'failed',
  });
  expect(http.traffic).toEqual([]);
});

test('who refuses, or leaves out what sends, has connected nothing that could', async () => {
  const { signIn } = await world('microsoft');
  expect(await signIn({ refuses: true })).toEqual({ outcome: 'failed', why: 'denied' });
  const part = await signIn({ only: ['offline_access'] });
  expect(part.outcome === 'access' && maySend('microsoft', part.scopes)).toBe(false);
});
