import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumFlags, chromiumPath } from '../../../build/chromium.ts';
import type { DocumentContent } from '../invoice.ts';
import { formatMoney } from '../money-text.ts';
import { renderPaper } from './paper.ts';
import { documentPaper } from './render.ts';
import { reportPaper } from './report.ts';
import type { DocumentFont } from './styles.ts';
import { documentFamilies } from './styles.ts';
import { sampleContent, sampleReport } from './testing.ts';

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
  await page.setContent(renderPaper(documentPaper(content, { number }), fonts));
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

test('however many lines there are, the totals never stand on a page without a line', async () => {
  const places = new Set<number>();
  for (let lineCount = 13; lineCount <= 23; lineCount++) {
    const { pages } = await print(sampleContent({ lineCount }));
    const withTotals = pages.filter((page) => /Subtotal/.test(page));
    expect(withTotals).toHaveLength(1);
    expect([lineCount, /Service \d/.test(withTotals[0]!)]).toEqual([lineCount, true]);
    places.add(pages.indexOf(withTotals[0]!));
  }
  // The number of lines with which the totals go on to the second page is among them.
  expect(places).toEqual(new Set([0, 1]));
});

/** Three taxes with names as long as a name may be. */
const longTaxes = Object.fromEntries(
  ['Impuesto sobre el valor añadido reducido', 'Recargo de equivalencia de ese impuesto', 'Retención'].map(
    (label, index) => [`tax-${index}`, { label: label.slice(0, 40), rate: '10', category: 'S' as const }],
  ),
);

test.each(['A4', 'Letter'] as const)(
  'long names of taxes leave the description its width and shrink nothing, on %s',
  async (paperSize) => {
    const page = await browser.newPage();
    const content = sampleContent({ taxes: longTaxes, paperSize, lineCount: 4 });
    await page.setContent(renderPaper(documentPaper(content, { number }), fonts));
    const paper = await page.locator('.pl-document').boundingBox();
    const inner = paper!.x + paper!.width - (18 / 25.4) * 96 + 1;
    for (const cell of await page.locator('.pl-document :is(td, th)').all()) {
      const box = (await cell.boundingBox())!;
      expect(box.x + box.width).toBeLessThan(inner);
      const overflows = await cell.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
      expect(overflows).toBe(false);
    }
    const description = await page.locator('.pl-lines tbody td').first().boundingBox();
    expect((description!.width / 96) * 25.4).toBeGreaterThan(60);
    const size = async (of: DocumentContent) => {
      await page.setContent(renderPaper(documentPaper(of, { number }), fonts));
      return fontSizeIn(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    };
    expect(await size(content)).toBeCloseTo(await size(sampleContent({ paperSize })), 3);
    await page.close();
  },
);

/** The size of the largest text on the first page, in points. */
async function fontSizeIn(data: Uint8Array): Promise<number> {
  const file = await getDocument({ data, verbosity: 0 }).promise;
  const { items } = await (await file.getPage(1)).getTextContent();
  const sizes = items.map((item) => ('height' in item ? (item.height as number) : 0));
  await file.destroy();
  return Math.max(...sizes);
}

test('twelve photos are all on the paper, none is cut by the end of a page, and every page says where it belongs', async () => {
  const page = await browser.newPage();
  const source = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 90 });
    canvas.getContext('2d')!.fillRect(0, 0, 60, 90);
    return canvas.toDataURL('image/jpeg');
  });
  const photos = Array.from({ length: 12 }, () => ({ label: 'before' as const, source }));
  await page.setContent(renderPaper(reportPaper({ ...sampleReport(), photos }), fonts));
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.close();
  const file = await getDocument({ data, verbosity: 0 }).promise;
  let shown = 0;
  for (let index = 1; index <= file.numPages; index++) {
    const sheet = await file.getPage(index);
    const { fnArray } = await sheet.getOperatorList();
    shown += fnArray.filter((operation) => operation === OPS.paintImageXObject).length;
    const { items } = await sheet.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join('');
    expect(text.replaceAll(' ', '')).toContain(`Page${index}/${file.numPages}`);
    expect(text.split('Before')).toHaveLength(
      fnArray.filter((operation) => operation === OPS.paintImageXObject).length + 1,
    );
  }
  await file.destroy();
  // A picture that the end of a page cuts is painted on both.
  expect(shown).toBe(12);
});
