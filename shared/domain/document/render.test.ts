import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentContent } from '../invoice.ts';
import { renderPaper } from './paper.ts';
import { documentPaper, renderBody } from './render.ts';
import { sampleContent } from './testing.ts';

/** Texts that try to get out of where they stand. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '\\"; } @import "https://evil.example"; .x { content: "',
    'url(https://evil.example/x.png)',
    '<!--',
    ']]>',
    '&lt;script&gt;',
  ),
);

/** The tags and attributes of some markup, without its texts. */
function skeleton(markup: string): string[] {
  return [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
}

function withText(text: string): DocumentContent {
  const plain = sampleContent({ lineCount: 2 });
  const party = {
    name: text,
    legalName: text,
    contactName: text,
    taxIds: [{ label: text, value: text }],
    email: text,
  };
  return {
    ...plain,
    seller: { ...plain.seller, ...party, website: text, address: { street: text, city: text } },
    buyer: { ...plain.buyer, ...party, address: { street: text, line2: text } },
    lines: plain.lines.map((line) => ({ ...line, name: text, description: text, unit: text })),
    totals: {
      ...plain.totals,
      taxes: plain.totals.taxes.map((row) => ({ ...row, tax: { ...row.tax, label: text } })),
    },
    notes: text,
    paymentInstructions: text,
    footer: text,
    correctsNumber: text,
  };
}

test('no name, line or note can put markup into a document', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const meant = skeleton(renderBody(withText('word'), { number: 'A-1' }));
      // Only a line break may add markup of its own, and a text that is blank may leave some out.
      const single = `x${text.replaceAll(/[\r\n]/g, '')}`;
      expect(skeleton(renderBody(withText(single), { number: 'A-1' }))).toEqual(meant);
    }),
    { numRuns: 300 },
  );
});

test('no name can end the style sheet or load anything through it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const page = renderPaper(documentPaper(withText(text), { number: text }), []);
      expect(page.match(/<\/style/gi)).toHaveLength(1);
      const styles = page.slice(page.indexOf('<style>'), page.indexOf('</style>'));
      const outsideStrings = styles.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
      expect(outsideStrings).not.toMatch(/url\(|@import/);
    }),
  );
});

test('the page allows no script, no network and no picture', () => {
  const page = renderPaper(documentPaper(sampleContent(), {}), []);
  expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'; font-src data:");
  expect(page).not.toMatch(/<script|<img|<link|https?:/);
});

test('the body holds no style attribute, so that a strict policy shows it as it is meant', () => {
  expect(renderBody(withText('x'), {})).not.toMatch(/ style=/);
});

test('a draft says that it is one, and nowhere has a number', () => {
  const draft = renderBody(sampleContent(), {});
  expect(draft).toContain('<p class="pl-draft">Draft</p>');
  expect(draft).not.toContain('pl-number');
});

test('amounts and dates are written as the business writes them', () => {
  const german = renderBody(sampleContent({ locale: 'de-DE', currency: 'EUR' }), { number: 'A-2026-0001' });
  expect(german).toContain('21.11.2026');
  expect(german).toContain('1.234,50');
});

test('what was paid and what is due stand below the total', () => {
  const body = renderBody(sampleContent(), {
    number: 'A-1',
    account: { paid: 5000n, credited: 0n, due: 1n },
  });
  expect(body).toContain('-50.00');
  expect(body).toMatch(/Amount due<\/th>\s*<td>£0\.01/);
});

test('reverse charge and exemption are said where no tax is charged', () => {
  const content = sampleContent({ taxes: { vat: { label: 'Reverse charge', rate: '0', category: 'AE' } } });
  expect(renderBody(content, {})).toContain('the customer accounts for the tax');
});

test('to another country both countries and both tax numbers are printed; at home the country is not', () => {
  const taxIds = { a: { label: 'N° TVA', value: 'FR 12 345678901' } };
  const abroad = sampleContent({ buyer: { taxIds, addresses: { a: { city: 'Lyon', country: 'FR' } } } });
  const body = renderBody(abroad, {});
  for (const words of ['France', 'United Kingdom', 'N° TVA FR 12 345678901', 'VAT no. GB 123 4567 89'])
    expect(body).toContain(`<p>${words}</p>`);
  const home = renderBody(
    sampleContent({ buyer: { addresses: { a: { city: 'Bath', country: 'GB' } } } }),
    {},
  );
  expect(home).not.toContain('United Kingdom');
});

test('what was paid beyond the total is the customer’s credit, and nothing is due', () => {
  const account = { paid: 600000n, credited: 0n, due: -5000n };
  const body = renderBody(sampleContent(), { number: 'A-1', account });
  expect(body).toMatch(/Your credit<\/th>\s*<td>£50\.00/);
  expect(body).toContain('£0.00');
});
