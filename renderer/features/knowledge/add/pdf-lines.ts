/** A run of text on a page of a PDF, as the reader gives it. */
export interface TextRun {
  str: string;
  hasEOL: boolean;
  /** `rtl` where its letters are written from the right. */
  dir?: string;
  /** Height of its letters, in points. */
  height: number;
  /** The last two of these are how far from the left, and how high above the page's foot it stands. */
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
    else if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text))
      text = (isAddress(text) ? text : text.slice(0, -1)) + line.text;
    else text += (before === undefined || text.endsWith('\n') ? '' : isApart ? '\n\n' : '\n') + line.text;
    before = line;
  }
  return text.trim();
}

/** The hyphen of “info@my-” belongs to the address that goes on in the next line. */
function isAddress(text: string): boolean {
  return /[@\d]|[./]\p{L}/u.test(/\S*$/.exec(text)![0]);
}

/** Whether a text consists to a good part of signs that are no letters: its font does not say which they are. */
export function isUnreadable(text: string): boolean {
  const signs = text.match(/[\p{Co}\uFFFD]|(?!\s)\p{Cc}/gu)?.length ?? 0;
  return signs > text.replaceAll(/\s/g, '').length * mostUnreadable;
}

const mostUnreadable = 0.05;

interface Line {
  runs: TextRun[];
  text: string;
  y: number;
  height: number;
}

function linesOf(runs: readonly TextRun[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const run of runs) {
    open ??= { runs: [], text: '', y: run.transform.at(-1) ?? 0, height: 0 };
    open.runs.push(run);
    open.height = Math.max(open.height, run.height);
    if (!run.hasEOL) continue;
    lines.push(open);
    open = undefined;
  }
  if (open !== undefined) lines.push(open);
  return lines
    .map((line) => ({ ...line, text: inReadingOrder(line.runs).replaceAll(/\s+/g, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

/**
 * A PDF places letters and says nothing of their order. Where some are written from the right, the line is read from
 * the side of most of its letters, and what runs the other way, such as a number, as a whole in its own direction.
 */
function inReadingOrder(runs: readonly TextRun[]): string {
  if (!runs.some(isFromRight)) return runs.map(({ str }) => str).join('');
  const letters = (some: readonly TextRun[]) =>
    some.map(({ str }) => str.replaceAll(/[^\p{L}]/gu, '')).join('').length;
  const readsFromRight = letters(runs.filter(isFromRight)) * 2 >= letters(runs);
  const placed = runs.toSorted((a, b) => leftOf(a) - leftOf(b));
  const fromRight = placed.map((run, index) => {
    if (isFromRight(run) || /[\p{L}\p{N}]/u.test(run.str)) return isFromRight(run);
    // A space or a point goes with what stands on both its sides, or else with the line.
    const sides = [placed[index - 1], placed[index + 1]].map(
      (side) => side !== undefined && isFromRight(side),
    );
    return sides[0] === sides[1] ? sides[0]! : readsFromRight;
  });
  const order = [...placed.keys()];
  const groups: number[][] = [];
  for (const index of readsFromRight ? order.toReversed() : order) {
    const open = groups.at(-1);
    if (open !== undefined && fromRight[open[0]!] === fromRight[index]) open.push(index);
    else groups.push([index]);
  }
  return groups
    .flatMap((group) => (fromRight[group[0]!] === readsFromRight ? group : group.toReversed()))
    .map((index) => placed[index]!)
    .map((run) => (isFromRight(run) ? run.str.normalize('NFKC') : run.str))
    .join('');
}

function isFromRight({ dir }: TextRun): boolean {
  return dir === 'rtl';
}

function leftOf({ transform }: TextRun): number {
  return transform.at(-2) ?? 0;
}

/** The height of most letters, not of most lines: headings are short. */
function usualHeight(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { text, height } of lines) letters.set(height, (letters.get(height) ?? 0) + text.length);
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
