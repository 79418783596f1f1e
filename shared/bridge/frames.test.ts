import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, giveBytes, takeBytes } from './frames.ts';

test('arguments with bytes arrive as they were sent', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => name !== 'bytes' && name !== '__proto__'),
        fc.jsonValue(),
      ),
      fc.uint8Array(),
      (args, bytes) => {
        const taken = takeBytes({ ...args, bytes });
        const frame = decodeFrame(encodeFrame(taken.rest, taken.bytes!))!;
        const given = giveBytes(frame.json, frame.bytes) as { bytes: Uint8Array };
        expect([...given.bytes]).toEqual([...bytes]);
        expect(JSON.stringify({ ...given, bytes: 0 })).toBe(JSON.stringify({ ...args, bytes: 0 }));
      },
    ),
  );
});

test('what is no frame is refused, whatever it holds', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
      expect(decodeFrame(noise)?.bytes.length ?? -1).toBeLessThan(noise.length);
    }),
  );
  expect(decodeFrame(new Uint8Array([0, 0, 0]))).toBeUndefined();
  expect(decodeFrame(new Uint8Array([0, 0, 0, 9, 123, 125]))).toBeUndefined();
  expect(decodeFrame(new Uint8Array([0, 0, 0, 2, 0xff, 0xfe]))).toBeUndefined();
});

test('arguments without bytes stay JSON', () => {
  expect(takeBytes({ bytes: 'text' })).toEqual({ rest: { bytes: 'text' }, bytes: undefined });
  expect(takeBytes(undefined).bytes).toBeUndefined();
});
