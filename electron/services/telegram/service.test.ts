import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TelegramAct, TelegramUpdate } from '#shared/bridge/contract/telegram.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { startTelegram, type TelegramStandin } from '#tests/standins/telegram/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createTelegramService } from './service.ts';

let telegram: TelegramStandin;
beforeEach(async () => {
  telegram = await startTelegram();
});
afterEach(() => telegram.stop());

const lines: EgressEntry[] = [];
function service(origins: string[] = [telegram.url]) {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  guard.configure({ localOnly: true, origins: { telegram: origins } });
  lines.length = 0;
  guard.watch((line) => lines.push(line));
  return createTelegramService({ guard, patienceSeconds: 5 });
}
const access = () => ({ token: telegram.token, apiRoot: telegram.url });

const act = (wish: TelegramAct, { calls } = service()) =>
  calls['telegram.act']({ access: access(), act: wish });
const say = (text: string, more: object = {}): TelegramAct => ({
  act: 'send',
  chat: '77',
  said: { text, bold: [] },
  buttons: [],
  ...more,
});

async function poll(offset?: number, seconds = 0, signal = new AbortController().signal) {
  const got: TelegramUpdate[] = [];
  const done = await service().streams['telegram.poll'](
    { access: access(), seconds, ...(offset !== undefined && { offset }) },
    (updates) => got.push(...updates),
    signal,
  );
  return { got, done };
}

test('a token is known by whose bot it is, and by who else receives what is sent to it', async () => {
  telegram.setWebhook('https://elsewhere.example/hook/secret');
  expect(await service().calls['telegram.test']({ access: access() })).toEqual({
    ok: true,
    value: {
      outcome: 'bot',
      bot: { id: String(telegram.bot.id), username: telegram.bot.username, name: 'Van Dijk' },
      webhook: 'elsewhere.example',
    },
  });
  expect(lines.map(({ purpose, origin, allowed }) => [purpose, origin, allowed])).toEqual([
    ['telegram', telegram.url, true],
    ['telegram', telegram.url, true],
  ]);
  expect(JSON.stringify(lines)).not.toContain(telegram.token);
});

test('nothing leaves where the settings name no Telegram', async () => {
  const refused = await act(say('Hello'), service([]));
  expect(refused).toEqual({ ok: true, value: { outcome: 'failed', why: 'notAllowed' } });
  expect(telegram.traffic).toEqual([]);
  expect(lines).toMatchObject([{ purpose: 'telegram', allowed: false }]);
});

test('words go out as words: what looks like markup is none, and bold is where it is said', async () => {
  const text = 'New message\n<b>*_[x](tg://user?id=1)_*</b> & `1`';
  const sent = await act(say(text, { said: { text, bold: [{ offset: 0, length: 11 }] } }));
  expect(sent).toEqual({ ok: true, value: { outcome: 'done', messageId: 1, text } });
  expect(telegram.messages).toMatchObject([{ chat: '77', text, bold: ['New message'] }]);
  expect(telegram.traffic.join()).not.toContain('parse_mode');
});

test('what somebody writes, presses and does with the bot comes by its number, whatever order it comes in', async () => {
  await act(say('Draft', { buttons: [[{ label: 'Send', data: 'h-1' }]] }));
  const first = telegram.say(77, '/start abc');
  telegram.press(77, telegram.messages[0]!, 'Send');
  telegram.push({
    my_chat_member: { chat: { id: -5, type: 'group' }, new_chat_member: { status: 'member' } },
  });
  telegram.push({ poll: { id: 'x' } });
  telegram.disturb('reverse');
  const { got } = await poll();
  expect(got.toSorted((a, b) => a.id - b.id)).toMatchObject([
    { kind: 'text', id: first, chat: '77', chatKind: 'private', from: '77', text: '/start abc' },
    { kind: 'press', chat: '77', from: '77', data: 'h-1', messageId: 1, shown: 'Draft' },
    { kind: 'chat', chat: '-5', chatKind: 'other', isIn: true },
    { kind: 'other' },
  ]);
  expect((await poll(first + 4)).got).toEqual([]);
});

test('whoever waits for updates can stop waiting, and leaves the next one in peace', async () => {
  const stop = new AbortController();
  const waiting = poll(undefined, 50, stop.signal);
  await expect.poll(() => telegram.polls()).toBe(1);
  stop.abort();
  expect((await waiting).done).toMatchObject({ ok: true, value: { outcome: 'failed' } });
  await expect.poll(() => telegram.polls()).toBe(0);
  telegram.say(77, 'Hello');
  expect((await poll()).got).toHaveLength(1);
  expect(telegram.conflicts).toBe(0);
});

test.each([
  [401, 'Unauthorized', 'unauthorized'],
  [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
  [409, "Conflict: can't use getUpdates method while webhook is active", 'webhook'],
  [403, 'Forbidden: bot was blocked by the user', 'blocked'],
  [400, 'Bad Request: chat not found', 'blocked'],
  [400, 'Bad Request: message is too long', 'refused'],
  [500, 'Internal Server Error', 'server'],
])('%i “%s” is told as what it is', async (code, description, why) => {
  telegram.failNext('sendMessage', { code, description });
  expect(await act(say('Hello'))).toEqual({ ok: true, value: { outcome: 'failed', why } });
});

test('too many requests come back with how long to wait', async () => {
  telegram.failNext('sendMessage', {
    code: 429,
    description: 'Too Many Requests: retry after 7',
    retryAfter: 7,
  });
  expect(await act(say('Hello'))).toEqual({
    ok: true,
    value: { outcome: 'failed', why: 'tooMany', retryAfter: 7 },
  });
});

test('a server that is not there has certainly not been reached', async () => {
  const gone = await startTelegram();
  await gone.stop();
  const apiRoot = gone.url;
  const { calls } = service([apiRoot]);
  expect(
    await calls['telegram.act']({ access: { token: telegram.token, apiRoot }, act: say('Hello') }),
  ).toEqual({ ok: true, value: { outcome: 'failed', why: 'unreachable' } });
});
