/** Prints figures of the held-out sets, and never a sentence of them. */
export function printTable(title: string, head: string[], rows: (string | number)[][]): void {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
}

export interface Share {
  part: number;
  whole: number;
}

/** `97.4% 146/150`. */
export function shareText({ part, whole }: Share): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}% ${part}/${whole}`;
}
