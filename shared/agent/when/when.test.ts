import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import type { WhenLanguage } from './when.ts';
import { readWhen } from './when.ts';

/** Monday, 16 November 2026, 10:00 in Dublin. */
const now = Date.UTC(2026, 10, 16, 10);
const read = (text: string, language?: WhenLanguage, country = 'IE') =>
  readWhen(text, { now, timeZone: 'Europe/Dublin', country, ...(language && { languages: [language] }) });
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** `moment 2026-11-27 10:00|22:00`. */
const told = (text: string, language?: WhenLanguage, country?: string) =>
  read(text, language, country)
    .map(({ kind, days, times }) =>
      [kind, days.join('|'), times.map(clock).join('|')].filter(Boolean).join(' '),
    )
    .join('; ');

test.each([
  ['en', 'Friday week at 10am', 'moment 2026-11-27 10:00'],
  ['en', 'next week Friday', 'moment 2026-11-27'],
  ['en', 'a week tomorrow', 'moment 2026-11-24'],
  ['en', '6 days from today', 'moment 2026-11-22'],
  ['en', 'two weeks today', 'moment 2026-11-30'],
  ['en', 'the first Sunday of December', 'moment 2026-12-06'],
  ['en', 'the last Friday of the month', 'moment 2026-11-27'],
  ['en', 'Tue, Aug 7 2018', 'moment 2018-08-07'],
  ['en', '2018/05/13', 'moment 2018-05-13'],
  ['en', 'tomorrow at 05:30 in the evening', 'moment 2026-11-17 17:30'],
  ['en', 'half past 12pm', 'moment 12:30'],
  ['en', 'at 1500', 'moment 15:00'],
  ['en', 'Friday at quarter to nine in the morning', 'moment 2026-11-20 08:45'],
  ['es', 'el viernes de la semana que viene', 'moment 2026-11-27'],
  ['es', 'mañana por la tarde a las 4', 'moment 2026-11-17 16:00'],
  ['es', 'a las 9 y media de la mañana', 'moment 09:30'],
  ['pt', 'sexta da semana que vem', 'moment 2026-11-27'],
  ['pt', 'de hoje a oito dias', 'question 2026-11-23|2026-11-24'],
  ['pt', '3ª feira às 14h', 'moment 2026-11-17 14:00'],
  ['pt', 'às cinco e meia da tarde', 'moment 17:30'],
  ['de', 'nächste Woche Freitag', 'moment 2026-11-27'],
  ['de', 'Freitag in einer Woche', 'moment 2026-11-27'],
  ['de', 'Freitag übernächste Woche', 'moment 2026-12-04'],
  ['de', 'heute in einer Woche', 'moment 2026-11-23'],
  ['de', 'Di um 14 Uhr', 'moment 2026-11-17 14:00'],
  ['de', 'halb zehn abends', 'moment 21:30'],
  ['fr', 'vendredi à 14h', 'moment 2026-11-20 14:00'],
  ['fr', 'dix heures moins le quart du matin', 'moment 09:45'],
  ['it', 'venerdì alle 15:30', 'moment 2026-11-20 15:30'],
  ['en', 'from Friday', 'from 2026-11-20'],
  ['de', 'bis Freitag', 'until 2026-11-20'],
  ['en', 'any day but Tuesday', 'except 2026-11-17'],
] as const)('%s: “%s” is %s', (language, text, expected) => expect(told(text, language)).toBe(expected));

test.each([
  ['en', '30 february'],
  ['en', 'between 9am and 5pm'],
  ['en', 'Friday at 10 or 11'],
  ['en', 'it broke on Friday, can you come'],
  ['en', 'not this Friday but the next'],
  ['en', 'half ten', 'US'],
  ['en', 'every Friday'],
  ['en', 'Friday after 3'],
  ['en', 'the Tuesday before Christmas'],
  ['en', 'two days before Friday'],
  ['en', 'Friday 9am-11am'],
  ['en', 'Friday next month'],
  ['en', 'end of next week'],
  ['es', 'el lunes pasado'],
  ['it', 'lunedì scorso'],
] as const)('%s: “%s” is asked, never guessed', (language, text, country?: string) => {
  const readings = read(text, language, country);
  expect(readings.length).toBeGreaterThan(0);
  expect(readings.map(({ kind }) => kind)).toEqual(readings.map(() => 'question'));
});

