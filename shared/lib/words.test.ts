import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsIn } from './words.ts';

const wordsOf = (text: string) => wordsIn(text).map(({ word }) => word);

/** Whether each word of the query begins a word of the text, as the search asks. */
function finds(text: string, query: string): boolean {
  const words = wordsOf(text);
  return wordsOf(query).every((word) => words.some((each) => each.startsWith(word)));
}

test('a word within a text without spaces is found, and its neighbours are not', () => {
  expect(finds('ฉันอยากตัดผมพรุ่งนี้', 'ตัดผม')).toBe(true);
  expect(finds('ฉันอยากตัดผมพรุ่งนี้', 'ล้างรถ')).toBe(false);
  expect(finds('我们提供锅炉年度保养服务', '锅炉')).toBe(true);
  expect(finds('我们提供锅炉年度保养服务', '炉锅')).toBe(false);
  expect(finds('お湯が出ないので修理してください', '修理')).toBe(true);
  expect(finds('ボイラーの修理', 'ボイラー')).toBe(true);
  expect(finds('에어컨수리해주세요', '수리')).toBe(true);
  expect(finds('보일러가 고장났어요', '보일러')).toBe(true);
});

test('any part of a run without spaces is found', () => {
  const run = fc.string({
    unit: fc.constantFrom(...Array.from('锅炉年度保养服务水管修理')),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(run, fc.nat(), fc.nat(), (text, a, b) => {
      const start = a % text.length;
      const part = text.slice(start, start + 1 + (b % (text.length - start)));
      expect(finds(text, part)).toBe(true);
    }),
  );
});

test('a word with an apostrophe is found as a whole and by its parts', () => {
  expect(wordsOf("Ann O’Brien's")).toEqual(['ann', 'obriens', 'o', 'brien', 's']);
  for (const query of ['obrien', 'brien', "o'brien"]) expect(finds('O’Brien', query)).toBe(true);
  expect(finds("fuite d'eau", 'eau')).toBe(true);
});

test('each word stands where it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      for (const { word, start, end } of wordsIn(text))
        expect(wordsIn(text.slice(start, end)).map((each) => each.word)).toContain(word);
    }),
  );
});
