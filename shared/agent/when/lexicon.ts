import { fold } from './fold.ts';
import type { Entry, Token } from './token.ts';
import { countedIn } from './words/counting.ts';
import type { WhenWords } from './words/language.ts';

/**
 * What the letters of the grammar stand for, by the field of a language's words; the first that holds a phrase counts.
 * A value of 1 marks a condition and what a judgement follows. Beside them: `W` weekday, `w` a weekday that is another word as well, `R` day from today, `N` number, `O` ordinal,
 * `0` one in words, `;` a higher one, `M` month, `D` numeric date, `C` clock time, `J` one with a point, `~` one like `2h`, which may be
 * a length of time, `Y` year, `z` other number, `x` any other word, `c` comma, `?` question mark, `|` end of a sentence.
 */
const codes: readonly [field: keyof WhenWords, code: string, value?: number][] = [
  ['names', 'e'],
  ['otherwise', ':'],
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
  // Of no certain length in days.
  ['longer', 'U', 0],
  ['weekNumber', '>'],
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
  ['titles', '@'],
  ['every', 'v'],
  ['suits', 'q', 1],
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

/** The fifth of several things may be meant, the twentieth is a day. */
const fewThings = 5;

type Lexicon = Map<string, { phrase: string; isPlain: boolean; entry: Entry }[]>;

const lexicons = new Map<WhenWords, Lexicon>();

const firstWord = /[\p{L}\d]+|[^\p{L}\d]/uy;

/** The longest phrase of a language that stands at a place of a text, folded and as written, as whole words. */
export function phraseAt(folded: string, written: string, at: number, words: WhenWords): Token | undefined {
  firstWord.lastIndex = at;
  const first = firstWord.exec(folded)?.[0] ?? '';
  const found = lexiconOf(words)
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
  const counted = countedIn(words);
  const addCounted = (code: string, all: typeof counted) => {
    for (const { phrase, value } of all) add(phrase, { code, value });
  };
  addCounted(
    'N',
    counted.filter(({ isOrdinal }) => !isOrdinal),
  );
  for (const [field, code, value = 0] of codes) {
    const phrases = words[field];
    const [half, part] = [halves[field], parts[field]];
    if (typeof phrases === 'string')
      add(phrases, { code, value, ...(half !== undefined && { half }), ...(part !== undefined && { part }) });
  }
  for (const phrase of words.condition.split('|'))
    entries.set(phrase, { code: '&', ...entries.get(phrase), value: 1 });
  const ordinals = counted.filter(({ isOrdinal }) => isOrdinal);
  addCounted(
    '0',
    ordinals.filter(({ value }) => value <= fewThings),
  );
  addCounted(
    ';',
    ordinals.filter(({ value }) => value > fewThings),
  );
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
