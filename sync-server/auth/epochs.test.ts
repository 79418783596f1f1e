import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Member } from '#shared/sync/membership.ts';
import { closeCode, deniedReason, messageType } from '#shared/sync/protocol.ts';
import { connectClient, openSocket } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { askToken, createTestWorkspace, request } from '../testing/workspace.ts';

const room = 'Contacts-of-the-test';
const money = 'MoneyBox-of-the-test';
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const member = (access: Member['access']): Member[] => [{ id: 'member-01', role: 'technician', access }];

test('a device that missed new keys is told so with the signed record, and comes in with the new epoch', async () => {
  const { url } = relay;
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(url);
  const [stays] = owner.devices;
  const oldToken = await owner.signIn(url);
  const socket = await openSocket({ url, workspace: owner.workspace, room, token: oldToken });
  const cut = socket.closed;
  await owner.register(url, 2, ['device-01', 'device-02'], { epoch: 2 });
  expect(await cut).toBe(closeCode.epochChanged);
  const again = await openSocket({ url, workspace: owner.workspace, room, token: oldToken });
  expect(await again.closed).toBe(closeCode.epochChanged);

  const refused = await askToken(url, owner.workspace, stays!);
  expect(refused).toMatchObject({ status: 409, json: { error: { code: 'auth.stale-epoch' } } });
  const signed = await owner.signed(2, undefined, { epoch: 2 });
  expect(refused.json['chain']).toEqual({
    records: [await owner.signed(1), { ...signed, seals: {} }],
    more: false,
  });
  const taken = await askToken(url, owner.workspace, stays!, 2);
  expect(taken).toMatchObject({ status: 200, json: { epoch: 2, sequence: 2 } });
  const fetched = await request(url, `/v1/workspaces/${owner.workspace}/membership?after=1`, {
    token: String(taken.json['token']),
  });
  expect(fetched.json).toEqual({ records: [{ ...signed, seals: {} }], more: false });
});

test('a removed device learns why, and nobody learns who else is in a workspace', async () => {
  const { url } = relay;
  const [owner, stranger] = [
    await createTestWorkspace(['device-01', 'device-02']),
    await createTestWorkspace(),
  ];
  await owner.register(url);
  await owner.register(url, 2, ['device-01'], { epoch: 2 });
  const removed = await askToken(url, owner.workspace, owner.devices[1]!);
  expect(removed).toMatchObject({ status: 403, json: { error: { code: 'auth.removed' } } });
  expect(removed.json['chain']).toEqual({
    records: [await owner.signed(1), await owner.signed(2, ['device-01'], { epoch: 2 })],
    more: false,
  });
  for (const id of ['device-02', 'device-09']) {
    const other = await askToken(url, owner.workspace, { ...stranger.devices[0]!, id });
    expect(other).toMatchObject({ status: 403, json: { error: { code: 'auth.removed' } } });
    expect(other.json['chain']).toBeUndefined();
  }
  expect((await request(url, `/v1/workspaces/${owner.workspace}/membership`)).status).toBe(401);
});

test('a record that does not follow the relay’s one is refused, so that no removal is lost', async () => {
  const { url } = relay;
  const owner = await createTestWorkspace();
  await owner.register(url);
  const unlinked = await owner.register(url, 2, undefined, { previous: 'x'.repeat(43) });
  expect(unlinked).toMatchObject({ status: 409, json: { error: { code: 'membership.not-next' } } });
  expect((await owner.register(url, 2, undefined, { epoch: 2 })).status).toBe(204);
  const fork = await owner.register(url, 2);
  expect(fork).toMatchObject({ status: 409, json: { error: { code: 'membership.fork' } } });
});

