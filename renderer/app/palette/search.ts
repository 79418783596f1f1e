import { fold, searchable } from '#shared/lib/fold.ts';

/** Something that the palette can open. */
export interface Entry {
  id: string;
  label: string;
  /** What else it can be found by, and what is shown beside the label. */
  detail?: string | undefined;
  keywords?: string;
  /** A day, shown at the end of the line. */
  when?: string;
  open: () => void;
}

/**
 * The entries in which every word of the query begins a word, best first: a label that begins with the query,
 * then words of the label, then the rest. Case and accents do not matter. An empty query keeps the order.
 */
export function search(entries: readonly Entry[], query: string, limit: number): Entry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.slice(0, limit);
  const found: { entry: Entry; rank: number }[] = [];
  for (const entry of entries) {
    const rank = rankOf(entry, words);
    if (rank !== undefined) found.push({ entry, rank });
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function rankOf(entry: Entry, words: string[]): number | undefined {
  const label = searchable(entry.label);
  const rest = searchable(`${entry.detail ?? ''} ${entry.keywords ?? ''}`);
  if (label.startsWith(words.join(' '))) return 0;
  if (words.every((word) => beginsWord(label, word))) return 1;
  return words.every((word) => beginsWord(label, word) || beginsWord(rest, word)) ? 2 : undefined;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
