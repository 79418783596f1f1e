import { createHmac } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { accountHash } from '#shared/sync/account-hash.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders, startRelayProcess } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored } from '../testing/store.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';
import { accountIds } from './meta.ts';

afterAll(removeTemporaryFolders);

const fixtures = join(import.meta.dirname, '../../tests/fixtures/meta-webhooks');
const appSecret = 'app-secret-canary-Zq81';
const verifyToken = 'verify-token-canary-Zq82';
const inboxRoom = 'inbox-room-of-the-test';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const sign = (body: Uint8Array | string, secret = appSecret) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** A workspace that has told this relay where to seal its deliveries, for these accounts. */
async function connected(url: string, accounts: string[]) {
  const owner = await createTestWorkspace();
  const inbox = await generateSealKey(webCrypto(crypto));
  const place = { inbox: { key: toBase64Url(inbox.publicKey), room: inboxRoom } };
  await owner.register(url, 1, undefined, place);
  const token = await owner.signIn(url);
  const path = `/v1/workspaces/${owner.workspace}/hooks/meta`;
  const hashes = accounts.map((id) => accountHash(owner.workspace, id));
  const json = { apps: [{ appSecret, verifyToken, accounts: hashes }] };
  expect((await request(url, path, { method: 'PUT', token, json })).status).toBe(204);
  const hook = `/v1/hooks/meta/${owner.workspace}`;

  return {
    owner,
    token,
    path,
    hook,
    settings: json,
    async post(body: Uint8Array<ArrayBuffer> | string, signature: string | undefined = sign(body)) {
      const response = await fetch(`${url}${hook}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        body,
      });
      await response.arrayBuffer();
      return response.status;
    },
    /** Opens the inbox as a device does. */
    async read(expected: number): Promise<string[]> {
      const client = connectClient({ url, workspace: owner.workspace, room: inboxRoom, token });
      ends.push(async () => client.close());
      const envelopes = client.doc.getArray<Uint8Array>(envelopesKey);
      await eventually(() => client.provider.synced && envelopes.length >= expected);
      expect(Y.encodeStateVector(client.doc).length).toBeLessThan(40);
      const open = await createOpener(webCrypto(crypto), inbox.privateKey);
      const bodies: string[] = [];
      for (const sealed of envelopes.toArray()) {
        const text = fromUtf8(expectOk(await open(sealed, inboxInfo(owner.workspace))));
        bodies.push(inboxDeliverySchema.parse(JSON.parse(text)).body);
      }
      return bodies;
    },
  };
}

async function recordedBodies() {
  const names = (await readdir(fixtures)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, body: new Uint8Array(await readFile(join(fixtures, name))) })),
  );
}

function accountsOf(bodies: { body: Uint8Array }[]): string[] {
  return bodies.flatMap(({ body }) => {
    try {
      return accountIds(JSON.parse(fromUtf8(body)));
    } catch {
      return [];
    }
  });
}

async function metric(url: string, name: string): Promise<number> {
  const { text } = await request(url, '/metrics');
  const line = text.split('\n').find((one) => one.startsWith(`plumbline_relay_${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

test('every recorded delivery reaches the inbox byte for byte, also twice; what is no JSON is refused', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const bodies = await recordedBodies();
  expect(bodies.length).toBe(25);
  const workspace = await connected(relay.url, accountsOf(bodies));
  const expected: string[] = [];
  for (const { name, body } of [...bodies, ...bodies.toReversed()]) {
    const isJson = name !== 'textMessageStatusRead.json';
    expect([name, await workspace.post(body)]).toEqual([name, isJson ? 200 : 400]);
    if (isJson) expected.push(fromUtf8(body));
  }
  expect(await workspace.read(48)).toEqual(expected);
  expect(await metric(relay.url, 'webhooks_total{outcome="stored"}')).toBe(48);
  expect(await metric(relay.url, 'webhooks_total{outcome="not-json"}')).toBe(2);
});

test('Meta’s escaped text is checked and kept as it was sent', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const workspace = await connected(relay.url, ['77']);
  const body = String.raw`{"entry":[{"id":"77","changes":[{"value":{"text":"\u00e4\u00f6\u00e5 \ud83d\ude00 \/"}}]}]}`;
  expect(await workspace.post(body)).toBe(200);
  expect(await workspace.post(JSON.stringify(JSON.parse(body)), sign(body))).toBe(401);
  expect(await workspace.read(1)).toEqual([body]);
});

test('a delivery that is not genuine, not ours, too big or no JSON gets its status, and nothing is stored', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const { url } = relay;
  const workspace = await connected(url, ['77']);
  const good = '{"entry":[{"id":"77","changes":[]}]}';
  const counted = (outcome: string) => metric(url, `webhooks_total{outcome="${outcome}"}`);

  expect(await workspace.post(good, sign(good, 'another secret'))).toBe(401);
  expect(await workspace.post(good, 'sha256=zz')).toBe(401);
  expect(await workspace.post(good, sign(good).slice(0, -1))).toBe(401);
  expect(await workspace.post(good, '')).toBe(401);
  expect(await counted('wrong-signature')).toBe(4);
  expect(await workspace.post('{"entry":')).toBe(400);
  expect(await workspace.post(new Uint8Array([0x22, 0xff, 0x22]))).toBe(400);
  expect(await counted('not-json')).toBe(2);
  for (const foreign of ['{"entry":[{"id":"78","changes":[{"value":{}}]}]}', '[]', '7', '{"entry":{}}']) {
    expect(await workspace.post(foreign)).toBe(404);
  }
  expect(await counted('unknown-account')).toBe(4);
  const big = `{"entry":[{"id":"77"}],"x":"${'a'.repeat(3 * 1024 * 1024)}"}`;
  expect(await workspace.post(big)).toBe(413);
  expect(await counted('too-large')).toBe(1);
  const stranger = await fetch(`${url}/v1/hooks/meta/${'B'.repeat(22)}`, { method: 'POST', body: good });
  expect(stranger.status).toBe(404);
  expect(await counted('unknown-workspace')).toBe(1);
  expect(await metric(url, 'updates_total')).toBe(0);
  expect(await workspace.post(good)).toBe(200);
  expect(await workspace.read(1)).toEqual([good]);
});

test('a delivery just under 3 MB is taken in whole', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const workspace = await connected(relay.url, ['77']);
  const start = '{"entry":[{"id":"77"}],"x":"';
  const body = `${start}${'a'.repeat(3 * 1024 * 1024 - start.length - 2)}"}`;
  expect(await workspace.post(body)).toBe(200);
  expect((await workspace.read(1))[0]?.length).toBe(3 * 1024 * 1024);
});

test('the handshake answers the owner’s token only, with the bare challenge', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const { hook } = await connected(relay.url, ['77']);
  const ask = (token: string, mode = 'subscribe') =>
    request(relay.url, `${hook}?hub.mode=${mode}&hub.challenge=1158201444&hub.verify_token=${token}`);
  const answer = await ask(verifyToken);
  expect([answer.status, answer.text]).toEqual([200, '1158201444']);
  expect((await ask('wrong')).status).toBe(403);
  expect((await ask(verifyToken, 'unsubscribe')).status).toBe(403);
  expect((await request(relay.url, hook)).status).toBe(403);
});

