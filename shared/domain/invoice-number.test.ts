import { expect, test } from 'vitest';
import type { Series } from './invoice.ts';
import { documentNumber, lettersOf, seriesPrefix } from './invoice-number.ts';

function series(deviceId: string, prefix: string, createdAt = 0): Series {
  return { id: deviceId + prefix, deviceId, kind: 'invoice', prefix, pad: 4, year: 2026, next: 2, createdAt };
}

test('the first device numbers with A, the next with B, and the 27th with AA', () => {
  const known: Series[] = [];
  const letters = Array.from({ length: 28 }, (_, index) => {
    const own = lettersOf(`device-${index}`, known);
    known.push(series(`device-${index}`, seriesPrefix(own, 'invoice', 2026), index));
    return own;
  });
  expect([letters[0], letters[1], letters[25], letters[26], letters[27]]).toEqual([
    'A',
    'B',
    'Z',
    'AA',
    'AB',
  ]);
});

test('a device keeps its letters for credit notes and for years to come', () => {
  const known = [series('one', 'A-2026-'), series('two', 'B-2026-')];
  expect(lettersOf('two', known)).toBe('B');
  expect(seriesPrefix('B', 'creditNote', 2027)).toBe('CN-B-2027-');
  expect(lettersOf('two', [series('one', 'A-2026-'), series('two', 'CN-B-2027-')])).toBe('B');
});

test('numbers keep to 16 characters of the Indian rule, even the 99,999th credit note of the 27th device', () => {
  const prefix = seriesPrefix('AA', 'creditNote', 2026);
  expect(documentNumber({ prefix, pad: 4 }, 7)).toBe('CN-AA-2026-0007');
  expect(documentNumber({ prefix, pad: 4 }, 99_999)).toMatch(/^[A-Za-z0-9/-]{1,16}$/);
});

test('devices with a place in their team never meet in a number, however long they have been apart', () => {
  const letters = Array.from({ length: 60 }, (_, index) => lettersOf(`device-${index}`, [], index + 1));
  expect(new Set(letters).size).toBe(60);
  expect([letters[0], letters[1], letters[26]]).toEqual(['A', 'B', 'AA']);
  // A series of before the places were counted keeps its letters; the place gets longer ones.
  expect(lettersOf('new', [series('old', 'B-2026-')], 2)).toBe('AB');
});
