import { digitsOfWord } from '#shared/lib/number-words.ts';
import { wordsIn } from '#shared/lib/words.ts';

type Range = [start: number, end: number];

/** Fewer digits name nobody: a size, a price, a year. */
const fewestDigits = 7;

/** What is made of many digits and is nobody's number: days, times, amounts with their cents, numbers of documents. */
const moments = [
  /(?<!\d)\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?)?(?!\d)/gu,
  /(?<!\d|\d[./-])(?:[012]?\d|3[01])(?<mark>[./-])(?:[012]?\d|3[01])\k<mark>(?:\d{4}|\d{2})(?![./-]?\d)/gu,
  /(?<![\d:])\d{1,2}[:h]\d{2}(?![\d:])/gu,
];
const harmless = [
  ...moments,
  /(?<![\d.,/-])\d{1,3}(?:[.,’' ]\d{3})*[.,]\d{2}(?![.,/-]?\d)/gu,
  /(?<![\p{L}\d])(?:\p{L}{1,5}[-/])?20\d{2}[-/]\d{1,6}(?![\d/-])/gu,
];
const run = /\d(?:[^\p{L}\p{N}\n]{0,3}\d)+/gu;

/**
 * Long numbers of a folded text, whatever stands between their digits: phones, accounts, cards with a digit wrong, and
 * the numbers by which a state knows people. What they are does not matter: none is needed to answer.
 */
export function longNumbersIn(text: string): Range[] {
  return [...without(harmless, text).matchAll(run)]
    .filter(([found]) => found.replaceAll(/\D/g, '').length >= fewestDigits)
    .map((match) => rangeOf(match, 0));
}

/** A text in which days and times stand as letters, which end a number, each in its place. */
export function withoutMoments(text: string): string {
  return without(moments, text);
}

function without(patterns: readonly RegExp[], text: string): string {
  return patterns.reduce(
    (left, pattern) => left.replaceAll(pattern, (found) => 'x'.repeat(found.length)),
    text,
  );
}

/** Letters and digits in one, as passports, tax and insurance numbers are. */
const mixed = [
  /(?<![\p{L}\p{N}])(?=[a-z]*\d+[a-z]+\d)(?=(?:[a-z]*\d){5})[a-z\d]{8,15}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:[a-z]{0,3}-?\d{6,9}-?[a-z]{1,3}|[a-z]{1,3}-?\d{6,9})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[a-z]{2}(?:\s?\d{2}){3}\s?[a-d](?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])[a-z]{3}\s?[a-z]{3}\s?\d{2}[a-z]\d{2}\s?[a-z]\d{3}[a-z](?![\p{L}\p{N}])/gu,
];

export function mixedNumbersIn(text: string): Range[] {
  return mixed.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => rangeOf(match, 0)));
}

/** So many words for numbers in a row are read out of something. */
const fewestSpoken = 5;

/** Numbers that are read out, in words and digits: “oh eight seven, one two three …”. */
export function spokenNumbersIn(text: string): Range[] {
  const found: Range[] = [];
  let own: { start: number; end: number; digits: number; isWord: boolean }[] = [];
  const close = () => {
    const digits = own.reduce((sum, each) => sum + each.digits, 0);
    const isSpoken = own.some(({ isWord }) => isWord) && own.length >= 3;
    if (
      isSpoken &&
      digits >= fewestDigits &&
      (own.length >= fewestSpoken || own.some(({ isWord }) => !isWord))
    )
      found.push([own[0]!.start, own.at(-1)!.end]);
    own = [];
  };
  for (const { word, start, end, isPart } of wordsIn(text)) {
    if (isPart === true) continue;
    const isWord = !/^\d+$/.test(word);
    const digits = isWord ? digitsOfWord(word) : word.length;
    const last = own.at(-1);
    if (last !== undefined && !/^[\s,.-]{1,3}$/.test(text.slice(last.end, start))) close();
    if (digits === undefined) close();
    else own.push({ start, end, digits, isWord });
  }
  close();
  return found;
}

const codes =
  /(?<![\p{L}\p{N}])(?:cv[cvn]2?|pin|pass(?:word|wort)?|kennwort|contrasena|clave|senha|mot de passe|parola|api[ -]?key|secret)(?![\p{L}\p{N}])\s?(?:is|ist|es|est|e)?[^\p{L}\p{N}\n]{0,3}(?<value>[^\s,;"]*\d[^\s,;"]*)/gu;
const doorCodes =
  /(?<![\p{L}\p{N}])(?:code|codigo|codice|kode)(?![\p{L}\p{N}])\s?(?:is|ist|es|est|e)?[^\p{L}\p{N}\n]{0,3}(?<value>\d{4,8})(?![\p{L}\p{N}])/gu;
/** Long, and of letters and digits: keys and tokens. Our own ids are shorter. */
const keys = /(?<![\p{L}\p{N}_.+-])(?=[\w.+-]*\d)(?=[\w.+-]*\p{L})(?<value>[\w.+-]{24,})/gu;

/** What opens something: codes behind their names, passwords, keys. */
export function secretsIn(text: string): Range[] {
  return [codes, doorCodes, keys].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const value = match.groups!['value']!;
      return rangeOf([value], match.index + match[0].lastIndexOf(value));
    }),
  );
}

function rangeOf(match: RegExpMatchArray | [string], from: number): Range {
  const start = 'index' in match ? (match.index ?? from) : from;
  return [start, start + match[0].length];
}

const beside = /^[^\d\n]{0,14}(?<value>\d{1,2}\s?[/-]\s?\d{2,4}|\d{3,4})(?!\d)/u;
const mostBeside = 2;

/** The day on which a card ends and its check digits, right behind its number. */
export function cardDetailsBehind(text: string, end: number): Range[] {
  const found: Range[] = [];
  for (let at = end; found.length < mostBeside;) {
    const match = beside.exec(text.slice(at, at + 30));
    if (match === null) break;
    const to = at + match[0].length;
    found.push([to - match.groups!['value']!.length, to]);
    at = to;
  }
  return found;
}
