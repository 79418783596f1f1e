import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { recoveryBytes } from '#shared/sync/protocol.ts';
import { sealHash } from '#shared/sync/membership.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  relay = await startRelay({ limits: { recoveriesPerMinute: 5 } });
});
afterAll(async () => {
  await relay.stop();
  await removeTemporaryFolders();
});

async function fetchBy(sign: Signer, root: string) {
  const { url } = relay;
  const { relayId } = (await request(url, '/v1/relay')).json as { relayId: string };
  const asked = await request(url, '/v1/auth/challenge', {
    method: 'POST',
    json: { workspace: root, device: root },
  });
  const challenge = String(asked.json['challenge']);
  const signature = toBase64Url(await sign(recoveryBytes({ relayId, root, challenge })));
  return request(url, '/v1/recovery', { method: 'POST', json: { root, challenge, signature } });
}

test('what is sealed for the words is shown to who has them, and to no device that was removed', async () => {
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(relay.url);
  const seals = { recovery: 'c2VhbGVk' };
  const grants = { recovery: sealHash(seals.recovery) };
  await owner.register(relay.url, 2, ['device-01'], { grants, epoch: 2 }, undefined, seals);
  const found = await fetchBy(owner.signProof, owner.workspace);
  expect(found).toMatchObject({ status: 200, json: { workspace: owner.workspace, more: false } });
  expect((found.json['records'] as { seals?: unknown }[]).map((one) => one.seals)).toEqual([
    undefined,
    seals,
  ]);

  const [, removed] = owner.devices;
  expect(await fetchBy(removed!.sign, owner.workspace)).toMatchObject({
    status: 401,
    json: { error: { code: 'auth.bad-signature' } },
  });
  expect(await fetchBy(owner.signProof, 'A'.repeat(22))).toMatchObject({
    status: 404,
    json: { error: { code: 'auth.unknown-words' } },
  });
  const guesses = await Promise.all(
    Array.from({ length: 6 }, () => fetchBy(owner.signProof, 'B'.repeat(22))),
  );
  expect(guesses.some(({ status }) => status === 429)).toBe(true);
});
