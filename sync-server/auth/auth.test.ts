import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createVerifier } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { authBytes, closeCode, offerProtocols, relayProofBytes } from '#shared/sync/protocol.ts';
import { openSocket, socketUrl } from '../testing/client.ts';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request, signIn } from '../testing/workspace.ts';

const room = 'a-room-of-the-test';
const minute = 60_000;
let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ now: () => Date.now() + offset });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

test('a membership is taken from an owner’s device only, and as the successor of what the relay has', async () => {
  const { url } = relay;
  const [mine, other] = [await createTestWorkspace(['device-01', 'device-02']), await createTestWorkspace()];
  const put = async (...records: unknown[]) =>
    (
      await request(url, `/v1/workspaces/${mine.workspace}/membership`, {
        method: 'PUT',
        json: { records },
      })
    ).status;
  const first = await mine.signed(1);
  expect(await put(await other.signed(1))).toBe(403);
  expect(await put({ payload: 'x' })).toBe(400);
  expect(await put(first)).toBe(204);
  expect(await put(first)).toBe(204);
  // The words' first record is made once.
  expect(await put(await mine.signed(1, ['device-01']))).toBe(409);
  expect((await mine.register(url)).status).toBe(204);
  const second = await mine.signed(2, ['device-01']);
  expect(await put(first, second)).toBe(204);
  expect(await put(await mine.signed(2))).toBe(409);
  expect((await mine.register(url, 2, ['device-01'])).status).toBe(204);
  expect(await put(await mine.signed(3, ['device-01'], { sequence: 9 }))).toBe(409);
  expect(await put(await mine.signed(3, ['device-01', 'device-02']))).toBe(409);
  expect(await put(await mine.signed(3, ['device-01']))).toBe(204);
});

test('a challenge serves once, for a minute, and for its own device', async () => {
  const { url } = relay;
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(url);
  const { workspace } = owner;
  const [one, two] = owner.devices;
  const { relayId } = (await request(url, '/v1/relay')).json as { relayId: string };
  const ask = async (device: string) =>
    String(
      (await request(url, '/v1/auth/challenge', { method: 'POST', json: { workspace, device } })).json[
        'challenge'
      ],
    );
  const answer = async (device: string, challenge: string, signer = one!, of = relayId) => {
    const bytes = authBytes({ relayId: of, workspace, device, challenge });
    const json = { workspace, device, challenge, signature: toBase64Url(await signer.sign(bytes)) };
    return (await request(url, '/v1/auth/token', { method: 'POST', json })).status;
  };

  const challenge = await ask('device-01');
  expect(await answer('device-01', challenge, two)).toBe(401);
  expect(await answer('device-01', challenge, one, 'another-relay')).toBe(401);
  expect(await answer('device-02', challenge, two)).toBe(401);
  expect(await answer('device-01', `${challenge.slice(0, -2)}xx`)).toBe(401);
  expect(await answer('device-01', challenge)).toBe(200);
  expect(await answer('device-01', challenge)).toBe(401);
  const late = await ask('device-01');
  offset += 2 * minute;
  expect(await answer('device-01', late)).toBe(401);
  expect(await answer('device-09', await ask('device-09'))).toBe(403);
});

test('a socket without a valid token is closed for good, with the reason in its code', async () => {
  const { url } = relay;
  const [mine, other] = [await createTestWorkspace(), await createTestWorkspace()];
  await Promise.all([mine.register(url), other.register(url)]);
  const address = { url, workspace: mine.workspace, room };
  const codeWith = async (token: string, workspace = mine.workspace) =>
    (await openSocket({ ...address, workspace, token })).closed;
  expect(await codeWith('forged.token')).toBe(closeCode.tokenExpired);
  expect(await codeWith(await other.signIn(url))).toBe(closeCode.tokenExpired);
  const token = await mine.signIn(url);
  expect(await codeWith(token, 'A'.repeat(22))).toBe(closeCode.tokenExpired);
  offset += 20 * minute;
  expect(await codeWith(token)).toBe(closeCode.tokenExpired);
});

test('an address that is no workspace is not upgraded', async () => {
  const address = { url: relay.url, workspace: 'short', token: 'x' };
  const socket = new WebSocket(socketUrl(address), offerProtocols('x'));
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('404');
});

test('a removed device is cut off at once and does not come in again; the others stay', async () => {
  const { url } = relay;
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(url);
  const [stays, goes] = owner.devices;
  const address = { url, workspace: owner.workspace, room };
  const token = await signIn(url, owner.workspace, goes!);
  const staying = await openSocket({ ...address, token: await signIn(url, owner.workspace, stays!) });
  const going = await openSocket({ ...address, token });
  const cut = going.closed;
  await owner.register(url, 2, ['device-01']);
  expect(await cut).toBe(closeCode.removed);
  expect(await (await openSocket({ ...address, token })).closed).toBe(closeCode.removed);
  await expect(signIn(url, owner.workspace, goes!)).rejects.toThrow('auth.removed');
  expect(staying.socket.readyState).toBe(WebSocket.OPEN);
  staying.socket.terminate();
});

test('tokens outlive a restart, so that devices come back by themselves; a wiped relay asks for the membership', async () => {
  const first = await startRelay();
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room, token: await owner.signIn(first.url) };
  await first.stop();
  const second = await startRelay({ dataFolder: first.dataFolder });
  const socket = await openSocket({ ...address, url: second.url });
  socket.send(new Uint8Array([0, 0, 1, 0]));
  await eventually(() => socket.frames.length > 0);
  expect([...socket.frames[0]!.subarray(0, 2)]).toEqual([0, 1]);
  socket.socket.terminate();
  await second.stop();

  const secret = 'a secret that survives the loss of the disk';
  const [wiped, token] = await (async () => {
    const before = await startRelay({ secret });
    await owner.register(before.url);
    const token = await owner.signIn(before.url);
    await before.stop();
    return [await startRelay({ secret }), token] as const;
  })();
  const unknown = await openSocket({ ...address, url: wiped.url, token });
  expect(await unknown.closed).toBe(closeCode.unknownWorkspace);
  await wiped.stop();
});

test('a relay proves to be the one that its devices remember, with data of before, with none, and wherever its key is kept', async () => {
  const place = { workspace: 'A'.repeat(22), device: 'device-01' };
  const nonce = 'N'.repeat(22);
  const challengeAt = async (url: string) => {
    const { json } = await request(url, '/v1/auth/challenge', { method: 'POST', json: { ...place, nonce } });
    return json as { challenge: string; proof: string };
  };
  const identityFile = `${await temporaryFolder()}/identity.json`;
  const first = await startRelay({ identityFile });
  const { relayId } = (await request(first.url, '/v1/relay')).json as { relayId: string };
  const verify = await createVerifier(webCrypto(crypto), fromBase64Url(relayId));
  const { challenge, proof } = await challengeAt(first.url);
  const claim = { ...place, relayId, challenge, nonce };
  expect(await verify(fromBase64Url(proof), relayProofBytes(claim))).toBe(true);
  expect(await verify(fromBase64Url(proof), relayProofBytes({ ...claim, nonce: 'M'.repeat(22) }))).toBe(
    false,
  );
  await first.stop();

  const wiped = await startRelay({ identityFile });
  expect((await request(wiped.url, '/v1/relay')).json['relayId']).toBe(relayId);
  const again = await challengeAt(wiped.url);
  expect(
    await verify(fromBase64Url(again.proof), relayProofBytes({ ...claim, challenge: again.challenge })),
  ).toBe(true);
  await wiped.stop();
});
