import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from './bytes.ts';

test('bytes of any length are written as other programs write base64url, and read again', () => {
  const lengths = fc.oneof(fc.nat(70), fc.integer({ min: 12_280, max: 12_300 }), fc.constant(50_000));
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.nat(255)), (length, stream) => {
      const bytes = Uint8Array.from({ length }, () => stream.next().value);
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
    { numRuns: 200 },
  );
});
