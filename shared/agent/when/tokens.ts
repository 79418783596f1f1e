import { fold } from './fold.ts';
import type { WhenWords } from './words/language.ts';

/** A piece of a text with what it may be for a day or a time. */
export interface Token {
  /** One letter for its kind (`codes`), so that the grammar can be patterns over kinds. */
  code: string;
  value: number;
  start: number;
  end: number;
  /** The half of the day that it says. */
  half?: 'am' | 'pm';
  /** The part of the day that it names, in minutes. */
  part?: { from: number; to: number };
  /** A numeric date: its numbers in their order. */
  numbers?: number[];
  /** Written in digits; of a clock time, with a zero before it. */
  isDigits?: true;
}

/**
 * What the letters of the grammar stand for, by the field of a language's words; the first that holds a phrase counts.
 * Beside them: `W` weekday, `w` a weekday that is another word as well, `R` day from today, `N` number, `O` ordinal, `0` one in words,
 * `M` month, `D` numeric date, `C` clock time, `J` one with a point, `~` one like `2h`, which may be a length of time, `Y` year, `z` other number, `x` any other word,
 * `c` comma, `?` question mark, `|` end of a sentence.
 */
const codes: readonly [field: keyof WhenWords, code: string, value?: number][] = [
  ['names', 'e'],
  ['thisWeek', 'K', 0],
  ['nextWeek', 'K', 1],
  ['weekAfterNext', 'K', 2],
  ['weekend', 'k'],
  ['vagueDay', '7'],
  ['vagueTime', '8'],
  ['fromToday', 'g'],
  ['month', 'y'],
  ['lastOfMonth', 'L'],
  ['day', 'U', 1],
  ['week', 'U', 7],
  ['fortnight', 'U', 14],
  ['afterNext', 'j'],
  ['next', 'n'],
  ['this', 's'],
  ['half', 'H'],
  ['threeQuarters', '3'],
  ['quarter', 'Q'],
  ['pastHour', 'p'],
  ['toHour', 't'],
  ['noon', 'T', 720],
  ['midnight', 'T', 0],
  ['am', 'A'],
  ['pm', 'A'],
  ['morning', 'P'],
  ['afternoon', 'P'],
  ['evening', 'P'],
  ['night', 'P'],
  ['latest', 'I'],
  ['onwards', '6'],
  ['from', 'F'],
  ['untilOrBye', 'B', 1],
  ['until', 'B'],
  ['not', 'X'],
  ['range', '5'],
  ['sinceOrFrom', 'Z'],
  ['beforeOrAfter', '!'],
  ['after', 'E'],
  ['before', 'V'],
  ['between', 'b'],
  ['over', 'l'],
  ['oclock', 'h'],
  ['at', 'a'],
  ['in', 'i'],
  ['to', 'o'],
  ['or', 'r'],
  ['and', '+'],
  ['every', 'v'],
  ['asks', 'q'],
  ['past', 'G'],
  ['that', '^'],
  ['clause', '&'],
  ['streets', 'S'],
  ['things', 'u'],
  ['hours', '='],
  ['minutes', '9'],
  ['spans', 'm'],
  ['the', '1'],
  ['of', '2'],
  ['filler', 'f'],
  ['plain', 'e'],
];

const halves: Partial<Record<keyof WhenWords, 'am' | 'pm'>> = {
  am: 'am',
  pm: 'pm',
  thisMorning: 'am',
  thisAfternoon: 'pm',
  thisEvening: 'pm',
  morning: 'am',
  afternoon: 'pm',
  evening: 'pm',
  night: 'pm',
};
const parts: Partial<Record<keyof WhenWords, { from: number; to: number }>> = {
  morning: { from: 360, to: 720 },
  afternoon: { from: 720, to: 1080 },
  evening: { from: 1020, to: 1320 },
  night: { from: 1140, to: 1320 },
};
parts.thisMorning = parts.morning!;
parts.thisAfternoon = parts.afternoon!;
parts.thisEvening = parts.evening!;

type Entry = Omit<Token, 'start' | 'end'>;
type Lexicon = Map<string, { phrase: string; isPlain: boolean; entry: Entry }[]>;

const lexicons = new Map<WhenWords, Lexicon>();

