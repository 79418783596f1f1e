import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReportContent } from '../report-content.ts';
import { renderPaper } from './paper.ts';
import { renderReport, reportPaper } from './report.ts';
import { sampleReport } from './testing.ts';

/** Texts that try to get out of where they stand. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '\\"; } @import "https://evil.example"; .x { content: "',
  ),
);

/** A report in which every text is this one. */
function saying(text: string): ReportContent {
  const plain = sampleReport();
  const address = { street: text, city: text };
  return {
    ...plain,
    title: text,
    subject: text,
    notes: text,
    footer: text,
    seller: { ...plain.seller, name: text, email: text, address },
    buyer: { name: text, contactName: text, address },
    place: address,
    workers: [text],
    work: [{ name: text, quantity: '1', unit: text }],
    readings: [{ label: text, kind: 'text', unit: text, value: text }],
    checks: [{ text, isDone: true }],
    materials: [{ name: text, quantity: '1', unit: text }],
    photos: [{ label: 'before', source: text }],
    signatures: [{ name: text, strokes: undefined, statement: text, day: plain.day, signedFor: [text] }],
  };
}

function skeleton(markup: string): string[] {
  return [...markup.matchAll(/<\/?[a-z]\w*/g)].map(([tag]) => tag);
}

test('no name, reading or note can put markup into a report, or end its styles', () => {
  const meant = skeleton(renderReport(saying('word')));
  fc.assert(
    fc.property(hostile, (text) => {
      const single = text.replaceAll(/[\r\n]+/g, ' ').trim() || 'word';
      expect(skeleton(renderReport(saying(single)))).toEqual(meant);
      const page = renderPaper(reportPaper(saying(text)), []);
      expect(page.match(/<\/style/gi)).toHaveLength(1);
      const styles = page.slice(page.indexOf('<style>'), page.indexOf('</style>'));
      expect(styles.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/url\(|@import/);
    }),
  );
});

test('a report with photos allows pictures that are in it as data, and one without allows none', () => {
  const [photo] = [{ label: 'after' as const, source: 'data:image/jpeg;base64,AA' }];
  const policy = (content: ReportContent) =>
    /content="(default-src[^"]*)"/.exec(renderPaper(reportPaper(content), []))?.[1];
  expect(policy(sampleReport())).toBe("default-src 'none'; style-src 'unsafe-inline'; font-src data:");
  expect(policy({ ...sampleReport(), photos: [photo] })).toContain(' img-src data:;');
});

test('parts of which there is nothing have no heading', () => {
  const bare = {
    ...sampleReport(),
    readings: [],
    checks: [],
    materials: [],
    work: [],
    signatures: [],
    notes: undefined,
  };
  const markup = renderReport(bare);
  for (const heading of ['Readings', 'Checklist', 'Materials', 'Notes', 'Photos', 'Signature'])
    expect(markup).not.toContain(`<h2>${heading}</h2>`);
  expect(markup).toContain('<h2>Work</h2>');
});
