import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldFragment, readHeld } from './held-link.ts';

const text = (length: number) =>
  fc.string({
    unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '_', '-'),
    minLength: length,
    maxLength: length,
  });
const moment = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('a link says which time is held as it was held, whatever the service is called', () => {
  const link = fc.record({
    id: text(22),
    secret: text(43),
    times: text(43),
    service: fc.string({ unit: 'grapheme', minLength: 1 }),
    start: moment,
    expiresAt: moment,
  });
  fc.assert(
    fc.property(link, (held) => {
      const url = new URL(`https://relay.example/b/keller#${'F'.repeat(22)}.${heldFragment(held)}`);
      expect(readHeld(url.hash.slice(1).split('.').slice(1))).toEqual(held);
    }),
  );
});

test('what else stands in a link is no held time, and throws nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('held', '%', 'A'.repeat(22)))), (parts) => {
      expect(readHeld(parts)).toBeUndefined();
    }),
  );
});