/** The tokens of a text as a language reads it, in their order; spaces are none. */
export function tokensOf(text: string, words: WhenWords, plainWords?: ReadonlySet<string>): Token[] {
  const folded = fold(text);
  const lower = text.toLowerCase().replaceAll('’', "'");
  const written = lower.length === folded.length ? lower : folded;
  const lexicon = lexiconOf(words);
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length;) {
    const token = phraseAt(folded, written, at, lexicon) ?? otherToken(folded, at);
    if (token.code === 'x' && words.pastForms.test(written.slice(at, token.end))) token.code = 'G';
    // “Dec. the 24th”, “Fr. 10 Uhr”: a point of an abbreviation ends no sentence.
    const last = tokens.at(-1);
    const isAbbreviated =
      last !== undefined && 'MWw'.includes(last.code) && last.end === at && at - last.start < 6;
    if (isAbbreviated && /^\.\s*[\d\p{Ll}]/u.test(text.slice(at))) token.code = ' ';
    // “Die Spülung läuft nach, …”: the end of a verb.
    if (words.joinsWords && /[EVF]/.test(token.code) && /^\s*(?:[,.!?]|$)/.test(folded.slice(token.end)))
      token.code = 'e';
    if (token.code === 'x' && plainWords?.has(folded.slice(at, token.end))) token.code = 'e';
    if (token.code !== ' ') tokens.push(token);
    // “Jusqu'au”: the article says that a number behind it is a day.
    if (/[EVBFZIb5o]/.test(token.code) && words.article.test(folded.slice(at, token.end)))
      tokens.push({ code: '1', value: 0, start: token.end, end: token.end });
    at = token.end;
  }
  return tokens;
}

const firstWord = /[\p{L}\d]+|[^\p{L}\d]/uy;

/** The longest phrase of the lexicon that stands at a place, as whole words. */
function phraseAt(folded: string, written: string, at: number, lexicon: Lexicon): Token | undefined {
  firstWord.lastIndex = at;
  const first = firstWord.exec(folded)?.[0] ?? '';
  const found = lexicon
    .get(first)
    ?.find(
      ({ phrase, isPlain, entry }) =>
        (isPlain ? folded : written).startsWith(phrase, at) &&
        endsWord(folded, at + phrase.length, phrase, 'WwRPqeG'.includes(entry.code)),
    );
  return found === undefined ? undefined : { ...found.entry, start: at, end: at + found.phrase.length };
}

