import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import { fridayMorning, plumber } from '../testing.ts';
import { writeMinutes } from './likely.ts';
import { candidatesOf, one } from './said.ts';
import { monday, readIn, told } from './testing.ts';
import type { WhenLanguage } from './when.ts';

const languages = ['en', 'es', 'pt', 'de', 'fr', 'it'] as const;
const anyLanguage = fc.constantFrom<WhenLanguage>(...languages);

const months: Record<WhenLanguage, string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
    ' ',
  ),
};
const weekdays: Record<WhenLanguage, string[]> = {
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  es: 'lunes martes miércoles jueves viernes sábado domingo'.split(' '),
  pt: 'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo'.split(' '),
  de: 'Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'.split(' '),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
  it: 'lunedì martedì mercoledì giovedì venerdì sabato domenica'.split(' '),
};

interface Written {
  day: number;
  month: string;
  numeral: number;
  year: string;
  weekday: string;
}
type Write = (date: Written) => string;

const numeric: Write[] = [
  ({ day, numeral }) => `${day}/${numeral}`,
  ({ day, numeral, year }) => `${day}/${numeral}/${year}`,
  ({ day, numeral, year }) => `${year}-${two(numeral)}-${two(day)}`,
];
const ways: Record<WhenLanguage, Write[]> = {
  en: [
    ({ day, month, year }) => `${month} ${day}, ${year}`,
    ({ day, month, year }) => `the ${day} of ${month} ${year}`,
    ({ day, month, weekday }) => `on ${weekday} ${day} ${month}`,
    ({ day, month, weekday }) => `${weekday}, ${month} ${day}`,
    ...numeric,
  ],
  es: [
    ({ day, month, year }) => `el ${day} de ${month} de ${year}`,
    ({ day, month, weekday }) => `el ${weekday} ${day} de ${month}`,
    ({ day, month }) => `para el ${day} de ${month}`,
    ...numeric,
  ],
  pt: [
    ({ day, month, year }) => `no dia ${day} de ${month} de ${year}`,
    ({ day, month, weekday }) => `${weekday}, dia ${day} de ${month}`,
    ({ day, month }) => `dia ${day} de ${month}`,
    ...numeric,
  ],
  de: [
    ({ day, month, year }) => `am ${day}. ${month} ${year}`,
    ({ day, month, weekday }) => `am ${weekday}, den ${day}. ${month}`,
    ({ day, numeral, year }) => `am ${day}.${numeral}.${year}`,
    ({ day, numeral }) => `am ${two(day)}.${two(numeral)}.`,
    ...numeric,
  ],
  fr: [
    ({ day, month, year }) => `le ${day} ${month} ${year}`,
    ({ day, month, weekday }) => `le ${weekday} ${day} ${month}`,
    ({ day, month }) => `pour le ${day} ${month}`,
    ...numeric,
  ],
  it: [
    ({ day, month, year }) => `il ${day} ${month} ${year}`,
    ({ day, month, weekday }) => `${weekday} ${day} ${month}`,
    ({ day, month }) => `per il ${day} ${month}`,
    ...numeric,
  ],
};
const times: Record<WhenLanguage, ((time: string) => string)[]> = {
  en: [(time) => `at ${time}`, (time) => `around ${time}`],
  es: [(time) => `a las ${time}`, (time) => `sobre las ${time}h`],
  pt: [(time) => `às ${time}`, (time) => `por volta das ${time}`],
  de: [(time) => `um ${time} Uhr`, (time) => `gegen ${time}`],
  fr: [(time) => `à ${time.replace(':', 'h')}`, (time) => `vers ${time}`],
  it: [(time) => `alle ${time}`, (time) => `verso le ${time}`],
};

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function written(day: string, language: WhenLanguage): Written {
  const [year = '', month, number] = day.split('-');
  const names = { month: months[language][Number(month) - 1]! };
  const weekday = weekdays[language][(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!;
  return { day: Number(number), numeral: Number(month), year, weekday, ...names };
}

const dated = fc.record({
  language: anyLanguage,
  ahead: fc.integer({ min: 0, max: 250 }),
  minutes: fc.integer({ min: 0, max: 1439 }),
  way: fc.nat(20),
  timed: fc.nat(1),
});

test('a day and a time, however written, are read back as they are or asked, never as another', () => {
  let certain = 0;
  fc.assert(
    fc.property(dated, ({ language, ahead, minutes, way, timed }) => {
      const day = addDays('2026-11-16', ahead);
      const write = ways[language][way % ways[language].length]!;
      const text = `${write(written(day, language))} ${times[language][timed]!(writeMinutes(minutes))}`;
      for (const when of [readIn(text, language), readIn(text)]) {
        expect([when.day?.kind, when.time?.kind], text).not.toContain('range');
        const hours = candidatesOf(when.time ?? one(minutes)).map((each) => each % 720);
        expect(candidatesOf(when.day ?? one(day)), text).toContain(day);
        // “5:30” may be meant for the afternoon: of the two halves the likely one is taken.
        expect(hours, text).toContain(minutes % 720);
        if (when.day?.kind === 'one' && when.time?.kind === 'one') certain += 1;
      }
    }),
    { numRuns: 3000 },
  );
  expect(certain).toBeGreaterThan(3000);
});

/** Words beside a day that change it, or make nobody sure of it. */
const changes: Record<WhenLanguage, string[]> = {
  en: ['not', 'except', 'since', 'every', 'last', 'until', 'after', 'before', 'instead of', 'but not'],
  es: [
    'no',
    'excepto',
    'desde',
    'todos los',
    'hasta',
    'después del',
    'antes del',
    'en vez del',
    'cada',
    'ni',
  ],
  pt: ['não', 'exceto', 'desde', 'cada', 'até', 'depois de', 'antes de', 'em vez de', 'nem', 'todo'],
  de: ['nicht', 'außer', 'seit', 'jeden', 'letzten', 'bis', 'nach', 'vor', 'statt', 'kein', 'ab'],
  fr: ['pas', 'sauf', 'depuis', 'chaque', "jusqu'à", 'après', 'avant', 'au lieu de', 'ni', 'à partir de'],
  it: ['non', 'tranne', 'dal', 'ogni', 'fino a', 'dopo', 'prima di', 'invece di', 'né', 'entro'],
};

test('a word that changes a day is never passed over', () => {
  const example = fc.record({ language: anyLanguage, weekday: fc.nat(6), change: fc.nat(20) });
  fc.assert(
    fc.property(example, ({ language, weekday, change }) => {
      const words = changes[language];
      const text = `${words[change % words.length]} ${weekdays[language][weekday]}`;
      expect(readIn(text, language).day?.kind, text).not.toBe('one');
      expect(readIn(text).day?.kind, text).not.toBe('one');
    }),
    { numRuns: 1000 },
  );
});

test('two days are asked about, whatever joins them', () => {
  const pair = fc.tuple(anyLanguage, fc.uniqueArray(fc.nat(6), { minLength: 2, maxLength: 2 }));
  const or: Record<WhenLanguage, string> = { en: 'or', es: 'o', pt: 'ou', de: 'oder', fr: 'ou', it: 'o' };
  fc.assert(
    fc.property(
      pair,
      fc.constantFrom(', ', ' / ', '. ', '? '),
      fc.boolean(),
      ([language, [a, b]], mark, isWord) => {
        const names = weekdays[language];
        const text = `${names[a!]}${isWord ? ` ${or[language]} ` : mark}${names[b!]}`;
        expect(readIn(text, language).day?.kind, text).toBe('unclear');
      },
    ),
  );
});

test('however far ahead, the weekday of next week is that day', () => {
  const say: Record<WhenLanguage, (name: string) => string> = {
    en: (name) => `can you come next week on ${name}?`,
    es: (name) => `¿pueden venir el ${name} de la semana que viene?`,
    pt: (name) => `podem vir ${name} da semana que vem?`,
    de: (name) => `können Sie nächste Woche am ${name} kommen?`,
    fr: (name) => `pouvez-vous venir ${name} de la semaine prochaine ?`,
    it: (name) => `potete venire ${name} della settimana prossima?`,
  };
  fc.assert(
    fc.property(fc.nat(800), fc.nat(6), anyLanguage, (later, weekday, language) => {
      const now = monday + later * 86_400_000;
      const first = addDays('2026-11-16', Math.floor(later / 7) * 7 + 7);
      const { day } = readIn(say[language](weekdays[language][weekday]!), language, { now });
      expect(day).toEqual({ kind: 'one', value: addDays(first, weekday) });
    }),
  );
});

test('whatever is written, spans lie within it and days are real', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('next', 'Tues', 'at', '5', '2/11', 'halb', 'ﬁ', 'İ', '31.2.', '99', '٢٤', 'mañana', "l'"),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join(' ');
      const { day, spans } = readIn(text);
      for (const { start, end } of spans) expect(0 <= start && start < end && end <= text.length).toBe(true);
      for (const each of candidatesOf(day))
        expect(new Date(`${each}T00:00:00Z`).toISOString().slice(0, 10)).toBe(each);
    }),
    { numRuns: 500 },
  );
});

