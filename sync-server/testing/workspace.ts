import { toBase64Url } from '#shared/lib/bytes.ts';
import type { Signer } from '#shared/crypto/signing.ts';
import { createSigner, generateSigningKey } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership, SignedMembership } from '#shared/sync/membership.ts';
import { membershipHash, rootId, rootSigner, signMembership } from '#shared/sync/membership.ts';
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

/** A workspace as an owner's device makes it, with as many devices as wanted, and one more that changes the team. */
export async function createTestWorkspace(deviceIds: string[] = ['device-01']) {
  const owner = await newDevice('device-of-owner');
  const root = await generateSigningKey(crypto);
  const [proof, signRoot] = [await generateSigningKey(crypto), await createSigner(crypto, root.privateKey)];
  const devices = await Promise.all(deviceIds.map(newDevice));
  const workspace = rootId(root.publicKey);
  const proofKey = toBase64Url(proof.publicKey);
  /** The records that the relay was given, oldest first. */
  const chain: SignedMembership[] = [];

  const record = (sequence: number, ids: string[], more: Partial<Membership> = {}): Membership => {
    const before = chain[sequence - 2];
    const entryOf = ({ id, key }: typeof owner, memberId: string) => ({
      id,
      memberId,
      signKey: key,
      boxKey: key,
    });
    const entries = devices.map((device) => entryOf(device, 'member-01'));
    const ownersEntry = entryOf(owner, 'member-of-owner');
    return {
      version: 1,
      workspace,
      sequence,
      epoch: 1,
      previous: before === undefined ? null : membershipHash(before),
      signer: before === undefined ? rootSigner : owner.id,
      roots: [{ key: toBase64Url(root.publicKey) }],
      recovery: { sealKey: proofKey, proofKey },
      devices: [ownersEntry, ...entries.filter(({ id }) => ids.includes(id))],
      formerDevices: sequence === 1 ? [] : entries.filter(({ id }) => !ids.includes(id)),
      ...more,
      members: [
        { id: ownersEntry.memberId, role: 'owner' },
        ...(more.members ?? [{ id: 'member-01', role: 'owner' }]),
      ],
    };
  };
  const signed = (
    sequence: number,
    ids: string[] = deviceIds,
    more?: Partial<Membership>,
  ): Promise<SignedMembership> => {
    const next = record(sequence, ids, more);
    return signMembership(next, next.signer === rootSigner ? signRoot : owner.sign);
  };

  return {
    workspace,
    devices: devices as TestDevice[],
    signed,
    /** Signs at the words' place, over the relay's challenge. */
    signProof: await createSigner(crypto, proof.privateKey),
    /** Puts the next record, as it is sent by a device that knows the ones before. */
    async register(
      url: string,
      sequence = 1,
      ids?: string[],
      more?: Partial<Membership>,
      token?: string,
      seals?: Record<string, string>,
    ) {
      const next = { ...(await signed(sequence, ids, more)), ...(seals === undefined ? {} : { seals }) };
      const answer = await put(url, workspace, [...chain.slice(0, sequence - 1), next], token);
      if (answer.status === 204) chain.splice(sequence - 1, chain.length, next);
      return answer;
    },
    signIn: (url: string, device: TestDevice = devices[0]!, epoch?: number, start?: string) =>
      signIn(url, workspace, device, epoch, start),
  };
}
export type TestWorkspace = Awaited<ReturnType<typeof createTestWorkspace>>;

function put(url: string, workspace: string, records: SignedMembership[], token: string | undefined) {
  return request(url, `/v1/workspaces/${workspace}/membership`, {
    method: 'PUT',
    json: { records },
    ...(token === undefined ? {} : { token }),
  });
}

/** What a device does to get in: challenge, signature, then a token or a refusal. */
export async function askToken(
  url: string,
  workspace: string,
  device: TestDevice,
  epoch?: number,
  start?: string,
) {
  const { relayId } = (await request(url, '/v1/relay')).json as { relayId: string };
  const asked = await request(url, '/v1/auth/challenge', {
    method: 'POST',
    json: { workspace, device: device.id },
  });
  const challenge = String(asked.json['challenge']);
  const signature = await device.sign(authBytes({ relayId, workspace, device: device.id, challenge }));
  return request(url, '/v1/auth/token', {
    method: 'POST',
    json: { workspace, device: device.id, challenge, signature: toBase64Url(signature), epoch, start },
  });
}

/** Throws when the device is refused. */
export async function signIn(
  url: string,
  workspace: string,
  device: TestDevice,
  epoch?: number,
  start?: string,
): Promise<string> {
  const answer = await askToken(url, workspace, device, epoch, start);
  if (answer.status !== 200) throw new Error(`refused: ${answer.text}`);
  return String(answer.json['token']);
}
