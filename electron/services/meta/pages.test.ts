import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ignore } from '#shared/lib/ignore.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin();
});
afterEach(() => standin.close());

const service = () => {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  return createMetaService({
    fetch: guard.fetch('channel.meta'),
    fetchFile: guard.fetch('channel.files'),
  });
};
const account = (changes: object = {}) => ({
  kind: 'messenger' as const,
  ...standin.account,
  graphUrl: standin.url,
  ...changes,
});
const recipient = { scopedId: '9001' };
const correlation = 'record-1';

test('an answer goes out over the page, later ones marked as a person’s', async () => {
  const message = { account: account(), recipient, correlation, text: 'We come at nine.' };
  const first = await service()['channel.send']({ ...message, humanAgent: false });
  const second = await service()['channel.send']({ ...message, humanAgent: true });
  expect(first).toEqual({ ok: true, value: { outcome: 'accepted', externalId: standin.pages.sent[0]!.mid } });
  expect(second).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
  expect(standin.pages.sent).toMatchObject([
    { recipient: { id: '9001' }, messaging_type: 'RESPONSE' },
    { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
  ]);
  expect(standin.faults).toEqual([]);
});

test('a refusal comes back with its code, and a message is shown as seen', async () => {
  standin.failNext(190);
  const message = { account: account(), recipient, correlation, text: 'Hello', humanAgent: false };
  expect(await service()['channel.send'](message)).toMatchObject({
    ok: true,
    value: { outcome: 'refused', code: 190 },
  });
  expect(
    await service()['channel.markRead']({ account: account(), recipient, externalId: 'm_1' }),
  ).toMatchObject({
    ok: true,
  });
});

test('the page and its Instagram account are named when they can be reached, and a wrong token says so', async () => {
  const ask = (part: 'token' | 'account', changes: object = {}) =>
    service()['channel.test']({ account: account(changes), part });
  expect(await ask('account')).toEqual({ ok: true, value: { name: 'Sample Plumbing' } });
  expect(await ask('account', { kind: 'instagram' })).toEqual({
    ok: true,
    value: { name: '@sampleplumbing' },
  });
  expect(await ask('token')).toMatchObject({ ok: true });
  expect(await ask('token', { accessToken: 'wrong' })).toMatchObject({
    error: { code: 'channel.not-permitted' },
  });
});

test('the app is told where to deliver a page’s messages and comments; where it is not to be told, somebody has to', async () => {
  const relay = createServer((request, response) => {
    response.end(new URL(request.url!, 'http://relay').searchParams.get('hub.challenge'));
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const callbackUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/hook`;
  const subscribe = (appSecret: string, changes: object = {}) =>
    service()['channel.subscribe']({
      account: account(changes),
      appSecret,
      callbackUrl,
      verifyToken: 'token',
    });
  const { appSecret } = standin.account;
  expect(await subscribe(appSecret)).toEqual({ ok: true, value: {} });
  expect(await subscribe(appSecret, { kind: 'instagram' })).toEqual({ ok: true, value: {} });
  const { subscriptions } = standin.discovery;
  expect(subscriptions.get('page')).toMatchObject({ url: callbackUrl });
  expect(subscriptions.get('page')!.fields).toContain('feed');
  expect(subscriptions.get('instagram')!.fields).toEqual(
    expect.arrayContaining(['messages', 'comments', 'live_comments']),
  );
  const byHand = await subscribe('another secret');
  expect(byHand).toMatchObject({ ok: true, value: { byHand: expect.stringContaining('access token') } });
  relay.close();
});

test('who has written is known by their name where Meta tells it, and nobody else', async () => {
  const ask = (kind: 'messenger' | 'instagram', scopedId: string) =>
    service()['channel.profile']({ account: account({ kind }) as never, scopedId });
  standin.pages.names.set('9001', { name: 'Ada Braun' });
  standin.pages.names.set('9002', { name: 'Jörg 🔧', username: 'joerg.fixes' });
  standin.pages.names.set('9003', { name: 'Has not written' });
  // No relay is there to take the deliveries.
  ignore(standin.pages.writes('page', '9001', { text: 'Hello' }));
  ignore(standin.pages.writes('instagram', '9002', { text: 'Hello' }));
  expect(await ask('messenger', '9001')).toEqual({ ok: true, value: { name: 'Ada Braun' } });
  expect(await ask('instagram', '9002')).toEqual({
    ok: true,
    value: { name: 'Jörg 🔧', username: 'joerg.fixes' },
  });
  expect(await ask('messenger', '9003')).toEqual({ ok: true, value: {} });
  expect(
    await service()['channel.profile']({
      account: account({ accessToken: 'wrong' }) as never,
      scopedId: '9001',
    }),
  ).toMatchObject({ error: { code: 'channel.not-permitted' } });
});
