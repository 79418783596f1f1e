import { expect, test } from 'vitest';
import { readIn, told } from '../testing.ts';
import { countedIn } from './counting.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';

const languages = { en, es, pt, de, fr, it };

test.each(Object.entries(languages))('%s names each number to 59, and no two alike', (_, words) => {
  const values = new Map<string, number>();
  for (const { phrase, value, isOrdinal } of countedIn(words)) {
    if (isOrdinal || phrase === '') continue;
    expect(values.get(phrase) ?? value, phrase).toBe(value);
    values.set(phrase, value);
  }
  expect(new Set(values.values())).toEqual(new Set(Array.from({ length: 59 }, (__, index) => index + 1)));
});

test.each([
  ['en', 'the twenty-first of December', '12-21 –'],
  ['en', 'Tuesday the twenty fourth', '11-24 –'],
  ['en', 'twenty-five past nine tomorrow', '11-17 09:25'],
  ['es', 'el veintiuno de diciembre', '12-21 –'],
  ['es', 'el treinta y uno de diciembre', '12-31 –'],
  ['pt', 'dia vinte e um de dezembro', '12-21 –'],
  ['de', 'am einundzwanzigsten Dezember', '12-21 –'],
  ['de', 'am siebzehnten Dezember', '12-17 –'],
  ['fr', 'le vingt et un décembre', '12-21 –'],
  ['it', 'il ventuno dicembre', '12-21 –'],
  ['it', 'domani alle nove e quaranta', '11-17 09:40'],
] as const)('%s: %s', (language, text, said) => expect(told(readIn(text, language))).toBe(said));
