import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createOpener } from './open.ts';
import { generateSealKey, seal } from './seal.ts';
import { webCrypto } from './web-crypto.ts';

const crypto = webCrypto(globalThis.crypto);

test('what is sealed to a key opens with it, whatever its length', async () => {
  const pair = await generateSealKey(crypto);
  expect([pair.publicKey.length, pair.privateKey.length]).toEqual([32, 32]);
  const open = await createOpener(crypto, pair.privateKey);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      const plaintext = new Uint8Array(bytes);
      expect(expectOk(await open(await seal(crypto, pair.publicKey, plaintext, 'test'), 'test'))).toEqual(
        plaintext,
      );
    }),
    { numRuns: 30 },
  );
});

test('another key, another purpose or one changed bit opens nothing', async () => {
  const [mine, other] = [await generateSealKey(crypto), await generateSealKey(crypto)];
  const sealed = await seal(crypto, mine.publicKey, utf8('a customer wrote'), 'inbox one');
  const open = await createOpener(crypto, mine.privateKey);
  expect(fromUtf8(expectOk(await open(sealed, 'inbox one')))).toBe('a customer wrote');
  expect((await open(sealed, 'inbox two')).ok).toBe(false);
  expect((await (await createOpener(crypto, other.privateKey))(sealed, 'inbox one')).ok).toBe(false);
  for (const position of [0, 1, 20, 33, sealed.length - 1]) {
    const damaged = sealed.map((byte, i) => (i === position ? byte ^ 1 : byte));
    expect((await open(damaged, 'inbox one')).ok).toBe(false);
  }
  expect((await open(new Uint8Array(), 'inbox one')).ok).toBe(false);
  expect((await open(sealed.slice(0, 12), 'inbox one')).ok).toBe(false);
});

test('nothing of the text shows in what is sealed, and two seals of one text differ', async () => {
  const { publicKey } = await generateSealKey(crypto);
  const [a, b] = [
    await seal(crypto, publicKey, utf8('canary'), 'x'),
    await seal(crypto, publicKey, utf8('canary'), 'x'),
  ];
  expect(Buffer.from(a).includes('canary')).toBe(false);
  expect(a).not.toEqual(b);
});
