import type { DocumentContent } from '../invoice.ts';
import { cssString } from './html.ts';
import { documentLabels } from './labels.ts';

/** A font face that is handed in, so that a document needs no network. */
export interface DocumentFont {
  family: string;
  /** A data URL of a WOFF2 file. */
  source: string;
  /** Such as `100 900` for a variable font. */
  weight: string;
  unicodeRange?: string;
}

/** The families that the two templates name. */
export const documentFamilies = { modern: 'Plumbline Sans', classic: 'Plumbline Serif' } as const;

const fallbacks = {
  modern: '"Inter Variable", "Helvetica Neue", Arial, "Noto Sans", sans-serif',
  classic: '"Source Serif 4 Variable", Georgia, "Noto Serif", serif',
};

function familyOf(template: DocumentContent['template']): string {
  return `${cssString(documentFamilies[template])}, ${fallbacks[template]}`;
}

export function fontFaces(fonts: DocumentFont[]): string {
  return fonts
    .map(({ family, source, weight, unicodeRange }) => {
      const range = unicodeRange === undefined ? '' : `unicode-range: ${unicodeRange};`;
      return `@font-face { font-family: ${cssString(family)}; src: url("${encodeURI(source)}") format("woff2"); font-weight: ${weight}; font-style: normal; ${range} }\n`;
    })
    .join('');
}

/** How the sheets of a document look, whatever stands on them. */
export type PaperLook = Pick<DocumentContent, 'template' | 'paperSize' | 'locale'>;

/** Paper, margins, and at the foot of every sheet what it belongs to, with "Page n / N". */
export function pageStyles({ template, paperSize, locale }: PaperLook, foot: string): string {
  const labels = documentLabels(locale);
  const small = `font: 7.5pt ${familyOf(template)}; color: #6b6660; font-variant-numeric: tabular-nums;`;
  return `@page {
  size: ${paperSize};
  margin: 18mm 18mm 20mm;
  @bottom-left { content: ${cssString(foot)}; ${small} }
  @bottom-right { content: ${cssString(`${labels.page} `)} counter(page) " / " counter(pages); white-space: nowrap; ${small} }
}
`;
}

