import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createPagesService } from './service.ts';

let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin();
});
afterEach(() => standin.close());

const service = () => {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  return createPagesService({ fetch: guard.fetch('channel.whatsapp') });
};
const account = (changes: object = {}) => {
  const { pageId, accessToken } = standin.account;
  return { graphUrl: standin.url, pageId, accessToken, ...changes };
};

test('an answer goes out over the page, later ones marked as a person’s', async () => {
  const message = { account: account(), recipientId: '9001', text: 'We come at nine.' };
  const first = await service()['pages.send']({ ...message, humanAgent: false });
  const second = await service()['pages.send']({ ...message, humanAgent: true });
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
  const message = { account: account(), recipientId: '9001', text: 'Hello', humanAgent: false };
  expect(await service()['pages.send'](message)).toMatchObject({
    ok: true,
    value: { outcome: 'refused', code: 190 },
  });
  expect(await service()['pages.markRead']({ account: account(), recipientId: '9001' })).toMatchObject({
    ok: true,
  });
});

test('the page and its Instagram account are named when they can be reached, and a wrong token says so', async () => {
  const { pageId, instagramId } = standin.account;
  const ask = (id: string, changes = {}) => service()['pages.test']({ account: account(changes), id });
  expect(await ask(pageId)).toEqual({ ok: true, value: { name: 'Sample Plumbing' } });
  expect(await ask(instagramId)).toEqual({ ok: true, value: { name: '@sampleplumbing' } });
  expect(await ask('me')).toMatchObject({ ok: true });
  expect(await ask('me', { accessToken: 'wrong' })).toMatchObject({
    error: { code: 'whatsapp.not-permitted' },
  });
  expect(await service()['pages.subscribe']({ account: account() })).toEqual({ ok: true, value: {} });
});
