import { html } from '#shared/domain/document/html.ts';
import type { ExportManifest } from './manifest.ts';

/** What somebody who has never seen Plumbline has to know of an export, as a page that any browser opens. */
export function readmePage({ business, madeAt, files, missingFiles }: ExportManifest): string {
  const rows = files.map(
    ({ path, records, bytes }) =>
      html`<tr>
        <td><a href="${path}">${path}</a></td>
        <td>${records === undefined ? '' : String(records)}</td>
        <td>${String(bytes)}</td>
      </tr>`,
  );
  const missing =
    missingFiles.length === 0
      ? html``
      : html`<p>
          ${String(missingFiles.length)} files of messages were neither on the device nor at the relay. Their
          records are here; manifest.json names them.
        </p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Export</title><style>${styles}</style></head><body>
${
  html`<h1>${business}</h1>
    <p>Exported from Plumbline on ${new Date(madeAt).toISOString().slice(0, 10)}.</p>
    <h2>What is where</h2>
    <dl>
      <dt>tables</dt>
      <dd>For spreadsheets: CSV with commas, in UTF-8. Times are UTC (ISO 8601), amounts have a point.</dd>
      <dt>contacts.vcf, calendar.ics</dt>
      <dd>For address books and calendars: vCard 4.0 and iCalendar.</dd>
      <dt>documents</dt>
      <dd>What was issued, as it was printed.</dd>
      <dt>media</dt>
      <dd>Pictures, recordings and files of messages, by the id of their record.</dd>
      <dt>data</dt>
      <dd>
        Every record with every field: JSON Lines, one record a line. Amounts are whole numbers of the
        smallest unit of their currency; moments are milliseconds since 1970 (UTC). The folder schemas
        describes each.
      </dd>
      <dt>manifest.json</dt>
      <dd>
        Each file with its length and SHA-256. Plumbline brings all of it in again under Settings, Export.
      </dd>
    </dl>
    ${missing}
    <table>
      <tr>
        <th>File</th>
        <th>Records</th>
        <th>Bytes</th>
      </tr>
      ${rows}
    </table>`.markup
}
</body></html>
`;
}

const styles =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:3rem auto;padding:0 1rem}' +
  'dt{font-weight:600}dd{margin:0 0 .5rem}table{border-collapse:collapse;width:100%}' +
  'td,th{text-align:start;padding:.15rem .5rem .15rem 0;border-bottom:1px solid #ddd}td+td{text-align:end}';