test('deliveries at the same time are all stored, as one author', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const workspace = await connected(relay.url, ['77']);
  const bodies = Array.from({ length: 60 }, (_, i) => `{"entry":[{"id":"77"}],"n":${i}}`);
  const statuses = await Promise.all(bodies.map((body) => workspace.post(body)));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await workspace.read(60)).toSorted()).toEqual(bodies.toSorted());
});

test('only the owner or a manager may say where messages are sealed to', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const { owner, path, settings, token, hook } = await connected(relay.url, ['77']);
  const put = async (as: string | undefined, json: unknown = settings) =>
    (await request(relay.url, path, { method: 'PUT', json, ...(as === undefined ? {} : { token: as }) }))
      .status;
  expect(await put(undefined)).toBe(401);
  expect(await put('forged.token')).toBe(401);
  expect(await put(token, { apps: [{ ...settings.apps[0], appSecret: 'short' }] })).toBe(400);
  await owner.register(relay.url, 2, ['device-01'], { members: [{ id: 'member-01', role: 'technician' }] });
  expect(await put(token)).toBe(403);
  await owner.register(relay.url, 3, ['device-01'], { members: [{ id: 'member-01', role: 'manager' }] });
  expect(await put(token)).toBe(204);
  expect((await request(relay.url, path, { method: 'DELETE', token })).status).toBe(204);
  expect((await request(relay.url, hook, { method: 'POST', json: {} })).status).toBe(404);
});