/** How a document looks, on screen and on paper; everything is inside `.pl-document`. */
export const documentStyles = `
.pl-document {
  --ink: #1d1b18; --soft: #6b6660; --hair: #dad5cd; --mark: #9a6614;
  box-sizing: border-box; color: var(--ink); background: #fff; color-scheme: light;
  font: 9.5pt/1.45 ${familyOf('modern')};
  font-variant-numeric: lining-nums; font-feature-settings: normal; overflow-wrap: anywhere;
  & *, & *::before { box-sizing: border-box; }
  & :is(h1, h2, p, dl, dd, dt, table, th, td) { margin: 0; padding: 0; font: inherit; color: inherit; text-align: start; }
  & h2, & dt, & thead th { font-size: 7.5pt; line-height: 1.6; color: var(--soft); font-weight: 500; }
  & table { border-collapse: collapse; width: 100%; border: 0; }
  & :is(.pl-figure, .pl-tax, .pl-sums td) { text-align: end; font-variant-numeric: tabular-nums lining-nums; }

  & .pl-head { display: flex; justify-content: space-between; gap: 12mm; }
  & .pl-seller { max-width: 95mm; color: var(--soft); font-size: 8.5pt; }
  & .pl-seller-name { color: var(--ink); font-size: 13pt; font-weight: 650; line-height: 1.25; margin-block-end: 1.5mm; letter-spacing: -0.01em; }
  & .pl-title { text-align: end; flex: none; }
  & .pl-title :is(h1, p) { text-align: end; }
  & h1 { font-size: 22pt; line-height: 1.1; font-weight: 300; letter-spacing: -0.02em; }
  & .pl-number { font-size: 10.5pt; font-weight: 600; margin-block-start: 1.5mm; }
  & .pl-draft { font-size: 10.5pt; font-weight: 600; margin-block-start: 1.5mm; color: var(--mark); }

  & .pl-facts { display: flex; justify-content: space-between; gap: 12mm; margin-block: 12mm 10mm; }
  & .pl-buyer { max-width: 85mm; }
  & .pl-buyer-name { font-weight: 600; }
  & .pl-dates { display: grid; grid-template-columns: repeat(2, auto); gap: 2.5mm 10mm; align-content: start; }
  & dd { font-weight: 500; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }

  & .pl-lines { table-layout: fixed; }
  & .pl-lines thead { display: table-header-group; }
  & .pl-lines tr { break-inside: avoid; }
  & .pl-lines th { vertical-align: bottom; padding: 0 0 1.6mm 5mm; border-block-end: 0.6pt solid var(--ink); }
  & .pl-lines td { vertical-align: top; padding: 2.1mm 0 2.1mm 5mm; border-block-end: 0.5pt solid var(--hair); }
  & .pl-lines :is(th, td):first-child { padding-inline-start: 0; }
  & .pl-lines th.pl-figure { width: 26mm; }
  & .pl-lines th.pl-quantity { width: 20mm; }
  & .pl-lines th.pl-tax { width: 34mm; }
  & .pl-lines td.pl-tax { font-size: 8.5pt; line-height: 1.6; }
  & .pl-long th.pl-figure:not(.pl-quantity) { width: 36mm; }
  & .pl-lines :is(.pl-figure, .pl-tax) { text-align: end; }
  & .pl-detail { color: var(--soft); font-size: 8.5pt; }

  & .pl-lines tbody tr:last-child { break-after: avoid; }
  & .pl-sums { break-before: avoid; display: flex; justify-content: space-between; gap: 10mm; margin-block-start: 5mm; break-inside: avoid; }
  & .pl-sums table { width: auto; min-width: 78mm; max-width: 110mm; flex: none; }
  & .pl-sums td { white-space: nowrap; }
  & .pl-sums :is(th, td) { padding-block: 0.9mm; vertical-align: baseline; }
  & .pl-sums td { padding-inline-start: 8mm; }
  & .pl-sum-quiet :is(th, td) { color: var(--soft); font-size: 8.5pt; }
  & .pl-sum-total :is(th, td) { font-size: 12pt; font-weight: 650; padding-block: 2mm; border-block-start: 0.9pt solid var(--ink); }
  & .pl-remarks { color: var(--soft); font-size: 8.5pt; padding-block-start: 1mm; }

  & :is(.pl-payment, .pl-notes) { margin-block-start: 8mm; max-width: 120mm; break-inside: avoid; }
  & :is(.pl-payment, .pl-notes) p { margin-block-start: 0.8mm; }
  & .pl-footer { margin-block-start: 10mm; padding-block-start: 3mm; border-block-start: 0.5pt solid var(--hair); color: var(--soft); font-size: 8pt; break-inside: avoid; }
}
.pl-document.pl-report {
  & .pl-title { flex: 0 1 auto; max-width: 85mm; }
  & h1 { font-size: 18pt; text-wrap: balance; }
  & .pl-facts { margin-block: 10mm 0; justify-content: start; }
  & :is(.pl-buyer, .pl-fact) { flex: 1 1 0; min-width: 0; max-width: none; }
  & .pl-part { margin-block-start: 8mm; }
  & .pl-part > h2 { font-size: 11pt; font-weight: 600; font-style: normal; color: var(--ink); break-after: avoid; margin-block-end: 1mm; }
  & .pl-part tr { break-inside: avoid; }
  & .pl-part :is(th, td) { padding: 1.4mm 0; border-block-end: 0.5pt solid var(--hair); vertical-align: top; font-size: inherit; font-style: normal; font-weight: 400; line-height: inherit; color: inherit; }
  & .pl-part th { padding-inline-end: 6mm; }
  & .pl-part td { width: 45%; font-weight: 500; }
  & .pl-part span { display: block; }
  & :is(.pl-facts p, .pl-part span, .pl-subject, .pl-signed) { text-align: -webkit-match-parent; text-align: match-parent; }
  & .pl-subject { padding-block-end: 1mm; }
  & .pl-photos { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; }
  & figure { margin: 0; break-inside: avoid; }
  & img { display: block; width: 100%; height: 52mm; object-fit: contain; background: #f4f2ee; }
  & figcaption { color: var(--soft); font-size: 8.5pt; margin-block-start: 1mm; }
  & .pl-signature { break-inside: avoid; }
  & svg { display: block; width: 80mm; height: 24mm; fill: none; stroke: var(--ink); stroke-width: 6; stroke-linecap: round; stroke-linejoin: round; }
  & .pl-signed { font-size: 14pt; font-style: italic; padding-block: 4mm 2mm; }
  &.pl-sheet .pl-part td { width: auto; font-weight: 400; }
  &.pl-sheet .pl-pairs th { width: 34%; color: var(--soft); }
  &.pl-sheet .pl-lines :is(th, td):not(:first-child) { padding-inline-start: 5mm; }
  & .pl-signer { display: inline-block; border-block-start: 0.6pt solid var(--ink); padding-block-start: 1mm; padding-inline-end: 10mm; }
}
.pl-document.pl-classic {
  font: 10pt/1.42 ${familyOf('classic')};
  & h2, & dt, & thead th { font-size: 8.5pt; font-style: italic; font-weight: 400; }
  & .pl-head { flex-direction: row-reverse; border-block-end: 1.6pt double var(--ink); padding-block-end: 6mm; }
  & .pl-seller { font-size: 9pt; }
  & .pl-seller :is(p) { text-align: end; }
  & .pl-seller-name { font-size: 15pt; font-weight: 600; letter-spacing: 0; }
  & .pl-title :is(h1, p) { text-align: start; }
  & h1 { font-size: 21pt; font-weight: 400; letter-spacing: 0; }
  & .pl-facts { margin-block: 8mm; }
  & .pl-sum-total :is(th, td) { border-block-start: 1.6pt double var(--ink); font-weight: 600; }
}
@media screen {
  .pl-document { padding: 18mm; min-height: 297mm; width: 210mm; margin-inline: auto; }
  .pl-document.pl-Letter { width: 8.5in; min-height: 11in; }
}
@media print {
  body { margin: 0; background: #fff; }
}
`;