test('“tomorrow” counts from the day on which it was written where the business is', () => {
  const late = Date.UTC(2026, 10, 21, 3);
  const on = (text: string, now: number, timeZone: string) =>
    told(readIn(text, 'en', { now, business: { ...plumber, timeZone } }));
  expect(on('tomorrow', late, 'America/Chicago')).toBe('11-21 –');
  expect(on('tomorrow', late, 'Europe/Dublin')).toBe('11-22 –');
  // Clocks go back in the night to 25 October; 2028 has a 29 February.
  expect(on('in 2 days', Date.UTC(2026, 9, 23, 22, 30), 'Europe/Dublin')).toBe('10-25 –');
  expect(on('tomorrow', Date.UTC(2028, 1, 28, 12), 'Europe/Dublin')).toBe('2028-02-29 –');
});

test('12/11 is in December in the United States, and elsewhere a question, as that November day has passed', () => {
  const american = { ...plumber, country: 'US' };
  expect(told(readIn('on 12/11', 'en', { business: american }))).toBe('12-11 –');
  expect(told(readIn('on 12/11', 'en'))).toBe('ask –');
  expect(told(readIn('half ten on Thursday', 'en', { business: american }))).toBe('11-19 ask');
});

test('an hour is in the half of the day in which the business works; without a day it is asked', () => {
  const at = (text: string) => told(readIn(text, 'en', { now: fridayMorning, business: plumber }));
  expect(at('Monday at 3')).toBe('11-23 15:00');
  expect(at('Monday at 9')).toBe('11-23 09:00');
  expect(at('at 3')).toBe('– ask');
  expect(at('Monday at 7')).toBe('11-23 ask');
});

test('names of records change no day', () => {
  const plainWords = new Set(['boiler', 'service']);
  expect(told(readIn('Boiler service Thursday at 10', 'en', { plainWords }))).toBe('11-19 10:00');
  expect(told(readIn('Wedding Thursday at 10', 'en', { plainWords }))).toBe('ask ask');
});
