import { html, type Html, multiline } from './html.ts';
import type { Paper } from './paper.ts';
import type { PaperLook } from './styles.ts';

/** A part of a sheet: words, pairs of a name and what is said of it, or a table. */
export interface SheetPart {
  heading: string;
  words?: readonly string[];
  pairs?: readonly (readonly [name: string, value: string])[];
  table?: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}

/** A record of the business as sheets of paper: who keeps it, when it was made, and its parts. */
export interface Sheet {
  look: PaperLook;
  keeper: { name: string; lines: readonly string[] };
  title: string;
  /** As it is written there. */
  day: string;
  parts: readonly SheetPart[];
}

export function sheetPaper(sheet: Sheet): Paper {
  const { look, keeper, title, day, parts } = sheet;
  const body = html`<article
    class="pl-document pl-report pl-sheet pl-${look.template} pl-${look.paperSize}"
    dir="ltr"
  >
    <header class="pl-head">
      <div class="pl-seller">
        <p class="pl-seller-name" dir="auto">${keeper.name}</p>
        ${keeper.lines.map((line) => html`<p dir="auto">${line}</p>`)}
      </div>
      <div class="pl-title">
        <h1 dir="auto">${title}</h1>
        <p class="pl-number">${day}</p>
      </div>
    </header>
    ${parts.map(part)}
  </article>`.markup;
  return { title: `${title} ${day}`, look, foot: `${keeper.name} · ${title}`, body, hasPictures: false };
}

function part({ heading, words = [], pairs = [], table }: SheetPart): Html {
  return html`<section class="pl-part">
    <h2 dir="auto">${heading}</h2>
    ${words.map((line) => html`<p dir="auto">${multiline(line)}</p>`)}
    ${pairs.length === 0 ? undefined : pairsOf(pairs)} ${table === undefined ? undefined : tableOf(table)}
  </section>`;
}

function pairsOf(pairs: NonNullable<SheetPart['pairs']>): Html {
  return html`<table class="pl-pairs">
    <tbody>
      ${pairs.map(
        ([name, value]) =>
          html`<tr>
            <th scope="row"><span dir="auto">${name}</span></th>
            <td><span dir="auto">${multiline(value)}</span></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function tableOf({ columns, rows }: NonNullable<SheetPart['table']>): Html {
  return html`<table class="pl-lines">
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col"><span dir="auto">${column}</span></th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td><span dir="auto">${multiline(cell)}</span></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
