import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/day.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { plumber } from '../testing.ts';
import { readWhen } from './when.ts';

/** Monday, 16 November 2026, 10:00 in Dublin. */
const monday = Date.UTC(2026, 10, 16, 10);

function read(text: string, language: Language, at = monday) {
  const { days, times } = readWhen(text, at, language, plumber) ?? { days: [], times: [] };
  return { days, times };
}

describe('a day is read with the whole phrase that it stands in', () => {
  test.each([
    ['en', 'Friday week at 10', '2026-11-27'],
    ['en', 'next week Friday', '2026-11-27'],
    ['en', 'Wednesday next week', '2026-11-25'],
    ['en', 'a week tomorrow', '2026-11-24'],
    ['en', '6 days from today', '2026-11-22'],
    ['en', 'two weeks today', '2026-11-30'],
    ['en', 'the first Sunday of December', '2026-12-06'],
    ['en', 'the last Friday of the month', '2026-11-27'],
    ['en', 'Dec. the 24th', '2026-12-24'],
    ['es', 'el viernes de la semana que viene', '2026-11-27'],
    ['es', 'la próxima semana el martes', '2026-11-24'],
    ['es', 'dentro de dos semanas', '2026-11-30'],
    ['es', 'el primer lunes de diciembre', '2026-12-07'],
    ['pt', 'sexta da semana que vem', '2026-11-27'],
    ['pt', 'de hoje a oito dias', '2026-11-23'],
    ['pt', '3ª feira às 14h', '2026-11-17'],
    ['de', 'nächste Woche Freitag', '2026-11-27'],
    ['de', 'Freitag in einer Woche', '2026-11-27'],
    ['de', 'Freitag übernächste Woche', '2026-12-04'],
    ['de', 'heute in einer Woche', '2026-11-23'],
    ['de', 'Di um 14 Uhr', '2026-11-17'],
  ] as const)('%s: “%s”', (language, text, day) => expect(read(text, language).days).toEqual([day]));
});

describe('a day that is not meant as one is left out', () => {
  test.each([
    ['en', 'any day but Tuesday'],
    ['en', 'not this Friday but the next'],
    ['en', 'until Friday'],
    ['en', 'any time after Wednesday'],
    ['en', 'it broke on Monday, can you come'],
    ['en', 'a 3/4 inch tap'],
    ['en', 'Black Friday offer'],
    ['en', 'we sat in the kitchen and the sun was out'],
    ['en', '30 february'],
    ['es', 'un tubo de 1/2 pulgada'],
    ['es', 'hasta el viernes'],
    ['pt', 'segunda via do boleto'],
    ['pt', 'a quarta torneira pinga'],
    ['pt', 'Moro na Quinta da Boavista'],
    ['de', 'bis Freitag'],
    ['de', 'nach dem Mittwoch'],
  ] as const)('%s: “%s”', (language, text) => expect(read(text, language).days).toEqual([]));
});

describe('a time is read with what stands beside it', () => {
  test.each([
    ['en', '05:30 in the evening', ['17:30']],
    ['en', 'half past 12pm', ['12:30']],
    ['en', 'at 1500', ['15:00']],
    ['en', 'between 9 and 5', ['09:00', '17:00']],
    ['en', 'Friday at 10 or 11', ['10:00', '11:00']],
    ['en', 'after 5pm', []],
    ['en', 'not before 10', []],
    ['es', 'de 9 a 17 horas', ['09:00', '17:00']],
    ['pt', 'entre as 9 e as 11', ['09:00', '11:00']],
    ['de', 'von 9 bis 12 Uhr', ['09:00', '12:00']],
    ['de', '10 oder 11 Uhr', ['10:00', '11:00']],
    ['de', 'ab 15 Uhr', []],
  ] as const)('%s: “%s”', (language, text, times) => expect(read(text, language).times).toEqual([...times]));
});

test('however far ahead, the weekday of a week is that day, or the owner is asked', () => {
  const names: Record<Language, string[]> = {
    en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
    pt: ['segunda-feira', 'terça-feira', 'quarta-feira', 'quinta-feira', 'sexta-feira', 'sábado', 'domingo'],
    de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  };
  const nextWeek: Record<Language, (name: string) => string> = {
    en: (name) => `can you come next week on ${name}?`,
    es: (name) => `¿pueden venir el ${name} de la semana que viene?`,
    pt: (name) => `podem vir ${name} da semana que vem?`,
    de: (name) => `können Sie nächste Woche am ${name} kommen?`,
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom<Language>('en', 'es', 'pt', 'de'),
      (later, weekday, language) => {
        const at = monday + later * 86_400_000;
        const first = addDays('2026-11-16', Math.floor(later / 7) * 7 + 7);
        expect(read(nextWeek[language](names[language][weekday]!), language, at).days).toEqual([
          addDays(first, weekday),
        ]);
      },
    ),
  );
});
