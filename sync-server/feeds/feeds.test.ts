import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedUrl } from '#shared/sync/feed.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now: () => Date.now() + offset, limits: { feedsPerWorkspace: 2 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const address = 'a'.repeat(43);
const calendar = (words: string) => `BEGIN:VCALENDAR\r\nX-WR-CALNAME:${words}\r\nEND:VCALENDAR\r\n`;

async function team() {
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  const signIn = () => owner.signIn(relay.url, owner.devices[0]!);
  let token = await signIn();
  const at = (id: string) => `/v1/workspaces/${owner.workspace}/feeds/${id}`;
  const put = (id: string, words: string, more: object = {}) =>
    request(relay.url, at(id), {
      method: 'PUT',
      json: { text: calendar(words), expiredText: calendar('over'), ttlSeconds: 3600, ...more },
      token,
    });
  const remove = (id: string) => request(relay.url, at(id), { method: 'DELETE', token });
  const comeBack = async () => void (token = await signIn());
  return { put, remove, at, comeBack };
}

const open = (id: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(feedUrl(relay.url, id), { headers, method });

test('a phone opens a calendar by its address alone, as a calendar, and is told when nothing has changed', async () => {
  const { put, at } = await team();
  expect((await open(address)).status).toBe(404);
  expect((await put(address, 'first')).status).toBe(200);
  const opened = await open(address);
  expect(opened.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(await opened.text()).toBe(calendar('first'));
  const etag = opened.headers.get('etag')!;
  expect((await open(address, { 'if-none-match': `W/${etag}, "x"` })).status).toBe(304);
  const head = await open(address, {}, 'HEAD');
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  await put(address, 'second');
  const again = await open(address, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([200, calendar('second')]);
  expect((await request(relay.url, at(address), { method: 'DELETE' })).status).toBe(401);
  expect((await open(address)).status).toBe(200);
});

test('what is withdrawn is gone at once, and what nobody renews says so instead of going on as if it were true', async () => {
  const { put, remove, comeBack } = await team();
  const mine = 'b'.repeat(43);
  await put(mine, 'now');
  offset += 3_601_000;
  const over = await open(mine);
  expect([over.status, await over.text()]).toEqual([200, calendar('over')]);
  await comeBack();
  await put(mine, 'later');
  expect(await (await open(mine)).text()).toBe(calendar('later'));
  expect((await remove(mine)).status).toBe(204);
  expect((await open(mine)).status).toBe(404);
});

test('nobody takes another team’s address, nor more than a few, nor puts anything but a calendar there', async () => {
  const [one, other] = [await team(), await team()];
  const [first, second, third] = ['c', 'd', 'e'].map((letter) => letter.repeat(43)) as [
    string,
    string,
    string,
  ];
  await one.put(first, 'one');
  expect((await other.put(first, 'other')).status).toBe(409);
  await other.remove(first);
  expect(await (await open(first)).text()).toBe(calendar('one'));
  expect((await one.put(second, 'two')).status).toBe(200);
  expect((await one.put(third, 'three')).status).toBe(409);
  expect((await one.put(second, 'again')).status).toBe(200);
  expect((await one.put(second, 'x', { text: '<html>' })).status).toBe(400);
  expect((await one.put('short', 'x')).status).toBe(400);
  expect((await one.put(second, 'x', { ttlSeconds: 61 * 86_400 })).status).toBe(400);
});

test('who guesses addresses, or reads without end, is slowed down', async () => {
  const slow = await startRelay({ limits: { feedReadsPerMinute: 3 } });
  const statuses: number[] = [];
  for (let tried = 0; tried < 5; tried++)
    statuses.push((await fetch(feedUrl(slow.url, `${tried}`.repeat(43)))).status);
  expect(statuses).toEqual([404, 404, 404, 429, 429]);
  await slow.stop();
});
