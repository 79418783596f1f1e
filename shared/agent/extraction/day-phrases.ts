import { addDays } from '#shared/domain/day.ts';
import { weekdays } from '#shared/domain/business.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import { dayWords } from './day-words.ts';

/**
 * How a language counts from a day: patterns over folded text with `DAY` for any name of a weekday, `MONTH` for one of
 * a month and `N` for a number. Whoever reads the name alone loses the week that stands beside it.
 */
interface DayPhrases {
  /** Numbers in words, from one on. */
  numbers: string[];
  /** The weekday of this week, of the next, and of the one after that. */
  thisWeek: string[];
  nextWeek: string[];
  weekAfterNext: string[];
  /** A week after the coming weekday. */
  weekLater: string[];
  /** Weeks after the coming weekday. */
  weeksLater: string[];
  /** Days and weeks from today, from tomorrow. */
  daysFromToday: string[];
  weeksFromToday: string[];
  daysFromTomorrow: string[];
  weeksFromTomorrow: string[];
  /** Fixed counts of days from today, by their words. */
  spans: [pattern: string, days: number][];
  /** From the first to the fourth, and the last. */
  ordinals: string[];
  /** `ORDINAL DAY of MONTH`; without a month it is this one, or the next where it has passed. */
  ofMonth: string[];
}