function endsWord(text: string, end: number, phrase: string, mayJoin: boolean): boolean {
  if (!/[\p{L}\d]$/u.test(phrase)) return !phrase.endsWith("'") || /\p{L}/u.test(text.charAt(end));
  return !(mayJoin ? /^[\p{L}\d]/u : /^(?:\d|[-']?\p{L})/u).test(text.slice(end, end + 2));
}

function lexiconOf(words: WhenWords): Lexicon {
  const known = lexicons.get(words);
  if (known !== undefined) return known;
  const entries = new Map<string, Entry>();
  const add = (phrases: string, entry: Entry) => {
    for (const each of phrases.split('|'))
      for (const phrase of [each, each.replaceAll("'", ''), each.replaceAll('ss', 'ß')])
        if (phrase !== '' && !entries.has(phrase)) entries.set(phrase, entry);
  };
  const weak = new Set(words.weak.split('|'));
  const addJoined = (name: string, value: number) => {
    for (const field of ['morning', 'afternoon', 'evening'] as const)
      for (const part of words[field].split('|'))
        add(`${name}${part}`, { code: 'W', value, half: halves[field]!, part: parts[field]! });
  };
  words.weekdays.forEach((names, value) => {
    for (const name of names.split('|')) {
      add(name, { code: weak.has(name) ? 'w' : 'W', value });
      if (words.joinsWords && !weak.has(name)) addJoined(name, value);
    }
  });
  for (const field of ['thisMorning', 'thisAfternoon', 'thisEvening'] as const)
    add(words[field], { code: 'R', value: 0, half: halves[field]!, part: parts[field]! });
  add(words.tomorrowMorning, { code: 'R', value: 1, half: 'am', part: parts.morning! });
  for (const [days, names] of Object.entries(words.relative)) add(names, { code: 'R', value: Number(days) });
  words.numbers.split('|').forEach((name, index) => add(name, { code: 'N', value: index + 1 }));
  for (const [field, code, value = 0] of codes) {
    const phrases = words[field];
    const [half, part] = [halves[field], parts[field]];
    if (typeof phrases === 'string')
      add(phrases, { code, value, ...(half !== undefined && { half }), ...(part !== undefined && { part }) });
  }
  words.ordinals.split('|').forEach((names, index) => {
    for (const name of names.split(' ')) add(name, { code: '0', value: index + 1 });
  });
  words.months.forEach((names, index) => add(names, { code: 'M', value: index + 1 }));
  const lexicon: Lexicon = new Map();
  for (const [phrase, entry] of entries) {
    firstWord.lastIndex = 0;
    const first = fold(firstWord.exec(phrase)![0]);
    lexicon.set(first, [...(lexicon.get(first) ?? []), { phrase, isPlain: fold(phrase) === phrase, entry }]);
  }
  for (const list of lexicon.values())
    list.sort((a, b) => b.phrase.length - a.phrase.length || Number(a.isPlain) - Number(b.isPlain));
  lexicons.set(words, lexicon);
  return lexicon;
}

const shapes: readonly [pattern: RegExp, read: (match: RegExpExecArray) => Entry][] = [
  [/\s+/uy, () => ({ code: ' ', value: 0 })],
  [/\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d\p{L}])/uy, dateEntry],
  [/\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)(?![\d\p{L}])/uy, dateEntry],
  // A phone number, a card, a price: no part of it is a day or a time.
  [
    /\+?\(?\d[\d\s().-]{5,}\d/uy,
    ({ 0: digits }) => ({
      code: digits.replaceAll(/\D/g, '').length > 6 && !/\d\s*[-–]\s*\d{1,2}$/.test(digits) ? 'z' : '!',
      value: 0,
    }),
  ],
  [/[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£%°"²]|eur\b)/uy, () => ({ code: 'z', value: 0 })],
  [/\d{1,2}[/]\d{1,2}(?![\d\p{L}/])/uy, dateEntry],
  [/\d{1,2}\.\d{1,2}\.(?!\d)/uy, dateEntry],
  [/(\d{1,2})[:h]([0-5]\d)(?=$|[^\d.:\p{L}]|[.](?!\d)|[ap]m|h(?!\p{L}))/uy, clockEntry('C')],
  [/(\d{1,2})\.([0-5]\d)(?=$|[^\d.:\p{L}]|[.](?!\d)|[ap]m|h(?!\p{L}))/uy, clockEntry('J')],
  [/(\d{1,2})h(?:rs?|s)?(?![\d\p{L}])/uy, clockEntry('~')],
  [
    /(\d{1,2})(?:st|nd|rd|th|º|ª|er|\.(?= ?\p{L}))(?!\p{L})/uy,
    ({ 1: day }) => ({ code: 'O', value: Number(day) }),
  ],
  [/\d{4}(?![\d\p{L}])/uy, ({ 0: year }) => ({ code: 'Y', value: Number(year) })],
  [
    /\d{1,2}(?![\d\p{L}.,](?<![ap.,])\d?|[.,]\d)/uy,
    ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true }),
  ],
  [
    /\d{1,2}(?=(?:[ap]\.?m|uhr|ish)(?!\p{L}))/uy,
    ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true }),
  ],
  [/[\d.,]*\d[\p{L}\d]*/uy, () => ({ code: 'z', value: 0 })],
  [/[,:()]|\.{2,}|…/uy, () => ({ code: 'c', value: 0 })],
  // “Friday's job” may be the last one.
  [/'s(?!\p{L})/uy, () => ({ code: 'm', value: 0 })],
  [/["'“”„«»*_]/uy, () => ({ code: ' ', value: 0 })],
  [/\?/uy, () => ({ code: '?', value: 0 })],
  [/(?:[cdjlmnst]|qu|all|dell|nell|dall|un|quest)'(?=\p{L})/uy, () => ({ code: 'f', value: 0 })],
  [/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/uy, () => ({ code: 'x', value: 0 })],
];

function otherToken(text: string, at: number): Token {
  for (const [shape, read] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    const entry = match === null ? undefined : read(match);
    if (match !== null && entry !== undefined && entry.code !== '!')
      return { ...entry, start: at, end: at + match[0].length };
  }
  return { code: '|', value: 0, start: at, end: at + 1 };
}

function dateEntry({ 0: written }: RegExpExecArray): Entry {
  return { code: 'D', value: 0, numbers: written.match(/\d+/g)!.map(Number) };
}

function clockEntry(code: string) {
  return ({ 1: hour = '', 2: minute = '0' }: RegExpExecArray): Entry => {
    const value = Number(hour) * 60 + Number(minute);
    const numbers = [Number(hour), Number(minute)];
    // “24.11” is a date, “10.30” a time, “10.11” either.
    if (value >= 1440)
      return code === 'J' && numbers[1]! <= 12 ? { code: 'D', value: 0, numbers } : { code: 'z', value: 0 };
    return { code, value, numbers, ...(hour.startsWith('0') && { isDigits: true as const }) };
  };
}
