/** Shorter words have too many neighbours that are words of their own: `price` and `prince`. */
const shortest = 6;

/** Whether a word is another one with slips of the fingers in it: one, or two in a long word. */
export function isTypoOf(word: string, meant: string): boolean {
  const long = Math.min(word.length, meant.length);
  if (long < shortest || word[0] !== meant[0]) return false;
  const most = long >= 9 ? 2 : 1;
  return Math.abs(word.length - meant.length) <= most && slips(word, meant) <= most;
}

/** Letters left out, added, exchanged, or swapped with their neighbour (optimal string alignment). */
function slips(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