test('no name, number, message, secret or token is readable in the relay’s data or log', async () => {
  const relay = await startRelayProcess();
  ends.push(() => relay.end('SIGKILL'));
  const bodies = await recordedBodies();
  const workspace = await connected(relay.url, accountsOf(bodies));
  for (const { body } of bodies) await workspace.post(body);
  const { hook, token } = workspace;
  await request(relay.url, `${hook}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${verifyToken}`);
  await workspace.read(24);

  const numbers = ['Mauricio Binda', '1111111111111', '43330585569', '409552778964973', '880480571844883'];
  const canaries = [...numbers, 'hi everyone!', appSecret, verifyToken, token];
  const found = (haystack: Buffer) =>
    canaries.filter((text) => haystack.includes(text) || haystack.includes(Buffer.from(text, 'utf16le')));
  expect(found(await everythingStored(relay.folder))).toEqual([]);
  expect(found(Buffer.from(relay.output()))).toEqual([]);
  expect(relay.output()).not.toContain(workspace.owner.workspace);
  // The search can find: the room's opaque name is there, and a planted canary is found both ways.
  expect((await everythingStored(relay.folder)).includes(inboxRoom)).toBe(true);
  expect(relay.output()).toContain('/v1/hooks/meta/:workspace');
  // Also within what a database writes in hexadecimal.
  expect((await everythingStored(relay.folder)).includes(envelopesKey)).toBe(true);
  const planted = Buffer.concat([Buffer.from('hi everyone!'), Buffer.from('Mauricio Binda', 'utf16le')]);
  expect(found(planted)).toEqual(['Mauricio Binda', 'hi everyone!']);
});

test('several channels of one workspace each have their own secret, token and accounts', async () => {
  const relay = await startRelay();
  ends.push(() => relay.stop());
  const { owner, path, token, hook, post } = await connected(relay.url, ['77']);
  const second = { appSecret: 'second-app-secret', verifyToken: 'second-verify-token' };
  const app = (secrets: object, id: string) => ({ ...secrets, accounts: [accountHash(owner.workspace, id)] });
  const apps = [app({ appSecret, verifyToken }, '77'), app(second, '88')];
  const put = await request(relay.url, path, {
    method: 'PUT',
    token,
    json: { apps },
  });
  expect(put.status).toBe(204);
  const instagram = '{"object":"instagram","entry":[{"id":"88","messaging":[]}]}';
  const whatsapp = '{"object":"whatsapp_business_account","entry":[{"id":"77","changes":[]}]}';
  expect(await post(whatsapp)).toBe(200);
  expect(await post(instagram, sign(instagram, second.appSecret))).toBe(200);
  // A secret signs for its own accounts only.
  expect(await post(instagram)).toBe(404);
  expect(await post(instagram, sign(instagram, 'somebody-else'))).toBe(401);
  const asked = await request(
    relay.url,
    `${hook}?hub.mode=subscribe&hub.challenge=7&hub.verify_token=${second.verifyToken}`,
  );
  expect([asked.status, asked.text]).toEqual([200, '7']);
  const report = await request(relay.url, path, { token });
  expect(JSON.parse(report.text)).toMatchObject({
    apps: 2,
    lastStoredAt: expect.any(Number),
    lastRefusal: { reason: 'wrong-signature' },
  });
  expect((await request(relay.url, path)).status).toBe(401);
});
