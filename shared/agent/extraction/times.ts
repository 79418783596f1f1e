import type { Language } from '#shared/agent/basic/language.ts';

/** A time of day that a text names; two where it does not say which half of the day. */
export interface TimeReading {
  start: number;
  end: number;
  /** Minutes since midnight. */
  minutes: number[];
  /** A second hour, which is named as well: the end of a range, or a choice. */
  or?: number[];
}

interface TimeWords {
  /** From one to twelve. */
  numbers: string[];
  /** What stands before an hour that has no sign of its own. */
  before: string;
  /** After an hour. */
  clock: string;
  morning: RegExp;
  later: RegExp;
  noon: string;
  /** Patterns with `hour`; minutes are added to it. */
  fractions: [pattern: string, minutes: number][];
}

const words: Record<Language, TimeWords> = {
  en: {
    numbers: 'one two three four five six seven eight nine ten eleven twelve'.split(' '),
    before:
      'at|around|about|by|from|after|before|between|arrive|come|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|tomorrow|@',
    clock: "o'? ?clock|ish",
    morning: /\b(?:a\.?m\b|morning)/,
    later: /\b(?:p\.?m\b|afternoon|evening|tonight)/,
    noon: 'noon|midday|mid-day',
    fractions: [
      ['half (?:past )?HOUR', 30],
      ['quarter past HOUR', 15],
      ['quarter to HOUR', -15],
    ],
  },
  es: {
    numbers: 'una dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
    before: 'a las?|sobre las?|desde las?|de las?|entre las?|hacia las?|las',
    clock: 'horas|hrs?|h|en punto',
    morning: /\b(?:a\.? ?m\b|de la manana|por la manana)/,
    later: /\b(?:p\.? ?m\b|(?:de|por) la (?:tarde|noche)|esta (?:tarde|noche))/,
    noon: 'mediodia|medio dia',
    fractions: [
      ['HOUR y media', 30],
      ['HOUR y cuarto', 15],
      ['HOUR menos cuarto', -15],
    ],
  },
  pt: {
    numbers: 'uma duas tres quatro cinco seis sete oito nove dez onze doze'.split(' '),
    before: 'as|a|pelas|das|entre as|por volta das',
    clock: 'horas|hrs?|h',
    morning: /\b(?:da|de|pela) manha/,
    later: /\b(?:da|de|a|pela) (?:tarde|noite)/,
    noon: 'meio-dia|meio dia',
    fractions: [
      ['HOUR e meia', 30],
      ['HOUR e (?:um )?quarto', 15],
    ],
  },
  de: {
    numbers: 'eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf'.split(' '),
    before: 'um|gegen|ab|zwischen|von|vor|nach',
    clock: 'uhr|h',
    morning: /\b(?:morgens|vormittags?|fruh)\b/,
    later: /\b(?:nachmittags?|abends?)\b/,
    noon: 'mittags?',
    fractions: [
      ['halb HOUR', -30],
      ['viertel nach HOUR', 15],
      ['viertel vor HOUR', -15],
      ['dreiviertel HOUR', -15],
    ],
  },
};

/** After these a number is how much or how many, and no hour: "about eight metres", "from three rooms". */
const counted = [
  'min(?:ut[a-z]*)?|hours?|days?|weeks?|months?|years?|dias|semanas|meses|anos|tage[n]?|wochen|monate[n]?|jahre[n]?',
  'm2?|[ck]m|kg|kilos?|(?:kilo|centi|milli)?(?:met(?:re|er)|metro)s?|quadratmeter|square|lit(?:re|er)s?|litros?',
  'euros?|pounds?|dollars?|people|persons?|personas|pessoas|personen|leute|times|veces|vezes|mal',
  'rooms?|windows?|taps?|doors?|lamps?|sockets?|radiators?|lessons?|habitaciones|ventanas|grifos|quartos|janelas|torneiras',
  'zimmer|fenster|turen|heizkorper|stunden',
].join('|');

/** Characters around an hour in which "in the afternoon" belongs to it. */
const reach = 24;

