import { afterAll, afterEach, expect, test } from 'vitest';
import { fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { sourceDeliverySchema, sourceHash, sourcePath, sourceUrl } from '#shared/sync/webhook-source.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders, startRelayProcess } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { everythingStored } from '../testing/store.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

afterAll(removeTemporaryFolders);
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const room = 'inbox-room-of-the-test';
const canary = '{"name":"Elisabeth Zwetschge","phone":"+43 660 1234567"}';
const address = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** A business that has opened an address at this relay. */
async function open(url: string) {
  const owner = await createTestWorkspace();
  const inbox = await generateSealKey(webCrypto(crypto));
  await owner.register(url, 1, undefined, { inbox: { key: toBase64Url(inbox.publicKey), room } });
  const token = await owner.signIn(url);
  const path = sourcePath(owner.workspace, sourceHash(address));
  const tell = (method: 'PUT' | 'DELETE', who: string | undefined = token) =>
    request(url, path, { method, token: who }).then(({ status }) => status);
  expect(await tell('PUT')).toBe(204);
  const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await fetch(sourceUrl(url, address), { method: 'POST', body, headers });
    await response.arrayBuffer();
    return response.status;
  };
  async function read(expected: number) {
    const client = connectClient({ url, workspace: owner.workspace, room, token });
    ends.push(async () => client.close());
    const envelopes = client.doc.getArray<Uint8Array>(envelopesKey);
    await eventually(() => client.provider.synced && envelopes.length >= expected);
    const open = await createOpener(webCrypto(crypto), inbox.privateKey);
    return Promise.all(
      envelopes.toArray().map(async (sealed) => {
        const text = fromUtf8(expectOk(await open(sealed, inboxInfo(owner.workspace))));
        const { body, receivedAt } = inboxDeliverySchema.parse(JSON.parse(text));
        return { receivedAt, ...sourceDeliverySchema.parse(JSON.parse(body)) };
      }),
    );
  }
  return { ...owner, token, tell, post, read };
}

test('what comes at an address is sealed as it came with its signature, once, and no word or address is kept', async () => {
  const relay = await startRelayProcess();
  ends.push(() => relay.end('SIGKILL'));
  const { post, read } = await open(relay.url);
  const headers = { 'webhook-id': 'm1', 'x-signature': 'abc', 'x-forwarded-for': '203.0.113.9' };
  expect(await post(canary, headers)).toBe(204);
  expect(await post(canary, { ...headers, 'x-signature': 'def' })).toBe(204);
  // Somebody who knows the address cannot keep the genuine one out by its id.
  expect(await post('{}', headers)).toBe(204);
  const came = await read(2);
  expect(came.map(({ body }) => body)).toEqual([canary, '{}']);
  expect(came[0]!.headers).toEqual({ 'webhook-id': 'm1', 'x-signature': 'abc' });
  expect(Math.abs(came[0]!.receivedAt - Date.now())).toBeLessThan(60_000);
  expect(relay.output()).toContain('/v1/hooks/in/:address');
  const kept = `${relay.output()}${(await everythingStored(relay.folder)).toString()}`;
  for (const word of ['Zwetschge', '1234567', address]) expect(kept.includes(word), word).toBe(false);
});

test('nothing is taken in at an address that nobody opened, that was closed, or beyond what it may', async () => {
  const relay = await startRelay({ limits: { sourceDeliveriesPerDay: 3, sourcesPerWorkspace: 1 } });
  ends.push(() => relay.stop());
  const { post, tell, workspace, token } = await open(relay.url);
  const other = sourcePath(workspace, sourceHash('another'));
  expect((await request(relay.url, other, { method: 'PUT', token })).status).toBe(409);
  expect(await tell('PUT', 'nobody')).toBe(401);
  expect(await post('')).toBe(400);
  expect(await post(new Uint8Array([0xff, 0xfe]))).toBe(400);
  expect(await post('x'.repeat(64 * 1024 + 1))).toBe(413);
  for (const body of ['1', '2', '3']) expect(await post(body)).toBe(204);
  expect([await post('4'), await post('3')]).toEqual([429, 204]);
  expect(await tell('DELETE')).toBe(204);
  expect(await post('5')).toBe(404);
  const nowhere = await fetch(sourceUrl(relay.url, 'A'.repeat(43)), { method: 'POST', body: '{}' });
  expect(nowhere.status).toBe(404);
});