test('a member opens the rooms of its compartments only, writes where it may, and a change counts at once', async () => {
  const { url } = relay;
  const owner = await createTestWorkspace();
  await owner.register(url, 1, undefined, { members: member({ Contacts: 'write' }) });
  const address = { url, workspace: owner.workspace, room, token: await owner.signIn(url) };
  expect(await (await openSocket({ ...address, room: money })).closed).toBe(closeCode.noAccess);

  const device = connectClient(address);
  const denied: string[] = [];
  device.provider.messageHandlers[messageType.auth] = (_encoder, decoder) => {
    decoding.readVarUint(decoder);
    denied.push(decoding.readVarString(decoder));
  };
  envelopes(device.doc).push([new Uint8Array([1])]);
  await device.allStored();
  await owner.register(url, 2, undefined, { members: member({ Contacts: 'read' }) });
  envelopes(device.doc).push([new Uint8Array([2])]);
  await eventually(() => denied.length === 1);
  expect(denied).toEqual([deniedReason.readOnly]);
  expect(device.provider.wsconnected).toBe(true);
  const reader = connectClient(address);
  await eventually(() => reader.provider.synced);
  expect(envelopes(reader.doc).toArray()).toEqual([new Uint8Array([1])]);

  const codes: number[] = [];
  device.provider.on('closed', ({ code }) => codes.push(code));
  reader.close();
  await owner.register(url, 3, undefined, { members: member({ MoneyBox: 'read' }) });
  await eventually(() => codes.length === 1);
  expect(codes).toEqual([closeCode.noAccess]);
  const moneyReader = await openSocket({ ...address, room: money });
  moneyReader.send(new Uint8Array([0, 0, 1, 0]));
  await eventually(() => moneyReader.frames.length > 0);
  moneyReader.socket.terminate();
  device.close();
});

test('the operator decides who may make a workspace; those that are there go on', async () => {
  const token = 'a-token-of-the-operator';
  const closed = await startRelay({ workspaces: 'closed' });
  const [one, two] = [await createTestWorkspace(), await createTestWorkspace()];
  expect((await one.register(closed.url)).json).toMatchObject({ error: { code: 'workspace.closed' } });
  await closed.stop();

  const byToken = await startRelay({
    dataFolder: closed.dataFolder,
    workspaces: 'token',
    workspaceTokens: [token],
  });
  const register = async (owner: typeof one, sequence: number, shown?: string) => {
    const { status, json } = await owner.register(byToken.url, sequence, undefined, undefined, shown);
    return status === 204 ? 'made' : (json['error'] as { code: string }).code;
  };
  expect(await register(one, 1)).toBe('workspace.token-needed');
  expect(await register(one, 1, 'a-token-of-somebody-else')).toBe('workspace.token-needed');
  expect(await register(one, 1, token)).toBe('made');
  expect(await register(two, 1, token)).toBe('workspace.token-used');
  await byToken.stop();

  const later = await startRelay({ dataFolder: closed.dataFolder, workspaces: 'closed' });
  expect((await one.register(later.url, 2)).status).toBe(204);
  await later.stop();
});

test('a relay takes in its first workspace, and each other one with the token that its operator finds in the data folder', async () => {
  const relay = await startRelay({ workspaces: 'first' });
  const owners = await Promise.all([1, 2, 3, 4].map(() => createTestWorkspace()));
  const register = async (index: number, shown?: string, sequence = 1) => {
    const { status, json } = await owners[index]!.register(relay.url, sequence, undefined, undefined, shown);
    return status === 204 ? 'made' : (json['error'] as { code: string }).code;
  };
  const both = await Promise.all([register(0), register(1)]);
  expect(both.toSorted()).toEqual(['made', 'workspace.token-needed']);
  const first = both.indexOf('made');
  expect(await register(1 - first)).toBe('workspace.token-needed');
  expect(await register(first, undefined, 2)).toBe('made');

  if (relay.tokenFile === undefined) return relay.stop();
  const read = async () => (await readFile(relay.tokenFile!, 'utf8')).trim();
  expect((await stat(relay.tokenFile)).mode & 0o777).toBe(0o600);
  const token = await read();
  expect(await register(1 - first, token)).toBe('made');
  expect(await register(2, token)).toBe('workspace.token-needed');
  const next = await read();
  expect(next).not.toBe(token);
  await relay.stop();

  const again = await startRelay({ dataFolder: relay.dataFolder, workspaces: 'first' });
  expect(await read()).toBe(next);
  expect((await owners[3]!.register(again.url)).status).toBe(403);
  expect((await owners[2]!.register(again.url, 1, undefined, undefined, next)).status).toBe(204);
  expect(relay.output() + again.output()).not.toContain(next);
  await again.stop();
});
