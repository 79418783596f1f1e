import { termsOf } from './terms.ts';

/** What is searched: a title counts for more than the text under it. */
export interface Searchable {
  id: string;
  title: string;
  text: string;
}

export interface Hit {
  id: string;
  /** BM25; larger fits better. */
  score: number;
  /** Which share of what the query asks for is in it, by how telling the words are: 0 to 1. */
  coverage: number;
  /** How many different words of the query are in it. */
  matched: number;
}

/** The usual parameters: how fast a repeated word stops to count, and how much a long text is held against it. */
const [saturation, lengthShare, titleWeight] = [1.2, 0.75, 2];

interface Indexed {
  id: string;
  counts: Map<string, number>;
  length: number;
}

/** Words alone, without a model: works on every device. A few thousand rows are indexed in some milliseconds. */
export function createBm25(rows: readonly Searchable[]): (query: string) => Hit[] {
  const indexed = rows.map(({ id, title, text }): Indexed => {
    const counts = new Map<string, number>();
    const add = (weight: number) => (term: string) => counts.set(term, (counts.get(term) ?? 0) + weight);
    termsOf(title).forEach(add(titleWeight));
    termsOf(text).forEach(add(1));
    return { id, counts, length: [...counts.values()].reduce((sum, count) => sum + count, 0) };
  });
  const holders = new Map<string, number>();
  for (const { counts } of indexed)
    for (const term of counts.keys()) holders.set(term, (holders.get(term) ?? 0) + 1);
  const average = indexed.reduce((sum, { length }) => sum + length, 0) / Math.max(1, indexed.length);
  const weightOf = (term: string) => {
    // A word that nothing holds says no more than one that a single row does.
    const held = holders.get(term) ?? 1;
    return Math.log(1 + (indexed.length - held + 0.5) / (held + 0.5));
  };

  return (query) => {
    const weights = new Map([...new Set(termsOf(query))].map((term) => [term, weightOf(term)]));
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return [];
    return indexed
      .map((row) => hitOf(row, weights, total, average))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  };
}

function hitOf(
  { id, counts, length }: Indexed,
  weights: ReadonlyMap<string, number>,
  total: number,
  average: number,
): Hit {
  let [score, found, matched] = [0, 0, 0];
  for (const [term, weight] of weights) {
    const count = counts.get(term);
    if (count === undefined) continue;
    const held = saturation * (1 - lengthShare + (lengthShare * length) / average);
    score += (weight * count * (saturation + 1)) / (count + held);
    found += weight;
    matched += 1;
  }
  return { id, score, coverage: found / total, matched };
}