/** The times of day that a folded text names, in its order; spans of `taken` (dates) are left alone. */
export function readTimes(
  text: string,
  language: Language,
  taken: readonly { start: number; end: number }[],
): TimeReading[] {
  const say = words[language];
  const found: TimeReading[] = [];
  const hour = `(?<hour>\\d{1,2}|${say.numbers.join('|')})`;
  const take = (pattern: string, minutesOf: (match: RegExpExecArray, end: number) => number[]) => {
    for (const match of text.matchAll(
      new RegExp(`(?<![\\p{L}\\d.,:/€$£])(?:${pattern})(?![\\p{L}\\d])`, 'gu'),
    )) {
      const [start, end] = [match.index, match.index + match[0].length];
      if ([...found, ...taken].some((other) => start < other.end && other.start < end)) continue;
      const minutes = minutesOf(match, end);
      if (minutes.length > 0) found.push({ start, end, minutes });
    }
  };
  const half = (start: number, end: number) => halfOfDay(text, start, end, say);
  const marked = '\\s?(?<mark>[ap])\\.?\\s?m\\b\\.?';
  for (const [pattern, offset] of say.fractions) {
    take(
      `(?:(?:${say.before}) )?${pattern.replace('HOUR', `${hour}(?:${marked})?`)}`,
      ({ groups: { hour: written, mark } = {}, index }, end) => {
        const said = mark === undefined ? half(index, end) : mark === 'p' ? 'pm' : 'am';
        return halves(hourOf(written, say) * 60 + offset, said);
      },
    );
  }
  take(
    `(?<=\\b(?:${say.before}) )(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?: ?(?:uhr|h|hrs))?`,
    ({ groups = {} }) => [Number(groups['hour']) * 60 + Number(groups['minute'])],
  );
  take(`(?<hour>\\d{1,2})(?:[:.](?<minute>[0-5]\\d))?${marked}`, ({ groups = {} }) => {
    const minutes = (Number(groups['hour']) % 12) * 60 + Number(groups['minute'] ?? 0);
    return Number(groups['hour']) > 12 ? [] : [groups['mark'] === 'p' ? minutes + 720 : minutes];
  });
  const clocked = ({ groups = {}, index }: RegExpExecArray, end: number) => {
    const written = hourOf(groups['hour'], say);
    const isWhole = groups['hour']?.startsWith('0') === true;
    const minutes = written * 60 + Number(groups['minute'] ?? 0);
    if (!(written <= 24)) return [];
    const said = half(index, end);
    return isWhole && said !== 'pm' ? [minutes] : halves(minutes, said);
  };
  take('(?<hour>[01]?\\d|2[0-4])[:.h](?<minute>[0-5]\\d)(?: ?(?:uhr|h))?', clocked);
  take(`${hour} ?(?:${say.clock})`, clocked);
  take(`(?<=\\b(?:${say.before}) )${hour}(?!\\s?(?:%|€|\\$|£|m²|(?:${counted})\\b))`, clocked);
  take(`(?:${say.noon})`, () => [720]);
  return found.toSorted((a, b) => a.start - b.start);
}

function hourOf(written: string | undefined, { numbers }: TimeWords): number {
  const named = numbers.indexOf(written ?? '');
  return named >= 0 ? named + 1 : Number(written);
}

function halfOfDay(text: string, start: number, end: number, say: TimeWords): 'am' | 'pm' | undefined {
  const near = text.slice(Math.max(0, start - reach), end + reach);
  const [am, pm] = [say.morning.test(near), say.later.test(near)];
  if (am === pm) return undefined;
  return am ? 'am' : 'pm';
}

/** Five is seventeen as well, unless something says which; twelve is noon rather than midnight. */
function halves(minutes: number, half: 'am' | 'pm' | undefined): number[] {
  if (Number.isNaN(minutes)) return [];
  const whole = (minutes + 1440) % 1440;
  if (whole >= 13 * 60) return [whole];
  const early = whole % 720;
  if (half === 'am') return [early];
  if (half === 'pm') return [early + 720];
  return whole >= 720 ? [whole] : [early, early + 720];
}
