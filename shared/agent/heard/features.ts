/** What words show of themselves: hashes of 32 bits, each of which knows the words that it stands in. */
export interface Features {
  /** In the order of their first word: the word, the parts of it, and what it is together with later ones. */
  ids: Int32Array;
  /** The last word of each. */
  last: Int32Array;
  /** Where the features that begin with a word begin; one more than there are words. */
  starts: Int32Array;
  /** How many of them are the word itself and its parts. */
  own: Int32Array;
  windows: readonly Window[];
}

/** Words that are judged by themselves. */
interface Window {
  first: number;
  /** The word after the last one. */
  end: number;
}

/** People in need write one short clause; a longer message is judged by stretches too. */
const windowLength = 14;
const windowStep = 5;
/** How far the second word of a pair may stand behind the first. */
const farthest = 4;
const stemLength = 5;
const longestWord = 24;
const grams = { shortest: 3, longest: 5 };

/** Kinds of features, so that a word and a part of a word of the same letters are two. */
const kinds = { word: 0x1f, pair: 0x2f, stems: 0x3f, gram: 0x4f, triple: 0x5f, apart: 0x7f } as const;

export function featuresOf(tokens: readonly string[]): Features {
  const words = tokens.map((token) => token.slice(0, longestWord));
  const hashes = words.map((word) => hash(kinds.word, word));
  const stems = words.map((word) => hash(kinds.stems, word.slice(0, stemLength)));
  const ids: number[] = [];
  const last: number[] = [];
  const starts = new Int32Array(words.length + 1);
  const own = new Int32Array(words.length);
  const add = (id: number, end: number) => {
    ids.push(id);
    last.push(end);
  };
  for (const [at, word] of words.entries()) {
    starts[at] = ids.length;
    add(hashes[at]!, at);
    for (const gram of gramsOf(word)) add(gram, at);
    own[at] = ids.length - starts[at];
    const left = words.length - 1 - at;
    if (left >= 1) add(mix(kinds.pair, hashes[at]!, hashes[at + 1]!), at + 1);
    if (left >= 2) add(mix(kinds.triple, mix(0, stems[at]!, stems[at + 1]!), stems[at + 2]!), at + 2);
    for (let gap = 1; gap <= Math.min(farthest, left); gap += 1)
      add(mix(gap === 1 ? kinds.stems : kinds.apart, stems[at]!, stems[at + gap]!), at + gap);
  }
  starts[words.length] = ids.length;
  const windows = windowsOf(words.length);
  return { ids: Int32Array.from(ids), last: Int32Array.from(last), starts, own, windows };
}

/** The whole, and where it is long, overlapping stretches of it. */
function windowsOf(length: number): Window[] {
  const windows = [{ first: 0, end: length }];
  if (length <= windowLength + windowStep) return windows;
  for (let first = 0; first < length - windowStep; first += windowStep)
    windows.push({ first, end: Math.min(first + windowLength, length) });
  return windows;
}

function gramsOf(word: string): number[] {
  if (word.length < grams.shortest) return [];
  const bounded = `<${word}>`;
  const found: number[] = [];
  for (let size = grams.shortest; size <= grams.longest; size += 1)
    for (let from = 0; from + size <= bounded.length; from += 1)
      found.push(hash(kinds.gram, bounded.slice(from, from + size)));
  return found;
}

/** FNV-1a over the UTF-16 units. */
function hash(seed: number, text: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return spread(value);
}

function mix(seed: number, first: number, second: number): number {
  return spread(Math.imul(first ^ seed, 0x9e3779b1) + Math.imul(second, 0x85ebca6b));
}

/** Each bit of what comes out depends on all bits of what goes in. */
function spread(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}
