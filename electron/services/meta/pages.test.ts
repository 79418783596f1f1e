import { afterEach, beforeEach, expect, test } from 'vitest';
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
  const webhook = { callbackUrl: 'https://relay.example/hook', verifyToken: 'token' };
  expect(await service()['channel.subscribe']({ account: account(), ...webhook })).toEqual({
    ok: true,
    value: {},
  });
});
