import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

/** Which modules a path of `M x y h n v1 h-n z` makes dark. */
function darkOf(path: string): Set<string> {
  const dark = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step},${y}`);
  }
  return dark;
}

test('the drawing has exactly the dark modules of the code, with four light ones around', () => {
  const link = 'https://relay.example.org/#join=Zm9yIGEgcGhvbmUgdG8gcmVhZA';
  const { modules } = create(link, { errorCorrectionLevel: 'M' });
  const { side, path } = qrPath(link);
  const dark = darkOf(path);
  expect(side).toBe(modules.size + 8);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const inside = x >= 4 && y >= 4 && x < side - 4 && y < side - 4;
      expect(dark.has(`${x},${y}`)).toBe(inside && modules.get(y - 4, x - 4) !== 0);
    }
  }
});
