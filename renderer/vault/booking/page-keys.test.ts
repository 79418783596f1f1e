import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createKeyring } from '../books/keyring.ts';
import { type Keybag, withNextEpoch } from '../keys/keybag.ts';
import { readRoster } from '../keys/roster.ts';
import { foundWorkspace } from '../testing/found-workspace.ts';
import { createPageKeys } from './page-keys.ts';

const cryptography = webCrypto(crypto);

async function keysOf(keybag: Keybag) {
  const roster = expectOk(await readRoster(cryptography, keybag.membership, keybag.workspace));
  const keys = createPageKeys({
    crypto: cryptography,
    keyring: await createKeyring(cryptography, keybag, roster),
  });
  const publicKey = async (number: number) => {
    const pair = await keys.pair(number);
    return pair && toBase64Url(pair.publicKey);
  };
  return { ...keys, publicKey };
}

test('a key that was made when somebody had left is none that they have; what is on its way to one of before opens', async () => {
  const before = await foundWorkspace(cryptography);
  const talk = withNextEpoch(cryptography, before.compartments['talk']!, 2);
  const after = { ...before, epoch: 2, compartments: { ...before.compartments, talk } };
  const [left, team] = [await keysOf(before), await keysOf(after)];
  expect(team.newest()).toBe(3);
  expect(await left.publicKey(3)).toBeUndefined();
  expect(await team.publicKey(3)).toBeDefined();
  for (const number of [1, 2]) expect(await team.publicKey(number)).toBe(await left.publicKey(number));
  expect(new Set([await team.publicKey(1), await team.publicKey(2), await team.publicKey(3)]).size).toBe(3);
});
