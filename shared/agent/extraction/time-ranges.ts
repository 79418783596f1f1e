import type { Language } from '#shared/agent/basic/language.ts';
import type { TimeReading } from './times.ts';

/** Words that make a border of an hour, or a choice of two. Patterns over folded text. */
interface RangeWords {
  /** Before an hour: any time on one side of it. */
  border: string;
  /** Between two hours: from one to the other. */
  to: string;
  /** Between two hours: one or the other. */
  or: string;
}

const ranges: Record<Language, RangeWords> = {
  en: {
    border:
      'after|before|from|until|till|by|between|any time after|not|earliest|latest|later than|earlier than',
    to: 'to|till|until|and|-|–',
    or: 'or|/',
  },
  es: {
    border: 'despues de|antes de|desde|hasta|a partir de|entre|de|no',
    to: 'a|hasta|y|-|–',
    or: 'o|u|/',
  },
  pt: {
    border: 'depois d[ae]s?|antes d[ae]s?|desde|ate|a partir d[ae]s?|entre|das|nao',
    to: 'as|ate|a|e|-|–',
    or: 'ou|/',
  },
  de: { border: 'nach|vor|ab|bis|zwischen|von|nicht', to: 'bis|und|-|–', or: 'oder|/' },
};

const articles = String.raw`(?:(?:at|las?|as|um|den|the)\s)?`;
const sign = String.raw`\s?(?:uhr|h|hrs|horas)?\s?`;

/**
 * The one time that a text names. An hour that is only a border (`after five`) is no time for a visit, and of two
 * hours (`between 9 and 5`, `10 or 11`) both are given, for the owner to ask about.
 */
export function timeOf(
  text: string,
  found: readonly TimeReading[],
  language: Language,
): TimeReading | undefined {
  const [first, second] = found;
  if (first === undefined) return undefined;
  const { border, to, or } = ranges[language];
  const link = `(?:${or}|${to})(?!\\p{L})\\s?${articles}`;
  const before = text.slice(0, wordStart(text, first));
  const between = new RegExp(`^${sign}${link}`, 'u').exec(text.slice(first.end));
  const other = between === null ? undefined : hourAt(text, first.end + between[0].length, second);
  if (other !== undefined) return { ...first, end: other.end, or: other.minutes };
  const bare = new RegExp(`(?<![\\d:./])(?<hour>[01]?\\d|2[0-4])${sign}\\s?${link}$`, 'u').exec(before);
  if (bare !== null)
    return { start: bare.index, end: first.end, minutes: halvesOf(bare.groups!['hour']!), or: first.minutes };
  return new RegExp(`\\b(?:${border})\\s${articles}$`).test(before) ? undefined : first;
}

/** A reading may begin with its own word: `from 9`. */
function wordStart(text: string, { start, end }: TimeReading): number {
  const digit = text.slice(start, end).search(/\d/);
  return digit > 0 ? start + digit : start;
}

/** The hour behind `to` or `or`, with a sign of its own or bare. */
function hourAt(text: string, at: number, second: TimeReading | undefined): TimeReading | undefined {
  if (second !== undefined && second.start <= at + 6 && second.start >= at - 6) return second;
  const bare = /^(?:[01]?\d|2[0-4])(?![\d:./]|\s?(?:days|dias|tage))/.exec(text.slice(at))?.[0];
  return bare === undefined ? undefined : { start: at, end: at + bare.length, minutes: halvesOf(bare) };
}

/** Five is seventeen as well. */
function halvesOf(hour: string): number[] {
  const minutes = Number(hour) * 60;
  return minutes < 720 ? [minutes, minutes + 720] : [minutes];
}
