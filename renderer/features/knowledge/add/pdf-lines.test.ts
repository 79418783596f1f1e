import { expect, test } from 'vitest';
import { textOfPage, type TextRun } from './pdf-lines.ts';

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
