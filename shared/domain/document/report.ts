import { formatDay } from '../day.ts';
import { answers, type Reading } from '../job-report.ts';
import { formatDecimal } from '../money-text.ts';
import type { CountedLine, ReportContent } from '../report-content.ts';
import { pathOf, signatureField } from '../signature.ts';
import { type Html, html, multiline } from './html.ts';
import { type DocumentLabels, documentLabels } from './labels.ts';
import type { Paper } from './paper.ts';
import { addressLines, partyLines, reachLines } from './view.ts';

/** A job's report as sheets of paper. */
export function reportPaper(content: ReportContent): Paper {
  const labels = documentLabels(content.locale);
  const title = content.title ?? labels.report;
  return {
    title: `${title} ${content.day}`,
    look: content,
    foot: `${content.seller.name} · ${title}`,
    body: renderReport(content),
    hasPictures: content.photos.length > 0,
  };
}

/** The report's element only. What people have written says its own direction. */
export function renderReport(content: ReportContent): string {
  const labels = documentLabels(content.locale);
  return html`<article class="pl-document pl-report pl-${content.template} pl-${content.paperSize}" dir="ltr">
    ${head(content, labels)} ${facts(content, labels)} ${work(content, labels)} ${readings(content, labels)}
    ${checklist(content, labels)} ${materials(content, labels)} ${notes(content, labels)}
    ${photos(content, labels)} ${signatures(content, labels)} ${footer(content)}
  </article>`.markup;
}

function head(content: ReportContent, labels: DocumentLabels): Html {
  const day = formatDay(content.day, content.locale);
  const { version, sentAs } = content;
  const numbered = version > 1 ? [`${labels.version} ${version}`] : [];
  const before = sentAs === undefined ? [] : [`${labels.sentAs} ${sentAs}`];
  const dated = [day, ...numbered, ...before].join(' · ');
  return html`<header class="pl-head">
    <div class="pl-seller">
      <p class="pl-seller-name" dir="auto">${content.seller.name}</p>
      ${paragraphs(partyLines(content.seller, content))}
      <p class="pl-reach">${reachLines(content.seller).join(' · ')}</p>
    </div>
    <div class="pl-title">
      <h1 dir="auto">${content.title ?? labels.report}</h1>
      <p class="pl-number">${dated}</p>
    </div>
  </header>`;
}

function facts(content: ReportContent, labels: DocumentLabels): Html {
  const { place, workers } = content;
  const whose = [
    content.buyer.contactName ?? '',
    ...(place === undefined ? addressLines(content.buyer.address) : []),
  ];
  return html`<section class="pl-facts">
    <div class="pl-buyer">
      <h2>${labels.customer}</h2>
      <p class="pl-buyer-name" dir="auto">${content.buyer.name}</p>
      ${paragraphs(whose.filter((line) => line !== ''))}
    </div>
    ${place === undefined ? undefined : fact(labels.place, addressLines(place))}
    ${workers.length === 0 ? undefined : fact(labels.carriedOutBy, workers)}
  </section>`;
}

function fact(label: string, lines: readonly string[]): Html {
  return html`<div class="pl-fact">
    <h2>${label}</h2>
    ${paragraphs(lines)}
  </div>`;
}

function work(content: ReportContent, labels: DocumentLabels): Html {
  return html`<section class="pl-part">
    <h2>${labels.work}</h2>
    <p class="pl-subject" dir="auto">${content.subject}</p>
    ${content.work.length === 0 ? undefined : rows(content.work.map((line) => countedRow(line, content)))}
  </section>`;
}

function readings(content: ReportContent, labels: DocumentLabels): Html | undefined {
  const written = content.readings.map((each) => ({
    name: each.label,
    value: writeReading(each, content, labels),
  }));
  return part(labels.readings, written.map(row));
}

function writeReading(
  { kind, value, unit }: Pick<Reading, 'kind' | 'value' | 'unit'>,
  { locale }: ReportContent,
  labels: DocumentLabels,
): string {
  if (kind === 'yesNo') return value === 'yes' ? labels.yes : labels.no;
  const written = kind === 'number' && answers({ kind }, value) ? formatDecimal(value, locale) : value;
  return unit === undefined ? written : `${written} ${unit}`;
}

function checklist({ checks }: ReportContent, labels: DocumentLabels): Html | undefined {
  return part(
    labels.checklist,
    checks.map(({ text, isDone }) => row({ name: text, value: isDone ? labels.done : labels.notDone })),
  );
}

function materials(content: ReportContent, labels: DocumentLabels): Html | undefined {
  return part(
    labels.materials,
    content.materials.map((line) => countedRow(line, content)),
  );
}

function notes(content: ReportContent, labels: DocumentLabels): Html | undefined {
  if (content.notes === undefined) return undefined;
  return html`<section class="pl-part">
    <h2>${labels.notes}</h2>
    <p dir="auto">${multiline(content.notes)}</p>
  </section>`;
}

function photos(content: ReportContent, labels: DocumentLabels): Html | undefined {
  if (content.photos.length === 0) return undefined;
  const pictures = content.photos.map(
    ({ label, source }) =>
      html`<figure>
        <img src="${source}" alt="${labels[label]}" />
        <figcaption>${labels[label]}</figcaption>
      </figure>`,
  );
  return html`<section class="pl-part">
    <h2>${labels.photos}</h2>
    <div class="pl-photos">${pictures}</div>
  </section>`;
}

function signatures(content: ReportContent, labels: DocumentLabels): Html[] {
  return content.signatures.map(
    ({ name, strokes, statement, day, signedFor }) =>
      html`<section class="pl-part pl-signature">
        <h2>${labels.signature}</h2>
        <p dir="auto">${statement}</p>
        ${strokes === undefined ? html`<p class="pl-signed" dir="auto">${name}</p>` : drawn(strokes)}
        <p class="pl-signer"><bdi>${name}</bdi>, ${labels.signedOn} ${formatDay(day, content.locale)}</p>
        ${
          signedFor.length === 0
            ? undefined
            : html`<p>${labels.changedSince}</p>
                <ul dir="auto">
                  ${signedFor.map((line) => html`<li>${line}</li>`)}
                </ul>`
        }
      </section>`,
  );
}

function drawn(strokes: string): Html {
  const { width, height } = signatureField;
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
    <path d="${pathOf(strokes)}" />
  </svg>`;
}

function footer({ footer: words }: ReportContent): Html | undefined {
  if (words === undefined) return undefined;
  return html`<footer class="pl-footer" dir="auto">${multiline(words)}</footer>`;
}

function part(label: string, lines: Html[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<section class="pl-part">
    <h2>${label}</h2>
    ${rows(lines)}
  </section>`;
}

function rows(lines: Html[]): Html {
  return html`<table>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function countedRow({ name, quantity, unit }: CountedLine, { locale }: ReportContent): Html {
  return row({ name, value: `${formatDecimal(quantity, locale)} ${unit ?? '×'}` });
}

function row({ name, value }: { name: string; value: string }): Html {
  return html`<tr>
    <th scope="row"><span dir="auto">${name}</span></th>
    <td><span dir="auto">${value}</span></td>
  </tr>`;
}

function paragraphs(lines: readonly string[]): Html[] {
  return lines.map((line) => html`<p dir="auto">${line}</p>`);
}
