import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { authBytes, closeCode } from '#shared/sync/protocol.ts';
import { openSocket } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, type TestWorkspace } from '../testing/workspace.ts';

/** Behind a proxy that is trusted, so that a test says from where it comes. */
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ trustedProxies: ['127.0.0.1'] });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const office = { ranges: ['192.0.2.0/24', '2001:db8:1::/48'] };
const as = (role: string): Partial<Membership> => ({ members: [{ id: 'member-01', role }] });

async function ask(path: string, address: string, init: { json?: unknown; token?: string } = {}) {
  const response = await fetch(`${relay.url}${path}`, {
    method: init.json === undefined ? 'GET' : 'POST',
    headers: {
      'x-forwarded-for': address,
      'content-type': 'application/json',
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
    },
    ...(init.json === undefined ? {} : { body: JSON.stringify(init.json) }),
  });
  return { status: response.status, json: (await response.json()) as Record<string, never> };
}

/** Signs the first device in from an address. */
async function signInFrom({ workspace, devices }: TestWorkspace, address: string) {
  const [device] = devices;
  const { relayId } = (await ask('/v1/relay', address)).json;
  const json = { workspace, device: device!.id };
  const { challenge } = (await ask('/v1/auth/challenge', address, { json })).json;
  const bytes = authBytes({ relayId: relayId!, challenge: challenge!, ...json });
  const signature = toBase64Url(await device!.sign(bytes));
  return ask('/v1/auth/token', address, { json: { ...json, challenge, signature } });
}

async function teamWith(more: Partial<Membership>) {
  const team = await createTestWorkspace();
  await team.register(relay.url, 1, undefined, more);
  return team;
}

test('a manager signs in from the networks that an owner has signed, and is told where they may not', async () => {
  const team = await teamWith({ networks: office, ...as('manager') });
  for (const inside of ['192.0.2.200', '2001:db8:1:2::3', '::ffff:192.0.2.1'])
    expect((await signInFrom(team, inside)).status, inside).toBe(200);
  for (const outside of ['198.51.100.1', '2001:db8:2::1', '::ffff:198.51.100.1'])
    expect(await signInFrom(team, outside), outside).toMatchObject({
      status: 403,
      json: { error: { code: 'auth.network' } },
    });
});

test('a token of inside opens nothing from outside, by request or by socket', async () => {
  const team = await teamWith({ networks: office, ...as('manager') });
  const token = String((await signInFrom(team, '192.0.2.7')).json['token']);
  const path = `/v1/workspaces/${team.workspace}/address`;
  expect(await ask(path, '192.0.2.8', { token })).toMatchObject({
    status: 200,
    json: { address: '192.0.2.8' },
  });
  expect((await ask(path, '198.51.100.1', { token })).status).toBe(403);
  // It comes from this computer, as no proxy says otherwise.
  const socket = await openSocket({
    url: relay.url,
    workspace: team.workspace,
    token,
    room: 'a-room-of-the-test',
  });
  expect(await socket.closed).toBe(closeCode.tokenExpired);
});

test('owners come from everywhere unless they bind themselves, and technicians always do', async () => {
  const away = '198.51.100.1';
  for (const [role, networks, status] of [
    ['owner', office, 200],
    ['owner', { ...office, owners: true as const }, 403],
    ['technician', { ...office, owners: true as const }, 200],
  ] as const)
    expect((await signInFrom(await teamWith({ networks, ...as(role) }), away)).status, role).toBe(status);
});

test('a list that an owner signs later holds at once for who is in', async () => {
  const team = await teamWith(as('manager'));
  const token = String((await signInFrom(team, '198.51.100.1')).json['token']);
  const socket = await openSocket({
    url: relay.url,
    workspace: team.workspace,
    token,
    room: 'a-room-of-the-test',
  });
  await team.register(relay.url, 2, undefined, { networks: office, ...as('manager') });
  expect(await socket.closed).toBe(closeCode.tokenExpired);
  expect((await signInFrom(team, '198.51.100.1')).status).toBe(403);
  await team.register(relay.url, 3, undefined, as('manager'));
  expect((await signInFrom(team, '198.51.100.1')).status).toBe(200);
});
