/** Markup that is safe to print as it is. Only `html` makes it, so every text in it has been escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlPart = Html | Html[] | string | number | undefined;

/** A template whose values are escaped, unless they are `Html` themselves; `undefined` prints nothing. */
export function html(fixed: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  return new Html(
    fixed.map((text, index) => text + (index < parts.length ? markupOf(parts[index]) : '')).join(''),
  );
}

/** Text of several lines with its breaks kept. */
export function multiline(text: string): Html[] {
  return text.split(/\r?\n/).map((line, index) => (index === 0 ? html`${line}` : html`<br />${line}`));
}

function markupOf(part: HtmlPart): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map((one) => one.markup).join('');
  return escapeHtml(String(part));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also drops control characters: HTML has no way to write them. */
function escapeHtml(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character]!);
}

/** A CSS string that can hold any text, even inside a style element. */
export function cssString(text: string): string {
  const escaped = text.replaceAll(
    /[^\p{L}\p{N} ,./·:-]/gu,
    (character) => `\\${character.codePointAt(0)!.toString(16)} `,
  );
  return `"${escaped}"`;
}
