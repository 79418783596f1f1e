import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigner, generateSigningKey, type Signer } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { type Nominee, rootId, sealHash } from '#shared/sync/membership.ts';
import { nomineeProofBytes } from '#shared/sync/nominee.ts';
import { everythingStored } from '../testing/store.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

const crypto = webCrypto(globalThis.crypto);
const day = 24 * 60 * 60 * 1000;
let offset = 0;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ limits: { recoveriesPerMinute: 14 }, now: () => Date.now() + offset });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

async function kitOf(half: string): Promise<{ nominee: Nominee; sign: Signer }> {
  const pair = await generateSigningKey(crypto);
  const key = toBase64Url(pair.publicKey);
  return {
    nominee: {
      id: rootId(pair.publicKey),
      by: 'device-of-owner',
      at: 1,
      days: 2,
      signKey: key,
      sealKey: key,
      proofKey: key,
      half: sealHash(half),
    },
    sign: await createSigner(crypto, pair.privateKey),
  };
}

async function post(act: 'request' | 'open', { nominee: { id }, sign }: Awaited<ReturnType<typeof kitOf>>) {
  const { relayId } = (await request(relay.url, '/v1/relay')).json as { relayId: string };
  const asked = await request(relay.url, '/v1/auth/challenge', {
    method: 'POST',
    json: { workspace: id, device: id },
  });
  const challenge = String(asked.json['challenge']);
  const bytes = nomineeProofBytes({ relayId, nominee: id, challenge, act });
  const json = { id, challenge, signature: toBase64Url(await sign(bytes)) };
  const first = await request(relay.url, `/v1/nominee/${act}`, { method: 'POST', json });
  const again = await request(relay.url, `/v1/nominee/${act}`, { method: 'POST', json });
  // A challenge counts once, also where it was answered rightly.
  expect(first.status === 404 || [401, 429].includes(again.status)).toBe(true);
  return first;
}

test('the half is released on the relay’s own clock to who proves to have the print, and is gone with its kit', async () => {
  const half = 'h'.repeat(80);
  const [kit, other] = [await kitOf(half), await kitOf(half)];
  const team = await createTestWorkspace(['device-01']);
  await team.register(relay.url);
  const token = await team.signIn(relay.url);
  const path = `/v1/workspaces/${team.workspace}/nominee`;
  const put = (id: string, text: string) =>
    request(relay.url, path, { method: 'PUT', token, json: { id, half: text } });
  expect((await put(kit.nominee.id, half)).status).toBe(409);
  expect((await team.register(relay.url, 2, undefined, { nominee: kit.nominee })).status).toBe(204);
  expect((await put(kit.nominee.id, 'x'.repeat(80))).status).toBe(409);
  expect((await put(kit.nominee.id, half)).status).toBe(204);

  expect((await post('open', kit)).status).toBe(409);
  const asked = await post('request', kit);
  expect(asked.json).toMatchObject({ state: 'waiting' });
  offset = 2 * day - 60_000;
  expect((await post('open', kit)).status).toBe(409);
  offset = 2 * day + 60_000;
  expect((await post('open', { ...kit, sign: other.sign })).json['error']).toMatchObject({
    code: 'auth.bad-signature',
  });
  expect((await post('open', other)).json['error']).toMatchObject({ code: 'nominee.unknown' });
  expect((await post('open', kit)).json).toMatchObject({ half, workspace: team.workspace });

  expect((await everythingStored(relay.dataFolder)).includes(half)).toBe(true);
  expect((await team.register(relay.url, 3, undefined, {})).status).toBe(204);
  expect((await post('open', kit)).status).toBe(404);
  const guesses = await Promise.all(Array.from({ length: 15 }, () => post('request', other)));
  expect(guesses.some(({ status }) => status === 429)).toBe(true);
});
