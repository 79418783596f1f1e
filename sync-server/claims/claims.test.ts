import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Limits } from '../limits.ts';
import { closeCodeOf, openSocket } from '../testing/client.ts';
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

test('a member that claims without end stops nobody else, is told, and has room again when its claims expire', async () => {
  const limits = { claimsPerMember: 5, claimsPerWorkspace: 7, claimsAlwaysLeft: 2 };
  const small = await startRelay({ now: () => Date.now() + offset, limits });
  const owner = await createTestWorkspace(['device-01', 'device-02', 'device-03', 'device-04']);
  const { url } = small;
  const [greedy, same, other, third] = await (async () => {
    const memberIds = ['member-01', 'member-01', 'member-02', 'member-03'];
    const memberOf = new Map(owner.devices.map(({ id }, index) => [id, memberIds[index]!]));
    const { devices } = JSON.parse(fromUtf8(fromBase64Url((await owner.signed(1)).payload))) as Membership;
    const members = [...new Set(memberIds)].map((id) => ({ id, role: 'owner' }));
    await owner.register(url, 1, undefined, {
      members,
      devices: devices.map((device) => ({ ...device, memberId: memberOf.get(device.id) ?? device.memberId })),
    });
    return Promise.all(owner.devices.map((device) => owner.signIn(url, device)));
  })();
  let made = 0;
  const claim = (token: string, key = String(made++).padStart(43, 'k')) =>
    request(url, `/v1/workspaces/${owner.workspace}/claims`, {
      method: 'POST',
      json: { key, ttlSeconds: 60 },
      token,
    });
  for (let i = 0; i < 5; i++) expect((await claim(greedy!)).status).toBe(200);
  expect((await claim(greedy!)).json).toMatchObject({ error: { code: 'claim.too-many' } });
  // Another device of the same member is no way around it; what it holds it can ask for again.
  expect((await claim(same!)).status).toBe(429);
  expect((await claim(greedy!, '0'.padStart(43, 'k'))).json).toMatchObject({ granted: true });
  for (let i = 0; i < 2; i++) expect((await claim(other!)).json).toMatchObject({ granted: true });
  expect((await claim(other!)).status).toBe(429);
  expect((await claim(third!)).json).toMatchObject({ granted: true });
  offset += 61_000;
  expect((await claim(greedy!)).json).toMatchObject({ granted: true });
  await small.stop();
});

/** Asks for all that a room has. */
const step1 = new Uint8Array([0, 0, 1, 0]);

/** Two starts of one device, of which the first holds a claim and has a socket. */
async function twoStarts(limits: Partial<Limits>) {
  const started = await startRelay({ limits });
  onTestFinished(() => started.stop());
  const { url } = started;
  const owner = await createTestWorkspace(['device-01']);
  await owner.register(url);
  const [first, second] = [
    await owner.signIn(url, owner.devices[0]!, undefined, 'first-start'),
    await owner.signIn(url, owner.devices[0]!, undefined, 'second-start'),
  ];
  const claim = async (token: string): Promise<unknown> => {
    const json = { key: 'k'.repeat(43), ttlSeconds: 60 };
    const path = `/v1/workspaces/${owner.workspace}/claims`;
    return (await request(url, path, { method: 'POST', json, token })).json['granted'];
  };
  const { workspace } = owner;
  const { socket, send, frames } = await openSocket({ url, workspace, token: first, room: 'r'.repeat(24) });
  send(step1);
  // It has answered, and so it knows of the socket.
  await expect.poll(() => frames.length).toBeGreaterThan(0);
  expect(await claim(first)).toBe(true);
  return { socket, first, second, claim };
}

test('a claim is one start’s of a device: a copy of the device does not do the same, while the first is there', async () => {
  const { socket, first, second, claim } = await twoStarts({ probeMilliseconds: 600_000 });
  expect(await claim(second)).toBe(false);
  expect(await claim(first)).toBe(true);
  socket.close();
  await closeCodeOf(socket);
  await expect.poll(() => claim(second)).toBe(true);
});

test('a device that has crashed gets its claims back although its last socket still seems open', async () => {
  const { socket, second, claim } = await twoStarts({ probeMilliseconds: 50 });
  socket.pause();
  expect(await claim(second)).toBe(true);
  socket.terminate();
});
