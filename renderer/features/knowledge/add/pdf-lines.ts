/** A run of text on a page of a PDF, as the reader gives it. */
export interface TextRun {
  str: string;
  hasEOL: boolean;
  /** Height of its letters, in points. */
  height: number;
  /** The last of these is how high above the page's foot it stands. */
  transform: readonly number[];
}

/** How much larger than the usual letters a heading's are, and how much wider than a line a paragraph's gap is. */
const [headingShare, gapShare] = [1.25, 1.6];
const longestHeading = 120;

/**
 * Text of a page with its headings and paragraphs: a PDF only says which letters stand where. Lines of larger
 * letters become headings, wider gaps ends of paragraphs, and words cut at a line's end are joined.
 */
export function textOfPage(runs: readonly TextRun[]): string {
  const lines = linesOf(runs);
  const usual = usualHeight(lines);
  let text = '';
  let before: Line | undefined;
  for (const line of lines) {
    const isHeading = line.height > usual * headingShare && line.text.length <= longestHeading;
    const isApart = before !== undefined && before.y - line.y > Math.max(before.height, usual) * gapShare;
    if (isHeading) text += `\n\n# ${line.text}\n\n`;
    else if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1) + line.text;
    else text += (before === undefined || text.endsWith('\n') ? '' : isApart ? '\n\n' : '\n') + line.text;
    before = line;
  }
  return text.trim();
}

interface Line {
  text: string;
  y: number;
  height: number;
}

function linesOf(runs: readonly TextRun[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const { str, hasEOL, height, transform } of runs) {
    const y = transform.at(-1) ?? 0;
    open ??= { text: '', y, height: 0 };
    open.text += str;
    open.height = Math.max(open.height, height);
    if (!hasEOL) continue;
    lines.push(open);
    open = undefined;
  }
  if (open !== undefined) lines.push(open);
  return lines
    .map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

/** The height of most letters, not of most lines: headings are short. */
function usualHeight(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) letters.set(height, (letters.get(height) ?? 0) + text.length);
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
