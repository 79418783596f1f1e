import type { Concept, HeardWords } from './concepts.ts';
import { concepts } from './concepts.ts';
import type { Token } from './tokens.ts';
import { foldWord } from './tokens.ts';

/** A place where a concept is named: the first and last token, and their places in the text. */
export interface Hit {
  concept: Concept;
  first: number;
  last: number;
  from: number;
  to: number;
}

interface Term {
  concept: Concept;
  /** Numbers of patterns; `anything` for one word or none. */
  words: number[];
}

export interface Lexicon {
  patterns: Map<string, number[]>;
  prefixes: Map<string, number[]>;
  suffixes: Map<string, number[]>;
  /** Whole words of some length, and those with a letter missing, for what was mistyped. */
  missingLetter: Map<string, number[]>;
  terms: Map<number, Term[]>;
  fold(word: string): string;
}

const anything = -1;
/** Shorter words are too often others with a letter changed. */
const shortestCorrected = 7;
/** Nobody in danger writes more; and a long text costs no more for it. */
const mostCorrected = 300;

/** Prepares the words of a language for looking up. */
export function createLexicon(
  lists: readonly HeardWords[],
  fold: (word: string) => string = (word) => word,
): Lexicon {
  const numbers = new Map<string, number>();
  const lexicon: Lexicon = {
    patterns: new Map(),
    prefixes: new Map(),
    suffixes: new Map(),
    missingLetter: new Map(),
    terms: new Map(),
    fold,
  };
  const numberOf = (written: string): number => {
    if (written === '_') return anything;
    const known = numbers.get(written);
    if (known !== undefined) return known;
    numbers.set(written, numbers.size);
    addPattern(lexicon, written, numbers.size - 1);
    return numbers.size - 1;
  };
  for (const concept of concepts)
    for (const phrase of lists.flatMap((words) => (words[concept] ?? '').split(','))) {
      const written = fold(foldWord(phrase)).match(/[\p{L}\p{N}*_🔥🆘]+/gu) ?? [];
      const [first, ...rest] = written.map(numberOf);
      if (first === undefined) continue;
      add(lexicon.terms, first, { concept, words: [first, ...rest] });
    }
  return lexicon;
}

function addPattern(lexicon: Lexicon, written: string, number: number): void {
  if (written.startsWith('*')) add(lexicon.suffixes, written.slice(1), number);
  else if (written.endsWith('*')) add(lexicon.prefixes, written.slice(0, -1), number);
  else {
    add(lexicon.patterns, written, number);
    if (written.length >= shortestCorrected)
      for (const shorter of withoutOneLetter(written)) add(lexicon.missingLetter, shorter, number);
  }
}

/** Every place where the text names a concept. */
export function findHits(lexicon: Lexicon, tokens: Token[]): Hit[] {
  const seen = new Map<string, number[]>();
  const named = tokens.map(({ word }) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    const found = patternsOf(lexicon, lexicon.fold(word), seen.size < mostCorrected);
    seen.set(word, found);
    return found;
  });
  const hits: Hit[] = [];
  for (let first = 0; first < tokens.length; first += 1)
    for (const number of named[first]!)
      for (const { concept, words } of lexicon.terms.get(number) ?? []) {
        const last = endOf(words, named, first);
        if (last === undefined) continue;
        hits.push({ concept, first, last, from: tokens[first]!.at, to: tokens[last]!.at });
      }
  return withoutParts(hits, tokens.length);
}

/** The token that a phrase which begins here ends with. */
function endOf(words: number[], named: number[][], first: number): number | undefined {
  let at = first;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index]!;
    if (word === anything) {
      const next = words[index + 1]!;
      if (named[at + 1]?.includes(next) !== true) at += 1;
      continue;
    }
    at += 1;
    if (named[at]?.includes(word) !== true) return undefined;
  }
  return at;
}

/** What stands within an expression of these means that expression, and nothing by itself. */
const closed: ReadonlySet<Concept> = new Set([
  'ordinary',
  'unsure',
  'cannotStop',
  'smokeAlarm',
  'carbonAlarm',
  'gasThing',
  'notWant',
  'dontSend',
  'over',
  'past',
  'later',
]);

function withoutParts(hits: Hit[], length: number): Hit[] {
  /** For each token, the widest closed expression over it, and the widest of any kind. */
  const widestClosed = Array.from<Hit | undefined>({ length });
  const widest = Array.from<Hit | undefined>({ length });
  const width = (hit: Hit | undefined) => (hit === undefined ? -1 : hit.last - hit.first);
  for (const hit of hits)
    for (let at = hit.first; at <= hit.last; at += 1) {
      if (width(hit) > width(widest[at])) widest[at] = hit;
      if (
        closed.has(hit.concept) &&
        width(hit) >= width(widestClosed[at]) &&
        !(widestClosed[at]?.concept === 'ordinary' && width(hit) === width(widestClosed[at]))
      )
        widestClosed[at] = hit;
    }
  const isWithin = (hit: Hit, around: Hit | undefined) =>
    around !== undefined && width(around) > width(hit) && around.last >= hit.last;
  const isOrdinary = (hit: Hit, around: Hit | undefined) =>
    around?.concept === 'ordinary' && around !== hit && width(around) >= width(hit);
  return hits.filter(
    (hit) =>
      !isWithin(hit, (hit.concept === 'not' ? widest : widestClosed)[hit.first]) &&
      !isOrdinary(hit, widestClosed[hit.first]) &&
      !isOrdinary(hit, widestClosed[hit.last]),
  );
}

function patternsOf(lexicon: Lexicon, word: string, corrects: boolean): number[] {
  const found = [...(lexicon.patterns.get(word) ?? [])];
  for (const [prefix, numbers] of lexicon.prefixes) if (word.startsWith(prefix)) found.push(...numbers);
  for (const [suffix, numbers] of lexicon.suffixes) if (word.endsWith(suffix)) found.push(...numbers);
  if (found.length > 0 || !corrects || word.length < shortestCorrected - 1 || word.length > 20) return found;
  found.push(...(lexicon.missingLetter.get(word) ?? []));
  if (word.length < shortestCorrected) return found;
  for (const shorter of withoutOneLetter(word))
    if (shorter.length >= shortestCorrected) found.push(...(lexicon.patterns.get(shorter) ?? []));
  for (const swapped of withTwoSwapped(word)) found.push(...(lexicon.patterns.get(swapped) ?? []));
  return found;
}

/** The first letter is seldom the wrong one, and other words differ in it most. */
function withoutOneLetter(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, index) => word.slice(0, index + 1) + word.slice(index + 2),
  );
}

function withTwoSwapped(word: string): string[] {
  return Array.from(
    { length: word.length - 2 },
    (_, index) => word.slice(0, index + 1) + word[index + 2]! + word[index + 1]! + word.slice(index + 3),
  );
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
