import { expect, test } from 'vitest';
import { utf8 } from '#shared/lib/bytes.ts';
import { createSigner, createVerifier, forPurpose, generateSigningKey } from './signing.ts';
import { webCrypto } from './web-crypto.ts';

const crypto = webCrypto(globalThis.crypto);

test('a signature fits its key and its data only', async () => {
  const [mine, other] = [await generateSigningKey(crypto), await generateSigningKey(crypto)];
  expect(mine.publicKey.length).toBe(32);
  const sign = await createSigner(crypto, mine.privateKey);
  const verify = await createVerifier(crypto, mine.publicKey);
  const signature = await sign(utf8('one'));
  expect(signature.length).toBe(64);
  expect(await verify(signature, utf8('one'))).toBe(true);
  expect(await verify(signature, utf8('two'))).toBe(false);
  expect(await verify(signature.slice(1), utf8('one'))).toBe(false);
  expect(await (await createVerifier(crypto, other.publicKey))(signature, utf8('one'))).toBe(false);
});

test('a purpose cannot be moved into the data', () => {
  expect(forPurpose('ab', utf8('c'))).not.toEqual(forPurpose('a', utf8('bc')));
});
