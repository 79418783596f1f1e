import { create } from 'qrcode';

/** Light modules around a code, as ISO/IEC 18004 wants them. */
const quietZone = 4;

/** A text as a QR code: the side of its square in modules, quiet zone and all, and the dark ones as one SVG path. */
export function qrPath(text: string): { side: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const steps: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) === 0) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column++;
      const length = column - start + 1;
      steps.push(`M${start + quietZone} ${row + quietZone}h${length}v1h-${length}z`);
    }
  }
  return { side: modules.size + 2 * quietZone, path: steps.join('') };
}
