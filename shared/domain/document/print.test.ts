import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumFlags, chromiumPath } from '../../../build/chromium.ts';
import type { DocumentContent } from '../invoice.ts';
import { formatMoney } from '../money-text.ts';
import { renderDocument } from './render.ts';
import type { DocumentFont } from './styles.ts';
import { documentFamilies } from './styles.ts';
import { sampleContent } from './testing.ts';

const number = 'A-2026-0001';
const fonts: DocumentFont[] = [
  {
    family: documentFamilies.modern,
    source: fontData('inter/files/inter-latin-wght-normal.woff2'),
    weight: '100 900',
  },
  {
    family: documentFamilies.classic,
    source: fontData('source-serif-4/files/source-serif-4-latin-wght-normal.woff2'),
    weight: '200 900',
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
});
afterAll(() => browser.close());

function fontData(file: string): string {
  const path = createRequire(import.meta.url).resolve(`@fontsource-variable/${file}`);
  return `data:font/woff2;base64,${readFileSync(path, 'base64')}`;
}

interface Printed {
  /** What each page says. */
  pages: string[];
  /** Names of the fonts inside the file. */
  fonts: string[];
  /** Of the first page, in points. */
  size: number[];
  /** What the same page says on the screen. */
  screen: string;
}

async function print(content: DocumentContent): Promise<Printed> {
  const page = await browser.newPage();
  await page.setContent(renderDocument(content, { number, fonts }));
  const screen = await page.locator('body').innerText();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  await page.close();
  const bytes = new Uint8Array(pdf);
  const names = [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/FontName\s*\/([\w+-]+)/g),
  ].map(([, name]) => name!);
  const file = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let index = 1; index <= file.numPages; index++) {
    const text = await (await file.getPage(index)).getTextContent();
    pages.push(
      text.items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    );
  }
  const size = (await file.getPage(1)).view.slice(2);
  await file.destroy();
  return { pages, fonts: names, size, screen };
}

test('a 90-line invoice has its head and "Page n / N" on every page, and no line is lost', async () => {
  const { pages } = await print(sampleContent({ lineCount: 90 }));
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`Page ${index + 1} / ${pages.length}`);
    // Kerning leaves gaps inside words; what counts are the characters.
    expect(page.replaceAll(' ', '')).toContain(`HarbourPlumbing&Heating·${number}`);
  }
  for (const page of pages.filter((text) => text.includes('Service'))) {
    expect(page).toMatch(/Description Quantity Price Tax Amount/);
  }
  const all = pages.join(' ');
  for (let line = 1; line <= 90; line++) expect(all).toContain(`Service ${line} `);
});

test('the totals in the file are those on the screen and those that were reckoned', async () => {
  const content = sampleContent({ lineCount: 90 });
  const { pages, screen } = await print(content);
  const total = formatMoney(content.totals.gross, content.currency, content.locale);
  expect(content.totals.gross).toBe('1215072');
  expect(pages.join(' ')).toContain(`Total ${total}`);
  expect(screen).toMatch(new RegExp(`Total\\s+${total.replace('.', '\\.')}`));
});

test.each(['modern', 'classic'] as const)(
  'the %s template carries its own font in the file',
  async (template) => {
    const { fonts } = await print(sampleContent({ template }));
    const own = template === 'modern' ? /Inter/ : /SourceSerif/;
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every((name) => own.test(name))).toBe(true);
  },
);

test('the paper is the one that the business uses', async () => {
  const a4 = await print(sampleContent({ paperSize: 'A4' }));
  const letter = await print(sampleContent({ paperSize: 'Letter' }));
  expect(a4.size.map(Math.round)).toEqual([595, 842]);
  expect(letter.size.map(Math.round)).toEqual([612, 792]);
});
