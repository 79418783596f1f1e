import type { TFunction } from 'i18next';
import { type Html, html, multiline } from '#shared/domain/document/html.ts';
import type { RunStop } from '#shared/records/day-run.ts';
import type { Format } from '#renderer/state/format.ts';

/** Somebody's stops of a day. */
export interface PrintedRun {
  name: string;
  stops: readonly RunStop[];
}

type T = TFunction<'schedule'>;

/** A page for each who goes somewhere: when, where, how to get in, whom to ring, what to do. */
export function runMarkup(runs: readonly PrintedRun[], day: string, t: T, format: Format): string {
  return runs.map(({ name, stops }) => page(name, stops, day, t, format).markup).join('');
}

function page(name: string, stops: readonly RunStop[], day: string, t: T, format: Format): Html {
  return html`<section class="pl-run">
    <h1 dir="auto">${name}</h1>
    <p class="pl-run-day">${day}</p>
    ${stops.length === 0 ? html`<p>${t('run.nothing')}</p>` : undefined}
    ${stops.map((stop) => stopMarkup(stop, t, format))}
  </section>`;
}

function stopMarkup(stop: RunStop, t: T, format: Format): Html {
  const { time, window, customer, onSite, address, siteName, access, hazards, work, notes } = stop;
  const span = ({ start, end }: { start: number; end: number }) =>
    `${format.time(start)}–${format.time(end)}`;
  const town = [address?.postcode, address?.city].filter(Boolean).join(' ');
  const place = [siteName, address?.street, address?.line2, town, address?.region].filter(Boolean).join(', ');
  return html`<article class="pl-stop">
    <div class="pl-stop-time">
      <strong>${time.anyTime ? t('anyTime') : span(time)}</strong>
      ${window === undefined ? undefined : html`<br />${t('promised', { span: span(window) })}`}
    </div>
    <div dir="auto">
      <h2>${customer.name || t('unknownCustomer')}</h2>
      <p>${work}</p>
      ${row(t('run.where'), place)} ${row(t('run.wayIn'), access)} ${row(t('run.hazards'), hazards)}
      ${row(t('run.phone'), customer.phones.map(format.phone).join(', '))}
      ${onSite.map(({ name, phones }) => row(t('run.onSite'), [name, ...phones.map(format.phone)].join(', ')))}
      ${notes.map((note) => row(t('run.notes'), note))}
    </div>
  </article>`;
}

function row(label: string, value: string | undefined): Html {
  if (value === undefined || value === '') return html``;
  return html`<p class="pl-run-row"><span>${label}</span> <span>${multiline(value)}</span></p>`;
}

/** Ink on paper: no ground, no colour, a visit is never parted by the edge of a page. */
export const runStyles = `
@page { margin: 14mm; }
.pl-run { break-after: page; color: #000; font: 11pt/1.4 'Inter Variable', Inter, sans-serif; }
.pl-run:last-child { break-after: auto; }
.pl-run h1 { margin: 0; font-size: 18pt; }
.pl-run-day { margin: 0 0 6mm; }
.pl-stop { display: grid; grid-template-columns: 34mm 1fr; gap: 4mm; padding: 3mm 0; border-top: 0.3mm solid #888; break-inside: avoid; }
.pl-stop h2 { margin: 0; font-size: 12pt; }
.pl-stop p { margin: 0; }
.pl-stop-time { font-variant-numeric: tabular-nums; }
.pl-run-row { display: grid; grid-template-columns: 28mm 1fr; gap: 3mm; }
.pl-run-row > :first-child { color: #555; }`;