const phrases: Record<Language, DayPhrases> = {
  en: {
    numbers: 'one|an?,two,three,four,five,six,seven,eight,nine,ten'.split(','),
    thisWeek: ['this week,? (?:on )?DAY', 'DAY (?:of )?this week'],
    nextWeek: ['next week,? (?:on )?DAY', 'DAY (?:of )?next week'],
    weekAfterNext: ['(?:the )?week after next,? (?:on )?DAY', 'DAY (?:of )?(?:the )?week after next'],
    weekLater: [
      'DAY week',
      'a week (?:on|from|this|next)? ?(?:this |next )?DAY',
      'DAY in a week(?:’s time)?',
    ],
    weeksLater: ['N weeks (?:on|from|this)? ?DAY', 'DAY in N weeks'],
    daysFromToday: ['N days? from (?:today|now)', 'in N days?(?: time)?'],
    weeksFromToday: ['N weeks? (?:from )?(?:today|now)', 'today (?:in )?N weeks?', 'in N weeks?(?: time)?'],
    daysFromTomorrow: ['N days? (?:from|after) tomorrow'],
    weeksFromTomorrow: ['N weeks? (?:from )?tomorrow', 'tomorrow (?:in )?N weeks?'],
    spans: [
      ['today week', 7],
      ['a fortnight (?:from )?today', 14],
      ['in a fortnight', 14],
      ['tomorrow week', 8],
      ['a fortnight (?:from )?tomorrow', 15],
    ],
    ordinals: ['first|1st', 'second|2nd', 'third|3rd', 'fourth|4th', 'last'],
    ofMonth: ['ORDINAL DAY (?:of|in) (?:the month|MONTH)'],
  },
  es: {
    numbers: 'un[oa]?,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez'.split(','),
    thisWeek: ['DAY de esta semana', 'esta semana,? (?:el )?DAY'],
    nextWeek: [
      'DAY de la (?:semana que viene|proxima semana|semana proxima|semana siguiente)',
      '(?:la )?(?:semana que viene|proxima semana|semana proxima),? (?:el )?DAY',
    ],
    weekAfterNext: ['DAY de la semana siguiente a la que viene', 'DAY de dentro de dos semanas'],
    weekLater: ['DAY en (?:una semana|ocho dias)', 'DAY que viene no,? el (?:siguiente|otro)'],
    weeksLater: ['DAY en N semanas'],
    daysFromToday: [
      '(?:en|dentro de|de aqui a|a) N dias?(?: (?:desde|a partir de) hoy)?',
      'N dias (?:desde|a partir de) hoy',
    ],
    weeksFromToday: [
      '(?:hoy )?(?:en|dentro de|de aqui a) N semanas?',
      'N semanas? (?:desde|a partir de) hoy',
    ],
    daysFromTomorrow: ['N dias despues de manana'],
    weeksFromTomorrow: ['manana (?:en|dentro de) N semanas?'],
    spans: [
      ['(?:de )?hoy en ocho(?: dias)?', 7],
      ['(?:de )?hoy en quince(?: dias)?', 14],
      ['(?:de )?manana en ocho(?: dias)?', 8],
      ['(?:en|dentro de) quince dias', 15],
    ],
    ordinals: ['primer', 'segundo', 'tercer', 'cuarto', 'ultimo'],
    ofMonth: ['ORDINAL DAY de(?:l mes| mes| MONTH)', 'ORDINAL DAY del? MONTH'],
  },
  pt: {
    numbers: 'uma?,dois|duas,tres,quatro,cinco,seis,sete,oito,nove,dez'.split(','),
    thisWeek: ['DAY desta semana', '(?:n?esta )semana,? (?:na |no )?DAY'],
    nextWeek: [
      'DAY d?a (?:semana que vem|proxima semana|semana seguinte)',
      '(?:n?a )?(?:semana que vem|proxima semana),? (?:na |no )?DAY',
    ],
    weekAfterNext: ['DAY da outra semana', 'DAY de daqui a duas semanas'],
    weekLater: ['DAY a oito(?: dias)?', 'DAY (?:daqui a|em) uma semana'],
    weeksLater: ['DAY (?:daqui a|em) N semanas'],
    daysFromToday: ['(?:daqui a|dentro de|em) N dias?', 'N dias a partir de hoje'],
    weeksFromToday: ['(?:de hoje a|daqui a|dentro de|em) N semanas?', 'N semanas? a partir de hoje'],
    daysFromTomorrow: ['N dias a partir de amanha'],
    weeksFromTomorrow: ['(?:de )?amanha a N semanas?'],
    spans: [
      ['(?:de )?hoje a oito(?: dias)?', 7],
      ['(?:de )?hoje a quinze(?: dias)?', 14],
      ['(?:de )?amanha a oito(?: dias)?', 8],
      ['(?:daqui a|dentro de|em) quinze dias', 15],
    ],
    ordinals: ['primeir[oa]', 'segund[oa]', 'terceir[oa]', 'quart[oa]', 'ultim[oa]'],
    ofMonth: ['ORDINAL DAY d(?:o mes|e MONTH)'],
  },
  de: {
    numbers: 'ein(?:e[rmn]?)?,zwei,drei,vier,funf,sechs,sieben,acht,neun,zehn'.split(','),
    thisWeek: ['diese woche,? (?:am )?DAY', 'DAY diese(?:r)? woche'],
    nextWeek: [
      '(?:in der )?nachste[nr]? woche,? (?:am )?DAY',
      'DAY (?:in der )?(?:nachste[nr]?|kommende[nr]?) woche',
    ],
    weekAfterNext: [
      '(?:in der )?ubernachste[nr]? woche,? (?:am )?DAY',
      'DAY (?:in der )?ubernachste[nr]? woche',
      'ubernachste[nr]? DAY',
    ],
    weekLater: ['DAY in (?:einer woche|acht tagen)'],
    weeksLater: ['DAY in N wochen'],
    daysFromToday: ['(?:heute )?in N tage?n?'],
    weeksFromToday: ['(?:heute )?in N wochen?', 'heute uber N wochen?'],
    daysFromTomorrow: ['morgen in N tage?n?'],
    weeksFromTomorrow: ['morgen in N wochen?'],
    spans: [
      ['heute in acht tagen', 7],
      ['heute in vierzehn tagen', 14],
      ['(?:in )?vierzehn tagen?', 14],
      ['morgen in acht tagen', 8],
    ],
    ordinals: [
      '(?:erste[nrm]?|1\\.)',
      '(?:zweite[nrm]?|2\\.)',
      '(?:dritte[nrm]?|3\\.)',
      '(?:vierte[nrm]?|4\\.)',
      'letzte[nrm]?',
    ],
    ofMonth: ['ORDINAL DAY (?:des monats|im monat|im MONTH|MONTH)'],
  },
};

/** Takes what a pattern matches; see `readDays`. */
export type Take = (pattern: string, read: (match: RegExpExecArray) => string[]) => void;

const last = 5;

