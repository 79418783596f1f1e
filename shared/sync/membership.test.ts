import { expect, test } from 'vitest';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createSigner, generateSigningKey } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership } from './membership.ts';
import {
  accessTo,
  membershipHash,
  roomTag,
  signMembership,
  verifyMembership,
  workspaceIdOf,
} from './membership.ts';

const crypto = webCrypto(globalThis.crypto);

async function someWorkspace() {
  const owner = await generateSigningKey(crypto);
  const key = toBase64Url(owner.publicKey);
  const record: Membership = {
    version: 1,
    workspace: workspaceIdOf(owner.publicKey),
    sequence: 1,
    epoch: 1,
    ownerKey: key,
    members: [{ id: 'member-00', role: 'owner' }],
    devices: [{ id: 'device-00', memberId: 'member-00', signKey: key, boxKey: key }],
    laterField: 'kept',
  };
  return { record, sign: await createSigner(crypto, owner.privateKey) };
}

test('a membership signed by the owner is accepted, with fields of later versions kept', async () => {
  const { record, sign } = await someWorkspace();
  expect(record.workspace).toMatch(/^[A-Za-z0-9_-]{22}$/);
  const signed = await signMembership(record, sign);
  expect(expectOk(await verifyMembership(crypto, signed, record.workspace))).toEqual(record);
});

test('nobody else can sign for a workspace', async () => {
  const [mine, other] = [await someWorkspace(), await someWorkspace()];
  const code = async (signed: { payload: string; signature: string }) => {
    const result = await verifyMembership(crypto, signed, mine.record.workspace);
    return result.ok ? 'accepted' : result.error.code;
  };
  const good = await signMembership(mine.record, mine.sign);
  expect(await code(await signMembership(mine.record, other.sign))).toBe('membership.bad-signature');
  expect(await code(await signMembership(other.record, other.sign))).toBe('membership.other-workspace');
  const stolenName = { ...other.record, workspace: mine.record.workspace };
  expect(await code(await signMembership(stolenName, other.sign))).toBe('membership.other-workspace');
  const changed = await signMembership({ ...mine.record, sequence: 2 }, mine.sign);
  expect(await code({ ...changed, signature: good.signature })).toBe('membership.bad-signature');
  expect(await code({ ...good, payload: toBase64Url(utf8('{"version":1}')) })).toBe('membership.malformed');
  expect(await code({ ...good, payload: '!' })).toBe('membership.malformed');
});

test('a member gets into the rooms of the compartments that the owner opened, and no further', () => {
  const member = {
    id: 'member-00',
    role: 'technician',
    access: { Contacts: 'write', Calendar: 'read' } as const,
  };
  expect(roomTag('Contacts-2026-room')).toBe('Contacts');
  expect(accessTo(member, 'Contacts-2026-room')).toBe('write');
  expect(accessTo(member, 'Calendar-2026-room')).toBe('read');
  expect(accessTo(member, 'MoneyBox-2026-room')).toBeUndefined();
  expect(accessTo({ id: 'member-00', role: 'owner' }, 'MoneyBox-2026-room')).toBe('write');
});

test('each record names the one before, so that nobody can slip another history under it', async () => {
  const { record, sign } = await someWorkspace();
  const first = await signMembership({ ...record, previous: null }, sign);
  const previous = membershipHash(first);
  const second = await signMembership({ ...record, sequence: 2, previous }, sign);
  expect(expectOk(await verifyMembership(crypto, second, record.workspace)).previous).toBe(previous);
  expect(membershipHash(second)).not.toBe(previous);
});
