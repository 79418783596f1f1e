import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { seenDevicesSchema } from '#shared/sync/sessions.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored } from '../testing/store.ts';
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

const room = 'a-room-of-the-test';

test('an owner is told when each device was last connected and from where; nobody else is, and no disk holds it', async () => {
  const team = await createTestWorkspace(['device-01', 'device-02']);
  await team.register(relay.url);
  const token = await team.signIn(relay.url);
  const path = `/v1/workspaces/${team.workspace}/sessions`;
  const seen = async () => seenDevicesSchema.parse((await request(relay.url, path, { token })).json).devices;
  expect(await seen()).toEqual({});
  const client = connectClient({ url: relay.url, workspace: team.workspace, token, room });
  await client.allStored();
  const connected = await seen();
  expect(connected).toMatchObject({ 'device-01': { isConnected: true, address: '127.0.0.1' } });
  expect(Object.keys(connected)).toEqual(['device-01']);
  offset = 60_000;
  client.close();
  await eventually(async () => !(await seen())['device-01']?.isConnected);
  expect((await seen())['device-01']!.at).toBeGreaterThanOrEqual(connected['device-01']!.at + 60_000);
  expect((await everythingStored(relay.dataFolder)).includes('127.0.0.1')).toBe(false);

  const others = await createTestWorkspace(['device-01']);
  const managers = { members: [{ id: 'member-01', role: 'manager' }] };
  await others.register(relay.url, 1, undefined, managers);
  const asManager = await request(relay.url, `/v1/workspaces/${others.workspace}/sessions`, {
    token: await others.signIn(relay.url),
  });
  expect(asManager.json['error']).toMatchObject({ code: 'auth.role' });
  expect((await request(relay.url, path, { token: await others.signIn(relay.url) })).status).toBe(401);
});