/** Days that are counted from another one, before anybody reads the other one alone. */
export function readDayPhrases(take: Take, language: Language, today: string): void {
  const say = phrases[language];
  const { months, weekdays: whole, bare } = dayWords[language];
  const names = whole.map((name, index) => (bare?.[index] === undefined ? name : `${name}|${bare[index]}`));
  const number = `(?<count>\\d{1,2}|${say.numbers.join('|')})`;
  const countOf = ({ groups = {} }: RegExpExecArray) => countNamed(groups['count'] ?? '', say.numbers);
  const counted = (patterns: string[], day: (count: number) => string) => {
    for (const pattern of patterns)
      take(pattern.replace('N', number), (match) => {
        const count = countOf(match);
        return count === undefined || count > 60 ? [] : [day(count)];
      });
  };
  names.forEach((name, index) => {
    const named = (patterns: string[], day: (match: RegExpExecArray) => string | undefined) => {
      for (const pattern of patterns)
        take(pattern.replace('DAY', `(?:${name})`).replace('N ', `${number} `), (match) => {
          const found = day(match);
          return found === undefined ? [] : [found];
        });
    };
    readMonths(take, say, name, index, months, today);
    named(say.weekAfterNext, () => ofWeek(today, 2, index));
    named(say.nextWeek, () => ofWeek(today, 1, index));
    named(say.thisWeek, () => ofWeek(today, 0, index));
    named(say.weekLater, () => addDays(coming(today, index), 7));
    named(say.weeksLater, (match) => {
      const count = countOf(match);
      return count === undefined ? undefined : addDays(coming(today, index), count * 7);
    });
  });
  for (const [pattern, days] of say.spans) take(pattern, () => [addDays(today, days)]);
  counted(say.weeksFromTomorrow, (count) => addDays(today, 1 + count * 7));
  counted(say.daysFromTomorrow, (count) => addDays(today, 1 + count));
  counted(say.weeksFromToday, (count) => addDays(today, count * 7));
  counted(say.daysFromToday, (count) => addDays(today, count));
}

function readMonths(
  take: Take,
  say: DayPhrases,
  name: string,
  index: number,
  months: string[],
  today: string,
): void {
  for (const [at, ordinal] of say.ordinals.entries())
    for (const pattern of say.ofMonth)
      take(
        pattern
          .replace('ORDINAL', `(?:${ordinal})`)
          .replace('DAY', `(?:${name})`)
          .replace('MONTH', `(?<month>${months.join('|')})`),
        ({ groups = {} }) => {
          const month = groups['month'];
          const named = month === undefined ? undefined : monthNamed(month, months);
          return [nthOfMonth(at + 1, index, named, today)];
        },
      );
}

function countNamed(written: string, numbers: string[]): number | undefined {
  if (/^\d+$/.test(written)) return Number(written);
  const index = numbers.findIndex((pattern) => new RegExp(`^(?:${pattern})$`).test(written));
  return index < 0 ? undefined : index + 1;
}

function monthNamed(written: string, months: string[]): number {
  return months.findIndex((pattern) => new RegExp(`^(?:${pattern})$`).test(written)) + 1;
}

/** The next such weekday after today. */
function coming(today: string, index: number): string {
  const ahead = (index - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

/** The weekday of a week that begins on Monday; 0 is this one. */
function ofWeek(today: string, ahead: number, index: number): string {
  return addDays(today, ahead * 7 + index - weekdays.indexOf(weekdayOf(today)));
}

/** The first to fourth or last such weekday of a month to come. */
function nthOfMonth(nth: number, index: number, month: number | undefined, today: string): string {
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const inMonth = (ahead: number) => {
    const first = new Date(
      Date.UTC(month === undefined ? year : year + ahead, (month ?? now + ahead) - 1, 1),
    );
    const days = Array.from({ length: 31 }, (_, i) => addDays(first.toISOString().slice(0, 10), i)).filter(
      (day) =>
        Number(day.slice(5, 7)) === first.getUTCMonth() + 1 && weekdays.indexOf(weekdayOf(day)) === index,
    );
    return nth === last ? days.at(-1)! : days[nth - 1]!;
  };
  return [inMonth(0), inMonth(1)].find((day) => day >= today)!;
}