test.each([
  ['en', '3/4 inch tap'],
  ['en', 'Black Friday offer'],
  ['es', 'tubo de 1/2 pulgada'],
  ['pt', 'segunda via do boleto'],
  ['pt', 'a quarta torneira pinga'],
  ['pt', 'Moro na Quinta da Boavista'],
  ['en', 'call me on 087 123 4567'],
  ['en', 'it costs €15'],
  ['it', 'il sole è forte'],
] as const)('%s: “%s” names no day and no time', (language, text) => expect(told(text, language)).toBe(''));

const months = {
  en: 'January February March April May June July August September October November December',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
};
const ways: Record<WhenLanguage, ((day: number, month: string, year: string) => string)[]> = {
  en: [(d, m, y) => `${m} ${d}, ${y}`, (d, m, y) => `the ${d} of ${m} ${y}`],
  es: [(d, m, y) => `el ${d} de ${m} de ${y}`],
  pt: [(d, m, y) => `no dia ${d} de ${m} de ${y}`],
  de: [(d, m, y) => `am ${d}. ${m} ${y}`],
  fr: [(d, m, y) => `le ${d} ${m} ${y}`],
  it: [(d, m, y) => `il ${d} ${m} ${y}`],
};
const at: Record<WhenLanguage, (time: string) => string> = {
  en: (time) => `at ${time}`,
  es: (time) => `a las ${time}`,
  pt: (time) => `às ${time}`,
  de: (time) => `um ${time} Uhr`,
  fr: (time) => `à ${time}`,
  it: (time) => `alle ${time}`,
};

test('a day and a time, however written, are read back as they are or asked, never as another', () => {
  const language = fc.constantFrom<WhenLanguage>('en', 'es', 'pt', 'de', 'fr', 'it');
  const written = fc.tuple(
    language,
    fc.integer({ min: 0, max: 1500 }),
    fc.integer({ min: 0, max: 1439 }),
    fc.nat(1),
  );
  let certain = 0;
  fc.assert(
    fc.property(written, ([named, ahead, minutes, way]) => {
      const day = addDays('2026-11-16', ahead);
      const month = months[named].split(' ')[Number(day.slice(5, 7)) - 1]!;
      const write = ways[named][way % ways[named].length]!;
      const text = `${write(Number(day.slice(8)), month, day.slice(0, 4))} ${at[named](clock(minutes))}`;
      for (const reading of read(text, named)) {
        expect(reading.days, text).toContain(day);
        expect(reading.times, text).toContain(minutes);
        if (reading.kind === 'moment') certain += 1;
      }
    }),
    { numRuns: 2000 },
  );
  expect(certain).toBeGreaterThan(500);
});

test('“tomorrow” counts from the day on which it was written where the business is', () => {
  const late = Date.UTC(2026, 10, 21, 3);
  const days = (text: string, at: number, timeZone: string) => readWhen(text, { now: at, timeZone })[0]?.days;
  expect(days('tomorrow', late, 'America/Chicago')).toEqual(['2026-11-21']);
  expect(days('tomorrow', late, 'Europe/Dublin')).toEqual(['2026-11-22']);
  // Clocks go back in the night to 25 October; 2028 has a 29 February.
  expect(days('in 2 days', Date.UTC(2026, 9, 23, 22, 30), 'Europe/Dublin')).toEqual(['2026-10-25']);
  expect(days('tomorrow', Date.UTC(2028, 1, 28, 12), 'Europe/Dublin')).toEqual(['2028-02-29']);
});

test('12/11 is in December in the United States, and elsewhere a question, as that November day has passed', () => {
  expect(told('12/11', 'en', 'US')).toBe('moment 2026-12-11');
  expect(told('12/11', 'en')).toBe('question 2027-11-12|2026-12-11');
});
