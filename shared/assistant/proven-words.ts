import { languages } from '#shared/agent/basic/language.ts';
import { normalise } from '#shared/agent/basic/words.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import { weekdays } from '#shared/domain/business.ts';

/** Numbers as they are written: amounts, times, dates. */
const number = /\d(?:[\d.,:/'’\u00a0\u202f-]*\d)?/gu;

/** A currency beside a number makes an amount of it. */
const money =
  /(?:[\p{Sc}]|\b[A-Z]{3}\b)\s?(?<after>\d(?:[\d.,'’\u00a0\u202f]*\d)?)|(?<before>\d(?:[\d.,'’\u00a0\u202f]*\d)?)\s?(?:[\p{Sc}]|\b[A-Z]{3}\b)/gu;

const isoDay = /\d{4}-\d\d-\d\d/g;

/**
 * Whether every amount, number, month and weekday of an answer stands in what it rests on: the results of tools and
 * the owner's own words. An amount must be there as a whole; a day may be written as the locale writes it. A link is
 * never proven.
 */
export function isProven(answer: string, sources: readonly string[]): boolean {
  const known = sources.join('\n');
  if (/https?:|www\.|\b[\w-]+\.(?:com|net|org|io|app|xyz|info)\b/iu.test(answer)) return false;
  const exact = new Set(known.match(number) ?? []);
  const days = known.match(isoDay) ?? [];
  const loose = new Set(days.flatMap((day) => [day.slice(0, 4), String(Number(day.slice(8)))]));
  const amounts = [...answer.matchAll(money)].map(
    ({ groups }) => groups?.['after'] ?? groups?.['before'] ?? '',
  );
  if (amounts.some((amount) => !exact.has(amount))) return false;
  const numbers = answer.match(number) ?? [];
  if (numbers.some((each) => !exact.has(each) && !loose.has(each))) return false;
  return daysNamed(answer).every((word) => isKnownDay(word, days, known));
}

/** Names of weekdays and months in the languages that the assistant speaks, with what they mean. */
const dayNames = new Map(
  languages.flatMap((language) => [
    ...weekdays.map(
      (_, i) => [nameOf(language, { weekday: 'long' }, Date.UTC(2026, 0, 5 + i)), `w${i}`] as const,
    ),
    ...Array.from(
      { length: 12 },
      (_, i) => [nameOf(language, { month: 'long' }, Date.UTC(2026, i, 15)), `m${i + 1}`] as const,
    ),
  ]),
);

function nameOf(language: string, part: Intl.DateTimeFormatOptions, at: number): string {
  return normalise(new Intl.DateTimeFormat(language, { ...part, timeZone: 'UTC' }).format(at));
}

/** `may` and `march` are also verbs, `segunda` and `marzo` are not: only those in English need a number beside them. */
function daysNamed(answer: string): string[] {
  const words = normalise(answer).split(' ');
  return words.filter((word, i) => {
    if (!dayNames.has(word)) return false;
    const isVerb = word === 'may' || word === 'march';
    return !isVerb || /^\d/.test(words[i - 1] ?? '') || /^\d/.test(words[i + 1] ?? '');
  });
}

function isKnownDay(word: string, days: string[], known: string): boolean {
  if (` ${normalise(known)} `.includes(` ${word} `)) return true;
  const meaning = dayNames.get(word)!;
  return days.some((day) =>
    meaning.startsWith('w')
      ? `w${weekdays.indexOf(weekdayOf(day))}` === meaning
      : `m${Number(day.slice(5, 7))}` === meaning,
  );
}
