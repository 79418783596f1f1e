import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now: () => Date.now() + offset });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

test('of devices that want to do the same at once exactly one may, again after a lost answer, until it expires', async () => {
  const { url } = relay;
  const ids = ['device-01', 'device-02', 'device-03'];
  const owner = await createTestWorkspace(ids);
  await owner.register(url);
  const tokens = await Promise.all(owner.devices.map((device) => owner.signIn(url, device)));
  const key = 'k'.repeat(43);
  const claim = (token: string, more = {}) =>
    request(url, `/v1/workspaces/${owner.workspace}/claims`, {
      method: 'POST',
      json: { key, ttlSeconds: 60, ...more },
      token,
    });
  const answers = await Promise.all(tokens.map((token) => claim(token)));
  expect(answers.filter(({ json }) => json['granted'] === true)).toHaveLength(1);
  const winner = answers.findIndex(({ json }) => json['granted'] === true);
  expect((await claim(tokens[winner]!)).json).toMatchObject({ granted: true });
  const loser = tokens[(winner + 1) % ids.length]!;
  expect((await claim(loser)).json).toMatchObject({ granted: false });
  expect((await claim(loser, { key: 'l'.repeat(43) })).json).toMatchObject({ granted: true });
  offset += 61_000;
  expect((await claim(loser)).json).toMatchObject({ granted: true });
  expect((await claim(loser, { key: 'short' })).status).toBe(400);
  expect((await claim('no token')).status).toBe(401);
});
