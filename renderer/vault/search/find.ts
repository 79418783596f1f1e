import { wordsIn } from '#shared/lib/words.ts';
import type { SearchKind } from './api.ts';
import type { BookIndex } from './book-index.ts';
import { allowedErrors, createMeasure } from './distance.ts';
import { type EntryHead, numberMark, place, type Postings, type Segment } from './segment.ts';
import { numberQuery } from './numbers.ts';

/** An entry that matches, and where its words are. */
export interface Found {
  head: EntryHead;
  segment: Segment;
  ordinal: number;
  score: number;
}

export interface FindFilter {
  kinds?: ReadonlySet<SearchKind>;
  from?: number;
  to?: number;
  /** What cannot be told from the columns: contact and state. */
  accepts?(head: EntryHead): boolean;
}

interface Part {
  index: BookIndex;
  segment: Segment;
  part: number;
}

/** A word in a title counts this much more than one in the text. */
const titleWeight = 3;
/** What a word counts that is only like the one that was typed. */
const quality = { prefix: 0.7, fuzzy: 0.4 };
/** With fewer exact matches than this, a word may have been mistyped. */
const fewMatches = 3;
/** After this time (180 days) the newness of an entry counts a third of what it counted. */
const newnessMilliseconds = 180 * 24 * 60 * 60 * 1000;
/** Words after this many narrow nothing down any more. */
const mostWords = 8;

/**
 * The best entries in which every word of the query stands, or one that begins like it, or, where there is
 * hardly any, one that differs by a typing error. Where nothing holds all words: those that hold the most.
 */
export function find(
  indexes: Iterable<BookIndex>,
  query: string,
  filter: FindFilter,
  options: { limit: number; now: number },
): { found: Found[]; total: number } {
  const parts = [...indexes].flatMap((index) =>
    index.segments.map((segment, part): Part => ({ index, segment, part })),
  );
  const words = queryWords(query);
  if (words.length === 0) return { found: [], total: 0 };
  const tallies = parts.map(({ segment }) => new Tally(segment.size));
  for (const word of words) weigh(word, parts, tallies);
  for (let needed = words.length; needed >= Math.ceil(words.length / 2); needed--) {
    const best = collect(parts, tallies, needed, filter, options);
    if (best.total > 0) return best;
  }
  return { found: [], total: 0 };
}

/** Digits stand for a phone number wherever they stand in it; everything else for the beginning of a word. */
export function queryWords(query: string): string[] {
  const number = numberQuery(query);
  if (number !== undefined) return [numberMark + number];
  const words = wordsIn(query).filter(({ isPart }) => isPart !== true);
  return [...new Set(words.map(({ word }) => word))].slice(0, mostWords);
}

/** What the words so far have given each entry of a segment. */
class Tally {
  readonly score: Float32Array;
  readonly matched: Uint8Array;
  readonly #word: Float32Array;

  constructor(size: number) {
    this.score = new Float32Array(size);
    this.matched = new Uint8Array(size);
    this.#word = new Float32Array(size);
  }

  /** Of several terms that match a word, the best counts. Tells how many entries are new to the word. */
  note(postings: Postings, quality: number): number {
    let added = 0;
    for (let i = 0; i < postings.length; i++) {
      const posting = postings[i]!;
      const value = (posting & 1) === place.title ? quality * titleWeight : quality;
      const before = this.#word[posting >> 1]!;
      if (before === 0) added++;
      if (value > before) this.#word[posting >> 1] = value;
    }
    return added;
  }

  /** Ends a word; the rarer it is, the more it counts. */
  close(weight: number): void {
    const word = this.#word;
    for (let i = 0; i < word.length; i++) {
      if (word[i] === 0) continue;
      this.score[i]! += word[i]! * weight;
      this.matched[i]!++;
      word[i] = 0;
    }
  }
}

function weigh(word: string, parts: Part[], tallies: Tally[]): void {
  const size = tallies.reduce((sum, { score }) => sum + score.length, 0);
  let matches = 0;
  parts.forEach(({ segment }, i) => {
    if (word.startsWith(numberMark)) {
      const digits = word.slice(1);
      segment.prefixed(numberMark, (term, postings) => {
        if (term.includes(digits)) matches += tallies[i]!.note(postings, 1);
      });
      // A year, an amount or a house number is a word as well.
      segment.prefixed(digits, (term, postings) => {
        matches += tallies[i]!.note(postings, term === digits ? 1 : quality.prefix);
      });
      return;
    }
    segment.prefixed(word, (term, postings) => {
      matches += tallies[i]!.note(
        postings,
        term === word ? 1 : (quality.prefix * word.length) / term.length + 0.2,
      );
    });
  });
  if (matches < fewMatches) matches += weighMistyped(word, parts, tallies);
  const weight = Math.log(1 + size / (matches + 1)) + 0.1;
  for (const tally of tallies) tally.close(weight);
}

function weighMistyped(word: string, parts: Part[], tallies: Tally[]): number {
  const allowed = allowedErrors(word.length);
  if (allowed === 0 || word.startsWith(numberMark)) return 0;
  const errors = createMeasure(word);
  let matches = 0;
  parts.forEach(({ segment }, i) => {
    segment.terms((term, postings) => {
      if (term.length < word.length - allowed || term.startsWith(numberMark)) return;
      const distance = errors(term);
      if (distance <= allowed) matches += tallies[i]!.note(postings, quality.fuzzy / distance);
    });
  });
  return matches;
}

function collect(
  parts: Part[],
  tallies: Tally[],
  needed: number,
  filter: FindFilter,
  { limit, now }: { limit: number; now: number },
): { found: Found[]; total: number } {
  let best: Found[] = [];
  let total = 0;
  let floor = 0;
  parts.forEach(({ index, segment, part }, i) => {
    const { matched, score } = tallies[i]!;
    for (let ordinal = 0; ordinal < matched.length; ordinal++) {
      if (matched[ordinal] !== needed || !index.isLive(part, ordinal)) continue;
      const head = segment.heads[ordinal]!;
      if (!passes(head, filter)) continue;
      total++;
      // However new it is, it does not get among the best.
      if (score[ordinal]! <= floor) continue;
      const ranked = score[ordinal]! * newness(head, now);
      if (ranked <= floor) continue;
      best.push({ head, segment, ordinal, score: ranked });
      if (best.length < limit * 2) continue;
      best = strongest(best, limit);
      floor = best.at(-1)!.score;
    }
  });
  return { found: strongest(best, limit), total };
}

function strongest(found: Found[], limit: number): Found[] {
  return found.toSorted((a, b) => b.score - a.score || b.head.at - a.head.at).slice(0, limit);
}

function passes(head: EntryHead, { kinds, from, to, accepts }: FindFilter): boolean {
  if (kinds !== undefined && !kinds.has(head.kind)) return false;
  if (from !== undefined && head.at < from) return false;
  if (to !== undefined && head.at >= to) return false;
  return accepts?.(head) ?? true;
}

/** People do not age, nor does what the business knows: they count the same however old they are. */
function newness({ kind, at }: EntryHead, now: number): number {
  if (kind === 'contact' || kind === 'knowledge') return 1;
  return 0.5 + 0.5 * Math.exp(-Math.max(0, now - at) / newnessMilliseconds);
}
