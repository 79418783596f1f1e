/**
 * How many typing errors (a letter too many, missing, wrong, or two swapped) lie between a word and the
 * nearest beginning of a term. Bit-parallel, so that a whole vocabulary is compared within milliseconds:
 * Myers 1999, with swaps by Hyyrö 2003.
 */
export function createMeasure(word: string): (term: string) => number {
  const length = word.length;
  const masks = new Map<number, number>();
  for (let i = 0; i < length; i++) {
    const code = word.charCodeAt(i);
    masks.set(code, (masks.get(code) ?? 0) | (1 << i));
  }
  const last = 1 << (length - 1);

  return (term) => {
    let positive = (1 << length) - 1;
    let negative = 0;
    let diagonal = 0;
    let maskBefore = 0;
    let score = length;
    let best = length;
    const end = Math.min(term.length, length + 2);
    for (let i = 0; i < end; i++) {
      const mask = masks.get(term.charCodeAt(i)) ?? 0;
      const swapped = ((~diagonal & mask) << 1) & maskBefore;
      diagonal = swapped | (((mask & positive) + positive) ^ positive) | mask | negative;
      let across = negative | ~(diagonal | positive);
      const back = positive & diagonal;
      if ((across & last) !== 0) score++;
      else if ((back & last) !== 0) score--;
      across = (across << 1) | 1;
      positive = (back << 1) | ~(diagonal | across);
      negative = across & diagonal;
      maskBefore = mask;
      if (score < best) best = score;
    }
    return best;
  };
}

/** Words of at most this length fit the measure's 32 bits. */
export const longestMeasured = 30;

/** How many errors a word of this length may hold: short words are too alike. */
export function allowedErrors(length: number): number {
  if (length < 4 || length > longestMeasured) return 0;
  return length < 8 ? 1 : 2;
}
