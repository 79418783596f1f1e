import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { expectOk } from '#shared/lib/result.ts';
import { apiError, type GoogleStandin, startGoogle } from '#tests/standins/google/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createGoogleService } from './service.ts';

let google: GoogleStandin;
beforeEach(async () => {
  google = await startGoogle();
});
afterEach(() => google.stop());

const scopes = [
  'https://www.googleapis.com/auth/calendar.app.created',
  'https://www.googleapis.com/auth/calendar.freebusy',
];
const words = { done: 'You can close this page <now>.', refused: 'Not allowed.' };
const client = () => ({ ...google.oauth.client, server: google.url });

const lines: EgressEntry[] = [];
function service(origins: string[] = [google.url]) {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  guard.configure({ localOnly: true, origins: { google: origins } });
  lines.length = 0;
  guard.watch((line) => lines.push(line));
  return createGoogleService({ guard });
}

/** Signs in as somebody does: `browser` is what their browser does with Google's address. */
async function signIn(
  browser: (url: string) => Promise<unknown>,
  { streams } = service(),
  signal = new AbortController().signal,
) {
  let page: Promise<unknown> = Promise.resolve();
  const done = await streams['google.connect'](
    { client: client(), scopes, words },
    ({ url }) => {
      page = browser(url);
    },
    signal,
  );
  await page;
  return expectOk(done);
}

const allow = (only?: string[]) => (url: string) =>
  fetch(google.oauth.consent(url, { ...(only && { only }) }));

test('somebody signs in in their browser: the proof stays here, the answer comes to a port of this computer', async () => {
  let shown = '';
  let asked = new URL('http://x');
  const granted = await signIn(async (url) => {
    asked = new URL(url);
    shown = await (await allow()(url)).text();
  });
  expect(granted).toMatchObject({ outcome: 'access', scopes });
  expect(shown).toContain('close this page &#60;now&#62;.');
  expect(asked.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const exchange = google.traffic.find((line) => line.startsWith('POST /token'))!;
  expect(asked.search).not.toContain(new URLSearchParams(exchange.split(' ')[2]).get('code_verifier'));
  expect(lines.map(({ purpose, origin }) => [purpose, origin])).toEqual([['google', google.url]]);
});

test('what somebody has not ticked is not there, and Google says so', async () => {
  expect(await signIn(allow(scopes.slice(0, 1)))).toMatchObject({ scopes: scopes.slice(0, 1) });
});

test('an answer that names another state is none, whoever on this computer gives it', async () => {
  const granted = await signIn(async (url) => {
    const answer = new URL(google.oauth.consent(url));
    const forged = new URL(answer);
    forged.searchParams.set('state', 'x'.repeat(32));
    forged.searchParams.set('code', 'of-the-attacker');
    expect((await fetch(forged)).status).toBe(404);
    expect((await fetch(answer, { method: 'POST' })).status).toBe(404);
    await fetch(answer);
  });
  expect(granted).toMatchObject({ outcome: 'access' });
  expect(google.traffic.join()).not.toContain('of-the-attacker');
});

test('who refuses, and who never answers, connects nothing', async () => {
  const refused = await signIn((url) => fetch(google.oauth.consent(url, { refuses: true })));
  expect(refused).toEqual({ outcome: 'failed', why: 'denied' });
  const stop = new AbortController();
  const given = await signIn(async () => stop.abort(), service(), stop.signal);
  expect(given).toEqual({ outcome: 'failed', why: 'denied' });
  expect(google.oauth.grants.size).toBe(0);
});

test('a right is renewed; one that was taken back is told as that, and asked for once', async () => {
  const granted = await signIn(allow());
  if (granted.outcome === 'failed') throw new Error(granted.why);
  const { calls } = service();
  const { refreshToken } = granted;
  const renewed = expectOk(await calls['google.refresh']({ client: client(), refreshToken }));
  expect(renewed).toMatchObject({ outcome: 'access', until: expect.any(Number) });
  expect(renewed).not.toHaveProperty('refreshToken');
  google.oauth.forget();
  google.traffic.length = 0;
  expect(expectOk(await calls['google.refresh']({ client: client(), refreshToken }))).toEqual({
    outcome: 'failed',
    why: 'invalidGrant',
  });
  expect(google.traffic).toHaveLength(1);
});

test('a right that is given back opens nothing any more; its token stands in no address', async () => {
  const granted = await signIn(allow());
  if (granted.outcome === 'failed') throw new Error(granted.why);
  const { calls } = service();
  const { refreshToken } = granted;
  const give = { server: google.url, refreshToken };
  expect(expectOk(await calls['google.revoke'](give))).toEqual({ outcome: 'done' });
  expect(google.oauth.grants.size).toBe(0);
  expect(expectOk(await calls['google.revoke'](give)), 'what is gone is gone').toEqual({ outcome: 'done' });
  const addresses = google.traffic.map((line) => line.split(' ')[1]);
  expect(addresses.join()).not.toContain(encodeURIComponent(refreshToken));
});

test.each([
  [apiError(503, 'backendError'), 'server'],
  [apiError(429, 'rateLimitExceeded', 'Slow down', { 'retry-after': '7' }), 'tooMany', 7],
  [{ status: 401, body: { error: 'invalid_client' } }, 'invalidClient'],
  ['brokenBefore', 'lost'],
  ['brokenAfter', 'lost'],
] as const)('%o is told as what it is, and tried once', async (fault, why, after?: number) => {
  google.failNext('POST /token', fault);
  const { calls } = service();
  const told = expectOk(await calls['google.refresh']({ client: client(), refreshToken: 'any' }));
  expect(told).toEqual({ outcome: 'failed', why, ...(after !== undefined && { retryAfter: after }) });
  expect(google.traffic).toHaveLength(1);
});

test('nothing leaves where the settings name no Google', async () => {
  const { calls } = service([]);
  expect(expectOk(await calls['google.refresh']({ client: client(), refreshToken: 'any' }))).toEqual({
    outcome: 'failed',
    why: 'notAllowed',
  });
  expect(google.traffic).toEqual([]);
  expect(lines).toMatchObject([{ purpose: 'google', allowed: false }]);
});
