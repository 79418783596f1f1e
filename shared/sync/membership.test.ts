import { expect, test } from 'vitest';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { accessTo, readMembership, roomTag, sealHash } from './membership.ts';
import { testSigner, testTeam } from './testing/team.ts';

const crypto = webCrypto(globalThis.crypto);

test('a membership is read with what a later version added, and not for another workspace', async () => {
  const laptop = await testSigner(crypto, 'laptop-00');
  const team = await testTeam(crypto, [laptop]);
  const later = await team.after(team.first, laptop, { laterField: 'kept' });
  expect(expectOk(readMembership(later, team.workspace)).record['laterField']).toBe('kept');
  const codeOf = (signed: typeof later, workspace = team.workspace) => {
    const read = readMembership(signed, workspace);
    return read.ok ? 'read' : read.error.code;
  };
  expect(codeOf(later, 'A'.repeat(22))).toBe('membership.other-workspace');
  expect(codeOf({ ...later, payload: toBase64Url(utf8('{"version":1}')) })).toBe('membership.malformed');
  expect(codeOf({ ...later, payload: '!' })).toBe('membership.malformed');
});

test('nobody can put other keys beside a membership than those that it names', async () => {
  const laptop = await testSigner(crypto, 'laptop-00');
  const team = await testTeam(crypto, [laptop]);
  const sealed = toBase64Url(utf8('keys for the laptop'));
  const given = await team.after(team.first, laptop, { grants: { [laptop.id]: sealHash(sealed) } });
  const isRead = (seals: Record<string, string>) => readMembership({ ...given, seals }, team.workspace).ok;
  expect(isRead({ [laptop.id]: sealed })).toBe(true);
  expect(isRead({})).toBe(true);
  expect(isRead({ [laptop.id]: toBase64Url(utf8('other keys')) })).toBe(false);
  expect(isRead({ 'another-device': sealed })).toBe(false);
  expect(isRead({ [laptop.id]: '%' })).toBe(false);
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
