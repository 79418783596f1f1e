import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin({ enforceWindow: false });
});
afterEach(() => standin.close());

function serviceFor(patience?: number) {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  return createMetaService({
    fetch: guard.fetch('channel.meta'),
    fetchFile: guard.fetch('channel.files'),
    patience,
  });
}

function account(changes: object = {}) {
  return { kind: 'whatsapp' as const, ...standin.account, graphUrl: standin.url, ...changes };
}

function send(changes: object = {}, patience?: number) {
  const message = { recipient: { phone: '16505551234' }, text: 'We come at nine.', correlation: 'record-1' };
  const address = { account: account(), humanAgent: false };
  return serviceFor(patience)['channel.send']({ ...address, ...message, ...changes });
}

test('a reply goes out as Meta describes it, with what its statuses will carry', async () => {
  const sent = await send({ replyTo: 'wamid.question' });
  expect(sent).toEqual({ ok: true, value: { outcome: 'accepted', externalId: standin.sent[0]!.externalId } });
  expect(standin.faults).toEqual([]);
  expect(standin.sent).toMatchObject([
    {
      recipient: '16505551234',
      text: 'We come at nine.',
      correlation: 'record-1',
      replyTo: 'wamid.question',
    },
  ]);
  expect(standin.sent[0]!.body).toMatchObject({ to: '+16505551234' });
});

test('a customer who hides the number is reached by user id, which never goes into `to`', async () => {
  await send({ recipient: { userId: 'US.13491208655302741918' } });
  expect(standin.dropped).toEqual([]);
  expect(standin.sent[0]!.body).toMatchObject({ recipient: 'US.13491208655302741918' });
  expect(standin.sent[0]!.body).not.toHaveProperty('to');
});

test.each([
  0, 1, 2, 4, 10, 190, 200, 368, 80007, 130429, 131000, 131016, 131031, 131056, 131057, 132001, 133004,
])('error %i comes back with its code, so that the right thing is done about it', async (code) => {
  standin.failNext(code);
  expect(await send()).toMatchObject({ ok: true, value: { outcome: 'refused', code } });
});

test('an answer that is lost leaves the outcome unknown, because Meta may have taken the message', async () => {
  standin.loseNextAnswer();
  expect(await send()).toMatchObject({ ok: true, value: { outcome: 'unknown' } });
  expect(standin.sent).toHaveLength(1);
});

test('an answer that does not come in time leaves the outcome unknown', async () => {
  standin.latency = 400;
  expect(await send({}, 50)).toMatchObject({ ok: true, value: { outcome: 'unknown' } });
});

test('where nothing listens the message has certainly not left', async () => {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const free = (server.address() as AddressInfo).port;
      server.close(() => resolve(free));
    });
  });
  const answer = await send({ account: account({ graphUrl: `http://127.0.0.1:${port}` }) });
  expect(answer).toMatchObject({ ok: true, value: { outcome: 'unreachable' } });
});

test('an address that the settings do not name gets nothing', async () => {
  const answer = await send({ account: account({ graphUrl: 'https://graph.example' }) });
  expect(answer).toMatchObject({ ok: false, error: { code: 'egress.refused' } });
});

test('templates are read to the last page, and go out as Meta describes them', async () => {
  const answer = await serviceFor()['channel.templates']({ account: account() });
  expect(answer).toMatchObject({ ok: true });
  const listed = answer.ok ? answer.value.templates : [];
  expect(listed.map(({ name }) => name)).toEqual(standin.templates.list.map(({ name }) => name));
  const template = {
    name: 'invoice_due',
    language: 'en_US',
    components: [
      { type: 'header', parameters: [{ type: 'text', text: 'Sample', parameter_name: 'business' }] },
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Anna', parameter_name: 'first_name' },
          { type: 'text', text: '€ 40', parameter_name: 'amount' },
        ],
      },
      { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '17' }] },
    ],
  };
  const recipient = { phone: '16505551234' };
  const address = { account: account(), recipient, humanAgent: false };
  const message = { ...address, template, correlation: 'record-2' };
  expect(await serviceFor()['channel.sendTemplate'](message)).toMatchObject({
    ok: true,
    value: { outcome: 'accepted' },
  });
  expect(standin.faults).toEqual([]);
  const missing = { ...message, template: { ...template, name: 'gone' } };
  expect(await serviceFor()['channel.sendTemplate'](missing)).toMatchObject({
    ok: true,
    value: { outcome: 'refused', code: 132001 },
  });
});

test('a customer’s message is marked as read', async () => {
  const answer = await serviceFor()['channel.markRead']({
    account: account(),
    externalId: 'wamid.question',
  });
  expect(answer).toEqual({ ok: true, value: {} });
  expect(standin.read).toEqual(['wamid.question']);
});

test('the number and its name are shown when the connection works', async () => {
  const answer = await serviceFor()['channel.test']({ account: account(), part: 'account' });
  expect(answer).toEqual({
    ok: true,
    value: { name: 'Sample Plumbing · +15550783881' },
  });
});

test('a version in the address is kept', async () => {
  const answer = await serviceFor()['channel.test']({
    account: account({ graphUrl: `${standin.url}/v26.0/` }),
    part: 'account',
  });
  expect(answer.ok).toBe(true);
});

test('a wrong token says that WhatsApp must be connected again', async () => {
  const answer = await serviceFor()['channel.test']({
    account: account({ accessToken: 'wrong' }),
    part: 'account',
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'channel.not-permitted' } });
});

test('an address that does not prove itself is not subscribed, and the owner reads why', async () => {
  const answer = await serviceFor()['channel.subscribe']({
    account: account(),
    appSecret: standin.account.appSecret,
    callbackUrl: `${standin.url}/nobody`,
    verifyToken: 'token',
  });
  expect(answer).toMatchObject({
    ok: false,
    error: { remedy: expect.stringContaining('verification failed') },
  });
});

test('somebody who has written to a page only is not written to over a number, and nothing leaves', async () => {
  expect(await send({ recipient: { scopedId: '9001' } })).toMatchObject({
    error: { code: 'egress.wrong-channel' },
  });
  expect(standin.sent).toEqual([]);
});
