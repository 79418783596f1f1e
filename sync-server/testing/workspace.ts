import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { createSigner, generateSigningKey } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import { signMembership, workspaceIdOf } from '#shared/sync/membership.ts';
import { authBytes } from '#shared/sync/protocol.ts';

const crypto = webCrypto(globalThis.crypto);

export interface TestDevice {
  id: string;
  sign: Signer;
}

export async function request(
  url: string,
  path: string,
  init: { method?: string; json?: unknown; token?: string } = {},
) {
  const response = await fetch(`${url}${path}`, {
    method: init.method ?? 'GET',
    headers: {
      ...(init.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
    },
    ...(init.json === undefined ? {} : { body: JSON.stringify(init.json) }),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, text, json };
}

async function newDevice(id: string) {
  const pair = await generateSigningKey(crypto);
  return { id, sign: await createSigner(crypto, pair.privateKey), key: toBase64Url(pair.publicKey) };
}

/** A workspace as an owner's device makes it, with as many devices as wanted. */
export async function createTestWorkspace(deviceIds: string[] = ['device-01']) {
  const owner = await generateSigningKey(crypto);
  const sign = await createSigner(crypto, owner.privateKey);
  const devices = await Promise.all(deviceIds.map(newDevice));
  const workspace = workspaceIdOf(owner.publicKey);

  const record = (sequence: number, ids: string[], more: Partial<Membership> = {}): Membership => ({
    version: 1,
    workspace,
    sequence,
    epoch: 1,
    ownerKey: toBase64Url(owner.publicKey),
    members: [{ id: 'member-01', role: 'owner' }],
    devices: devices
      .filter(({ id }) => ids.includes(id))
      .map(({ id, key }) => ({ id, memberId: 'member-01', signKey: key, boxKey: key })),
    ...more,
  });
  const signed = (
    sequence: number,
    ids: string[] = deviceIds,
    more?: Partial<Membership>,
  ): Promise<SignedMembership> => signMembership(record(sequence, ids, more), sign);

  return {
    workspace,
    devices: devices as TestDevice[],
    signed,
    async register(url: string, sequence = 1, ids?: string[], more?: Partial<Membership>, token?: string) {
      const json = await signed(sequence, ids, more);
      return request(url, `/v1/workspaces/${workspace}/membership`, {
        method: 'PUT',
        json,
        ...(token === undefined ? {} : { token }),
      });
    },
    signIn: (url: string, device: TestDevice = devices[0]!, epoch?: number) =>
      signIn(url, workspace, device, epoch),
  };
}
export type TestWorkspace = Awaited<ReturnType<typeof createTestWorkspace>>;

/** What a device does to get in: challenge, signature, then a token or a refusal. */
export async function askToken(url: string, workspace: string, device: TestDevice, epoch?: number) {
  const { relayId } = (await request(url, '/v1/relay')).json as { relayId: string };
  const asked = await request(url, '/v1/auth/challenge', {
    method: 'POST',
    json: { workspace, device: device.id },
  });
  const challenge = String(asked.json['challenge']);
  const signature = await device.sign(authBytes({ relayId, workspace, device: device.id, challenge }));
  return request(url, '/v1/auth/token', {
    method: 'POST',
    json: { workspace, device: device.id, challenge, signature: toBase64Url(signature), epoch },
  });
}

/** Throws when the device is refused. */
export async function signIn(
  url: string,
  workspace: string,
  device: TestDevice,
  epoch?: number,
): Promise<string> {
  const answer = await askToken(url, workspace, device, epoch);
  if (answer.status !== 200) throw new Error(`refused: ${answer.text}`);
  return String(answer.json['token']);
}
