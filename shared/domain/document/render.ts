import type { DocumentContent } from '../invoice.ts';
import type { Account } from '../invoice-status.ts';
import { formatDecimal } from '../money-text.ts';
import type { Html } from './html.ts';
import { html, multiline } from './html.ts';
import type { DocumentLabels } from './labels.ts';
import { documentLabels } from './labels.ts';
import type { Paper } from './paper.ts';
import {
  describeDiscount,
  describeTax,
  factRows,
  lineTableClass,
  partyLines,
  reachLines,
  sumRows,
  taxRemarks,
  writeAmount,
} from './view.ts';

export interface RenderOptions {
  /** Missing on a draft, which then says that it is one. */
  number?: string;
  /** Payments and credits to show below the total. */
  account?: Account;
}

type Line = DocumentContent['lines'][number];

/** An invoice or credit note as sheets of paper. */
export function documentPaper(content: DocumentContent, options: RenderOptions): Paper {
  const labels = documentLabels(content.locale);
  const number = options.number ?? labels.draft;
  return {
    title: `${titleOf(content, labels)} ${number}`,
    look: content,
    foot: `${content.seller.name} · ${number}`,
    body: renderBody(content, options),
    hasPictures: false,
  };
}

/** The document's element only, for a window that has `documentStyles` in place already. */
export function renderBody(content: DocumentContent, options: RenderOptions): string {
  const labels = documentLabels(content.locale);
  return html`<article class="pl-document pl-${content.template} pl-${content.paperSize}" dir="auto">
    ${head(content, options, labels)} ${facts(content, options, labels)} ${lineTable(content, labels)}
    ${sums(content, options)} ${closing(content, labels)}
  </article>`.markup;
}

export function titleOf({ kind }: Pick<DocumentContent, 'kind'>, labels: DocumentLabels): string {
  return kind === 'invoice' ? labels.invoice : labels.creditNote;
}

function head(content: DocumentContent, { number }: RenderOptions, labels: DocumentLabels): Html {
  return html`<header class="pl-head">
    <div class="pl-seller">
      <p class="pl-seller-name">${content.seller.name}</p>
      ${paragraphs(partyLines(content.seller, content))}
      <p class="pl-reach">${reachLines(content.seller).join(' · ')}</p>
    </div>
    <div class="pl-title">
      <h1>${titleOf(content, labels)}</h1>
      <p class="${number === undefined ? 'pl-draft' : 'pl-number'}">${number ?? labels.draft}</p>
    </div>
  </header>`;
}

function facts(content: DocumentContent, { account }: RenderOptions, labels: DocumentLabels): Html {
  const rows = factRows(content, account).map(
    ({ label, value }) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<section class="pl-facts">
    <div class="pl-buyer">
      <h2>${labels.billTo}</h2>
      <p class="pl-buyer-name">${content.buyer.name}</p>
      ${paragraphs(partyLines(content.buyer, content))}
    </div>
    <dl class="pl-dates">${rows}</dl>
  </section>`;
}

function lineTable(content: DocumentContent, labels: DocumentLabels): Html {
  const taxed = content.totals.taxes.length > 0;
  return html`<table class="${lineTableClass(content)}">
    <thead>
      <tr>
        <th scope="col">${labels.description}</th>
        <th scope="col" class="pl-figure pl-quantity">${labels.quantity}</th>
        <th scope="col" class="pl-figure">${labels.price}</th>
        ${taxed ? html`<th scope="col" class="pl-tax">${labels.tax}</th>` : undefined}
        <th scope="col" class="pl-figure">${labels.amount}</th>
      </tr>
    </thead>
    <tbody>
      ${content.lines.map((line) => lineRow(line, content, labels, taxed))}
    </tbody>
  </table>`;
}

function lineRow(line: Line, content: DocumentContent, labels: DocumentLabels, taxed: boolean): Html {
  const { locale } = content;
  const quantity = `${formatDecimal(line.quantity, locale)} ${line.unit ?? ''}`.trim();
  const discount =
    line.discount === undefined
      ? undefined
      : html`<p class="pl-detail">${labels.discount} ${describeDiscount(line.discount, content)}</p>`;
  return html`<tr>
    <td>
      <p>${line.name}</p>
      ${line.description === undefined ? undefined : html`<p class="pl-detail">${multiline(line.description)}</p>`}
      ${discount}
    </td>
    <td class="pl-figure">${quantity}</td>
    <td class="pl-figure">${writeAmount(line.unitPrice, content)}</td>
    ${taxed ? html`<td class="pl-tax">${lineTaxes(line, content)}</td>` : undefined}
    <td class="pl-figure">${writeAmount(line.amount, content)}</td>
  </tr>`;
}

function lineTaxes(line: Line, { totals, locale }: DocumentContent): string {
  const own = totals.taxes.filter((row) => line.taxIds?.includes(row.taxId));
  return own.map((row) => describeTax(row.tax, locale)).join(' + ');
}

function sums(content: DocumentContent, { account }: RenderOptions): Html {
  const rows = sumRows(content, account).map(
    ({ label, value, weight }) =>
      html`<tr class="pl-sum-${weight}">
        <th scope="row">${label}</th>
        <td>${value}</td>
      </tr>`,
  );
  return html`<section class="pl-sums">
    <div class="pl-remarks">${paragraphs(taxRemarks(content))}</div>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}

function closing(content: DocumentContent, labels: DocumentLabels): Html[] {
  const { paymentInstructions, notes, footer } = content;
  return [
    ...block('pl-payment', labels.payment, paymentInstructions),
    ...block('pl-notes', labels.notes, notes),
    ...(footer === undefined ? [] : [html`<footer class="pl-footer">${multiline(footer)}</footer>`]),
  ];
}

function block(name: string, title: string, text: string | undefined): Html[] {
  if (text === undefined) return [];
  return [
    html`<section class="${name}">
      <h2>${title}</h2>
      <p>${multiline(text)}</p>
    </section>`,
  ];
}

function paragraphs(lines: string[]): Html[] {
  return lines.map((line) => html`<p>${line}</p>`);
}
