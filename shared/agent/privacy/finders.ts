import { isPhoneNumber } from '#shared/domain/phone.ts';
import { streetAddressesIn } from '../street-addresses.ts';
import type { Dictionary, Entry, WordNode } from './dictionary.ts';
import { cardsIn, ibansIn } from './account-numbers.ts';
import {
  cardDetailsBehind,
  longNumbersIn,
  mixedNumbersIn,
  secretsIn,
  spokenNumbersIn,
  withoutMoments,
} from './numbers.ts';
import { linksIn, spokenAddressesIn } from './reached.ts';
import { isInflected } from './inflections.ts';
import { placeholdersIn } from './put-back.ts';
import { inLatin } from './scripts.ts';
import { streetForm } from './streets.ts';
import type { View } from './view.ts';
import { foldedView } from './view.ts';

type Range = [start: number, end: number];

/** Something found in a text: from and to are places in the original. */
export interface Find {
  from: number;
  to: number;
  entry: Pick<Entry, 'type' | 'value' | 'key'>;
}

/** Reads a text for one kind of thing. Finds come in order and do not overlap. */
export type Finder = (view: View, original: string) => Find[];

/** In this order: what a later one would take a piece of is found first. */
export function findersFor(dictionary: Dictionary): Finder[] {
  return [
    findTypedPlaceholders,
    (view, original) => byPlainRanges(view, original, (text) => linksIn(text, dictionary.host), 'TEXT'),
    findEmails,
    (view, original) =>
      byRanges(view, original, (text) => spokenAddressesIn(text, dictionary.emails), 'EMAIL'),
    findIbans,
    findCards,
    (view, original) => byRanges(view, original, secretsIn, 'ID'),
    (view) => findKnownPhones(dictionary, view),
    (view) => findWords(dictionary, view),
    (view) => findUnspaced(dictionary.unspaced, view),
    (view) => findSpelledOut(dictionary, view),
    (view, original) => byRanges(view, original, mixedNumbersIn, 'ID'),
    (view, original) => findOtherPhones(dictionary.country, view, original),
    (view, original) => byRanges(view, original, spokenNumbersIn, 'PHONE'),
    (view, original) => byRanges(view, original, streetAddressesIn, 'ADDRESS'),
    (view, original) => byRanges(view, original, longNumbersIn, 'ID'),
  ];
}

/** Tokens that a customer typed themselves: they are taken for text, or they would be put back as a name. */
const findTypedPlaceholders: Finder = (view, original) =>
  placeholdersIn(view.text).map(({ from, to }) => findOf(view, original, from, to, 'TEXT'));

const findEmails: Finder = (view, original) =>
  byPattern(
    view,
    original,
    /[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]+[ \t]?@[ \t]?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
    'EMAIL',
  );

const findIbans: Finder = (view, original) => byRanges(view, original, ibansIn, 'IBAN');
const findCards: Finder = (view, original) =>
  byRanges(
    view,
    original,
    (text) => cardsIn(withoutMoments(text)).flatMap((card) => [card, ...cardDetailsBehind(text, card[1])]),
    'CARD',
  );

function byRanges(
  view: View,
  original: string,
  find: (folded: string) => Range[],
  type: Entry['type'],
): Find[] {
  const folded = foldedView(view);
  return apart(find(folded.text)).map(([start, end]) => findOf(folded, original, start, end, type));
}

function byPlainRanges(
  view: View,
  original: string,
  find: (text: string) => Range[],
  type: Entry['type'],
): Find[] {
  return apart(find(view.text)).map(([start, end]) => findOf(view, original, start, end, type));
}

/** In their order, each without a part of another: of two the one that begins first, and of these the longest. */
function apart(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return sorted.filter((range) => {
    const isFree = range[0] >= end;
    if (isFree) end = range[1];
    return isFree;
  });
}

function byPattern(view: View, original: string, pattern: RegExp, type: Entry['type']): Find[] {
  return [...view.text.matchAll(pattern)].map((match) =>
    findOf(view, original, match.index, match.index + match[0].length, type),
  );
}

function findOf(view: View, original: string, start: number, end: number, type: Entry['type']): Find {
  const [from, to] = [view.at[start]!, view.at[end]!];
  const value = original.slice(from, to);
  return { from, to, entry: { type, value, key: `${type} ${view.text.slice(start, end).toLowerCase()}` } };
}

