import { expect, test } from 'vitest';
import { isUnreadable, textOfPage, type TextRun } from './pdf-lines.ts';

const line = (str: string, y: number, height = 10): TextRun => ({
  str,
  hasEOL: true,
  height,
  transform: [height, 0, 0, height, 72, y],
});

test('larger lines become headings, wide gaps paragraphs, and cut words are whole again', () => {
  const page = [
    line('Warranty', 700, 18),
    line('We give two years on all work-', 670),
    line('manship that we have done.', 658),
    line('Parts have what their maker gives.', 630),
  ];
  expect(textOfPage(page)).toBe(
    '# Warranty\n\nWe give two years on all workmanship that we have done.\n\nParts have what their maker gives.',
  );
});

test('a page of short sections has as many headings as paragraphs', () => {
  const page = [
    line('Warranty', 700, 24),
    line('We give two years on all workmanship.', 670),
    line('Parking', 620, 24),
    line('Customers park behind the shop.', 590),
  ];
  expect(textOfPage(page).match(/^# .*/gm)).toEqual(['# Warranty', '# Parking']);
});

test('a page without text gives none', () => {
  expect(textOfPage([line('  ', 10)])).toBe('');
});

/** Signs from left to right, as a PDF of a page that is written from the right places them. */
const placed = (...signs: [str: string, dir: 'ltr' | 'rtl'][]): TextRun[] =>
  signs.map(([str, dir], index) => ({
    str,
    dir,
    hasEOL: index === signs.length - 1,
    height: 10,
    transform: [10, 0, 0, 10, 100 + index * 5, 700],
  }));

test('a line that is written from the right is read from there, and numbers in it from the left', () => {
  const line = placed(
    ['ﺔ', 'rtl'],
    ['ﻌ', 'rtl'],
    [' ', 'ltr'],
    ['1', 'ltr'],
    ['20', 'ltr'],
    [' ', 'ltr'],
    ['רעש', 'rtl'],
  );
  expect(textOfPage(line)).toBe('רעש 120 عة');
  expect(
    textOfPage(line.toReversed().map((run, index) => ({ ...run, hasEOL: index === line.length - 1 }))),
  ).toBe('רעש 120 عة');
  expect(textOfPage(placed(['We say ', 'ltr'], ['ב', 'rtl'], ['א', 'rtl'], [' for it', 'ltr']))).toBe(
    'We say אב for it',
  );
});

test('an address that is cut keeps its hyphen', () => {
  expect(textOfPage([line('info@my-', 700), line('business.example', 688)])).toBe('info@my-business.example');
  expect(textOfPage([line('a workman-', 700), line('ship', 688)])).toBe('a workmanship');
});

test('signs without a meaning are told from words', () => {
  expect(isUnreadable('\0\0\0\n\0\0')).toBe(true);
  expect(isUnreadable('\uE001\uE002\uE003 12')).toBe(true);
  expect(isUnreadable('Call 24/7\n\n锅炉')).toBe(false);
  expect(isUnreadable('')).toBe(false);
});
