import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, toBase64Url } from '#shared/lib/bytes.ts';
import { attestationToSign, encodeAttestation, isContentId, readAttestation } from './attestation.ts';
import { createSigner, createVerifier, generateSigningKey } from './signing.ts';
import type { WebCrypto } from './web-crypto.ts';

const place = { workspace: 'w', book: 'audit-2026-11' };
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((drawn) => toBase64Url(drawn));
const attestations = fc.record({
  device: bytes(12),
  previous: fc.option(
    bytes(32).filter((hash) => /[^A]/.test(hash)),
    { nil: undefined },
  ),
  list: fc.constantFrom('audit', 'payments'),
  ids: fc.array(bytes(16), { minLength: 1, maxLength: 5 }),
});

test('what a device has signed is read as it was written, and names the book that it is for', () => {
  fc.assert(
    fc.property(attestations, (said) => {
      const encoded = concat(encodeAttestation(said), new Uint8Array(64));
      const read = readAttestation(place, encoded)!;
      expect(read).toMatchObject(said);
      expect(readAttestation({ ...place, book: 'audit-2026-12' }, encoded)!.hash).not.toBe(read.hash);
    }),
  );
});

test('whatever bytes come, reading them throws nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (drawn) => {
      expect(() => readAttestation(place, Uint8Array.of(1, ...drawn))).not.toThrow();
    }),
  );
});

test('a signature holds for one book and for these ids alone', async () => {
  const crypto = webcrypto as unknown as WebCrypto;
  const keys = await generateSigningKey(crypto);
  const sign = await createSigner(crypto, keys.privateKey);
  const verify = await createVerifier(crypto, keys.publicKey);
  const device = toBase64Url(new Uint8Array(12).fill(7));
  const ids = [toBase64Url(new Uint8Array(16).fill(9))];
  const encoded = encodeAttestation({ device, previous: undefined, list: 'audit', ids });
  const whole = concat(encoded, await sign(attestationToSign(place, encoded)));
  const holds = async (where: typeof place, read: Uint8Array): Promise<boolean> => {
    const { signature, signed } = readAttestation(where, read)!;
    return verify(signature, signed);
  };
  expect(await holds(place, whole)).toBe(true);
  expect(await holds({ ...place, book: 'audit-2026-12' }, whole)).toBe(false);
  const other = whole.slice();
  other[other.length - 65]! ^= 1;
  expect(await holds(place, other)).toBe(false);
});

test('only what a hash can be is named', () => {
  expect(isContentId(toBase64Url(new Uint8Array(16)))).toBe(true);
  for (const id of ['', 'c1', `${'A'.repeat(21)}B`, 'A'.repeat(43), '+'.repeat(22)])
    expect(isContentId(id)).toBe(false);
});