/** Digits with what people set between those of one number. */
const digitRun = /\+?\d(?:[\s().\-/\u2010-\u2015]{0,3}\d){4,}/g;

/** A number counts as known from so many of its last digits on, so that a missing prefix does not hide it. */
const knownDigits = 7;

function findKnownPhones({ phones }: Dictionary, view: View): Find[] {
  if (phones.size === 0) return [];
  const folded = foldedView(view);
  return [...folded.text.matchAll(digitRun)].flatMap((run) => knownPhonesIn(phones, run, folded));
}

function knownPhonesIn(phones: Dictionary['phones'], run: RegExpMatchArray, view: View): Find[] {
  const text = run[0];
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const digits = places.map((place) => text[place]).join('');
  const finds: Find[] = [];
  let free = 0;
  for (let end = 5; end <= digits.length; end++) {
    const found = longestPhone(phones, digits.slice(free, end), digits[end]);
    if (found === undefined) continue;
    const start = beginning(places, end - found.length, free);
    const [first, last] = [run.index! + start, run.index! + places[end - 1]! + 1];
    const entry = { type: 'PHONE' as const, value: found.value, key: `PHONE ${found.digits}` };
    finds.push({ from: view.at[first]!, to: view.at[last]!, entry });
    free = end;
  }
  return finds;
}

/** The known number that these digits end with, and how many of its digits are there. */
function longestPhone(phones: Dictionary['phones'], digits: string, next: string | undefined) {
  for (const length of [6, 5]) {
    for (const { digits: known, value } of phones.get(digits.slice(-length)) ?? []) {
      const common = commonSuffix(digits, known);
      const whole = common === known.length;
      // A short number must stand alone: as a part of a longer one it is chance.
      if (common >= knownDigits || (whole && common === digits.length && next === undefined)) {
        return { digits: known, value, length: common };
      }
    }
  }
  return undefined;
}

function commonSuffix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}

/** A prefix of up to four digits goes with the number, where nothing but it stands before. */
function beginning(places: number[], first: number, free: number): number {
  const before = first - free;
  return before <= 4 ? (free === 0 ? 0 : places[free]!) : places[first]!;
}

/** Endings that a name takes in English, Spanish, Portuguese and German. They stay behind the token. */
const endings = ['s', 'es', 'n', 'en', 'ns', 'ens', 'जी'];

/** Signs between two words of one name or street. */
const widestGap = 4;

/** The longest entry at each word, whatever its case and accents; where there is none, a known name's other form. */
function findWords(dictionary: Dictionary, view: View): Find[] {
  const folded = foldedView(view);
  const words = [...folded.text.matchAll(/[\p{L}\p{N}]+/gu)];
  const finds: Find[] = [];
  for (let i = 0; i < words.length;) {
    const found =
      longestEntry(dictionary.words, words, i, folded, view) ??
      inflectedName(dictionary, words[i]!, folded, view) ??
      ornateName(dictionary.words, words[i]!);
    if (found === undefined) i++;
    else {
      finds.push({ from: folded.at[found.start]!, to: folded.at[found.end]!, entry: found.entry });
      i = found.next ?? i + 1;
    }
  }
  return finds;
}

interface Longest {
  entry: Find['entry'];
  start: number;
  end: number;
  next?: number;
}

/** Arabic and Hebrew write small words and the article in front of a name, as one word with it. */
const prefixed = /^(?:[وفبلكس]{0,2}(?:ال)?(?=\p{Script=Arabic}{2})|[ושהכלבמ]{1,2}(?=\p{Script=Hebrew}{2}))/u;

function longestEntry(
  tree: WordNode,
  words: RegExpMatchArray[],
  first: number,
  folded: View,
  view: View,
): Longest | undefined {
  const word = words[first]![0];
  const prefix = tree.children.has(word) ? '' : (prefixed.exec(word)?.[0] ?? '');
  let node: WordNode | undefined = tree;
  let best: Longest | undefined;
  let capital = false;
  for (let i = first; i < words.length && node !== undefined; i++) {
    const start = words[i]!.index!;
    const own: string = i === first ? word.slice(prefix.length) : words[i]![0];
    const previous = words[i - 1];
    if (i > first && start - (previous!.index! + previous![0].length) > widestGap) break;
    capital ||= isCapital(folded, view, start);
    const found = entryAt(node, own, capital);
    if (found !== undefined)
      best = {
        entry: found.entry,
        start: words[first]!.index! + prefix.length,
        end: words[i]!.index! + words[i]![0].length - found.ending.length,
        next: i + 1,
      };
    node = node.children.get(own) ?? node.children.get(streetForm(own));
  }
  return best;
}

