import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClientPlace, clientOf, isClientOf } from './yjs-client.ts';

const place: ClientPlace = { workspace: 'w', book: 'people', device: 'ann', salt: 'drawn by the owner' };
const others: ClientPlace[] = [
  { ...place, device: 'bob' },
  { ...place, book: 'money-2026' },
  { ...place, workspace: 'v' },
  { ...place, salt: 'another' },
];

test('a device writes as clients of its own, which are nobody else’s and not its own in another book', () => {
  fc.assert(
    fc.property(fc.nat(), (chance) => {
      const client = clientOf(place, chance);
      expect(isClientOf(place, client)).toBe(true);
      expect(others.some((other) => isClientOf(other, client))).toBe(false);
      expect(isClientOf(place, client + 2 ** 20)).toBe(false);
    }),
  );
});

test('what is no client is nobody’s', () => {
  for (const client of [-1, 0.5, Number.NaN, Infinity, 2 ** 53])
    expect(isClientOf(place, client)).toBe(false);
});
