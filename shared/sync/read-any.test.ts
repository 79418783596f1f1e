import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { readAny } from './read-any.ts';

function encoded(value: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
  return encoding.toUint8Array(encoder);
}

/** What a reader gives, and where it ends; or that it fails. */
function read(bytes: Uint8Array, reader: (decoder: decoding.Decoder) => unknown): unknown {
  const decoder = decoding.createDecoder(bytes);
  try {
    return { value: reader(decoder), end: decoder.pos };
  } catch {
    return 'fails';
  }
}

const special = fc.constantFrom(undefined, 1.5, -7, 1n << 40n, new Uint8Array([1, 2]), 'Zoë', 'x'.repeat(65));
const anything = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string({ unit: 'grapheme' }), special));

test('a record is read as Yjs has written it, whatever is in it', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const bytes = encoded(value);
      expect(read(bytes, readAny)).toEqual(read(bytes, decoding.readAny));
    }),
  );
});

test('what was cut off or made up is read or refused as by Yjs', () => {
  fc.assert(
    fc.property(anything, fc.nat(), fc.nat(255), (value, place, byte) => {
      const bytes = encoded(value);
      // It makes an object of another kind, which cannot be compared.
      fc.pre(!Buffer.from(bytes).includes('__proto__'));
      const cut = bytes.slice(0, place % (bytes.length + 1));
      expect(read(cut, readAny)).toEqual(read(cut, decoding.readAny));
      const changed = bytes.slice();
      changed[place % bytes.length] = byte;
      expect(read(changed, readAny)).toEqual(read(changed, decoding.readAny));
    }),
    { numRuns: 2000 },
  );
});