function entryAt(
  node: WordNode,
  word: string,
  capital: boolean,
): { entry: Entry; ending: string } | undefined {
  for (const ending of ['', ...endings]) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, word.length - ending.length);
    const entry = node.children.get(stem)?.entry ?? node.children.get(streetForm(stem))?.entry;
    if (entry !== undefined && (capital || !entry.needsCapital)) return { entry, ending };
  }
  return undefined;
}

/** `maria84`, `Mariaaa`, `Мария`: a name with digits behind it, with its letters drawn out, or in another script. */
function ornateName(tree: WordNode, match: RegExpMatchArray): Longest | undefined {
  const [word] = match;
  const plain = word.replace(/\d+$/u, '');
  const short = plain.replaceAll(/(\p{L})\1{2,}/gu, '$1');
  const forms = [plain, short, inLatin(plain) ?? plain].filter((form) => form !== word && form.length > 2);
  const entry = forms
    .map((form) => tree.children.get(form)?.entry)
    .find((found) => found?.type === 'PERSON' && !found.needsCapital);
  if (entry === undefined) return undefined;
  return { entry, start: match.index!, end: match.index! + plain.length };
}

/** `M a r i a`, `m.a.r.i.a`. */
const spelledOut = /(?<!\p{L})\p{L}(?:[\s._-]\p{L}){2,}(?!\p{L})/gu;

function findSpelledOut({ words }: Dictionary, view: View): Find[] {
  const folded = foldedView(view);
  return [...folded.text.matchAll(spelledOut)].flatMap(({ 0: found, index }) => {
    const entry = words.children.get(found.replaceAll(/[^\p{L}]/gu, ''))?.entry;
    const [from, to] = [folded.at[index]!, folded.at[index + found.length]!];
    return entry?.type === 'PERSON' ? [{ from, to, entry }] : [];
  });
}

function inflectedName(
  { inflections }: Dictionary,
  match: RegExpMatchArray,
  folded: View,
  view: View,
): Longest | undefined {
  const [start, end] = [match.index!, match.index! + match[0].length];
  const from = lowerBound(view.at, folded.at[start]!);
  const written = view.text.slice(from, lowerBound(view.at, folded.at[end]!));
  if (!isInflected(inflections, match[0], written)) return undefined;
  return { entry: { type: 'PERSON', value: written, key: `PERSON ${match[0]}` }, start, end };
}

/** Whether the sign behind this place of the folded text is a capital letter in the text as it was written. */
function isCapital(folded: View, view: View, place: number): boolean {
  const index = lowerBound(view.at, folded.at[place]!);
  const letter = view.text[index] ?? '';
  return letter !== letter.toLowerCase();
}

function lowerBound(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function findUnspaced(entries: Entry[], view: View): Find[] {
  if (entries.length === 0) return [];
  const folded = foldedView(view);
  const finds: Find[] = [];
  for (let place = 0; place < folded.text.length;) {
    const entry = entries.find(({ key }) => folded.text.startsWith(key.slice(key.indexOf(' ') + 1), place));
    if (entry === undefined) place++;
    else {
      const end = place + entry.key.length - entry.key.indexOf(' ') - 1;
      finds.push({ from: folded.at[place]!, to: folded.at[end]!, entry });
      place = end;
    }
  }
  return finds;
}

const dates = /\d{4}-\d{2}-\d{2}|(?<!\d|\d[./])(?:[012]?\d|3[01])[./](?:[012]?\d|3[01])[./]\d{2,4}\b/;

/** Numbers of people whom the business does not know, as far as they look like numbers of its country. */
function findOtherPhones(country: string | undefined, view: View, original: string): Find[] {
  return [...view.text.matchAll(digitRun)]
    .filter(([text]) => !dates.test(text) && text.replaceAll(/\D/g, '').length > 7)
    .filter(([text]) => isPhoneNumber(text, country))
    .map((match) => findOf(view, original, match.index, match.index + match[0].length, 'PHONE'));
}
