import { wordsIn } from '#shared/lib/words.ts';
import type { SearchKind } from './api.ts';
import type { Entry } from './entry.ts';

/** In which part of an entry a term stands; a posting is `entry × 2 + place`. */
export const place = { text: 0, title: 1 } as const;

/** Digits are terms with this mark in front, which no word begins with. */
export const numberMark = '#';

/** What a search result needs of an entry, besides its words. */
export type EntryHead = Pick<Entry, 'key' | 'kind' | 'target' | 'job' | 'at' | 'owner' | 'state'>;

/** A part of a book's index: entries by ordinal, and for each term where it stands. */
export interface Segment {
  readonly size: number;
  readonly heads: readonly EntryHead[];
  title(ordinal: number): string;
  text(ordinal: number): string;
  /** Calls back for each term that begins with the word. */
  prefixed(word: string, each: (term: string, postings: Postings) => void): void;
  /** Calls back for every term. */
  terms(each: (term: string, postings: Postings) => void): void;
}

export type Postings = ArrayLike<number>;

/** A segment that grows: what has been added since the book's index was last put in order. */
export class OpenSegment implements Segment {
  readonly heads: EntryHead[] = [];
  readonly #words: { title: string; text: string }[] = [];
  readonly #terms = new Map<string, number[]>();

  get size(): number {
    return this.heads.length;
  }

  /** Adds an entry, and tells its ordinal. */
  add({ title, text, numbers, ...head }: Entry): number {
    const ordinal = this.heads.length;
    this.heads.push(head);
    this.#words.push({ title, text });
    for (const { word } of wordsIn(title)) this.#post(word, ordinal * 2 + place.title);
    for (const { word } of wordsIn(text)) this.#post(word, ordinal * 2 + place.text);
    for (const number of numbers) this.#post(numberMark + number, ordinal * 2 + place.text);
    return ordinal;
  }

  title(ordinal: number): string {
    return this.#words[ordinal]!.title;
  }

  text(ordinal: number): string {
    return this.#words[ordinal]!.text;
  }

  prefixed(word: string, each: (term: string, postings: Postings) => void): void {
    for (const [term, postings] of this.#terms) if (term.startsWith(word)) each(term, postings);
  }

  terms(each: (term: string, postings: Postings) => void): void {
    for (const [term, postings] of this.#terms) each(term, postings);
  }

  #post(term: string, posting: number): void {
    const postings = this.#terms.get(term);
    if (postings === undefined) this.#terms.set(term, [posting]);
    else if (postings.at(-1) !== posting) postings.push(posting);
  }
}

/** What a segment in order is made of; plain data, as it is stored. */
export interface SegmentData {
  heads: EntryHead[];
  /** Each entry's title, a line break, its text. */
  texts: Uint8Array;
  /** Where each entry's text ends. */
  textEnds: Uint32Array;
  /** Sorted by code unit. */
  terms: string[];
  /** Where each term's postings end. */
  ends: Uint32Array;
  postings: Uint32Array;
}

const decoder = new TextDecoder();

/** A segment in order: sorted terms, postings in one array. Small in memory, and read from disk without building. */
export class OrderedSegment implements Segment {
  readonly data: SegmentData;

  constructor(data: SegmentData) {
    this.data = data;
  }

  get size(): number {
    return this.data.heads.length;
  }

  get heads(): readonly EntryHead[] {
    return this.data.heads;
  }

  title(ordinal: number): string {
    const both = this.#both(ordinal);
    return both.slice(0, both.indexOf('\n'));
  }

  text(ordinal: number): string {
    const both = this.#both(ordinal);
    return both.slice(both.indexOf('\n') + 1);
  }

  prefixed(word: string, each: (term: string, postings: Postings) => void): void {
    const { terms } = this.data;
    for (let i = this.#firstFrom(word); i < terms.length && terms[i]!.startsWith(word); i++)
      each(terms[i]!, this.#postings(i));
  }

  terms(each: (term: string, postings: Postings) => void): void {
    this.data.terms.forEach((term, i) => each(term, this.#postings(i)));
  }

  #both(ordinal: number): string {
    const { texts, textEnds } = this.data;
    return decoder.decode(texts.subarray(ordinal === 0 ? 0 : textEnds[ordinal - 1], textEnds[ordinal]));
  }

  #postings(term: number): Uint32Array {
    const { ends, postings } = this.data;
    return postings.subarray(term === 0 ? 0 : ends[term - 1], ends[term]);
  }

  #firstFrom(word: string): number {
    const { terms } = this.data;
    let [low, high] = [0, terms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (terms[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Puts segments together into one in order, without the entries that `isLive` denies. */
export function order(
  parts: readonly Segment[],
  isLive: (part: number, ordinal: number) => boolean,
): OrderedSegment {
  const heads: EntryHead[] = [];
  const texts: string[] = [];
  const byTerm = new Map<string, number[]>();
  parts.forEach((part, index) => {
    const next = new Int32Array(part.size);
    for (let ordinal = 0; ordinal < part.size; ordinal++) {
      next[ordinal] = isLive(index, ordinal) ? heads.length : -1;
      if (next[ordinal] === -1) continue;
      heads.push(part.heads[ordinal]!);
      texts.push(`${part.title(ordinal).replaceAll('\n', ' ')}\n${part.text(ordinal)}`);
    }
    part.terms((term, postings) => {
      const gathered = byTerm.get(term) ?? [];
      for (let i = 0; i < postings.length; i++) {
        const ordinal = next[postings[i]! >> 1]!;
        if (ordinal !== -1) gathered.push(ordinal * 2 + (postings[i]! & 1));
      }
      if (gathered.length > 0) byTerm.set(term, gathered);
    });
  });
  return new OrderedSegment({ heads, ...packTexts(texts), ...packTerms(byTerm) });
}

function packTexts(texts: string[]): Pick<SegmentData, 'texts' | 'textEnds'> {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  const textEnds = new Uint32Array(parts.length);
  let end = 0;
  parts.forEach((part, index) => {
    packed.set(part, end);
    end += part.length;
    textEnds[index] = end;
  });
  return { texts: packed, textEnds };
}

function packTerms(byTerm: Map<string, number[]>): Pick<SegmentData, 'terms' | 'ends' | 'postings'> {
  const terms = [...byTerm.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  const ends = new Uint32Array(terms.length);
  const postings = new Uint32Array([...byTerm.values()].reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  terms.forEach((term, index) => {
    const own = byTerm.get(term)!;
    postings.set(own, end);
    end += own.length;
    ends[index] = end;
  });
  return { terms, ends, postings };
}

/** The kinds by the number under which they are stored. Only ever appended to. */
export const storedKinds: readonly SearchKind[] = [
  'contact',
  'message',
  'note',
  'job',
  'document',
  'knowledge',
  'site',
];
