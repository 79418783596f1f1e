import { z } from 'zod';
import { equalJson } from '#shared/lib/json.ts';
import { localeSchema } from './common.ts';
import type { Reading } from './job-report.ts';
import { formatDecimal } from './money-text.ts';
import type { PlannedJob, VisitRecord } from './visit.ts';

/** The field in which is drawn, in its own units. */
export const signatureField = { width: 1000, height: 300 } as const;

/** How much of a drawing is kept, in characters. */
const longest = 24_000;

/** Lines parted by `;`, each of points `x,y` parted by spaces: nothing but numbers, so that it is safe to draw. */
const strokesPattern = /^\d{1,4},\d{1,4}( \d{1,4},\d{1,4})*(;\d{1,4},\d{1,4}( \d{1,4},\d{1,4})*)*$/;

/** Somebody has put their name to what was shown to them. It is part of an event, which nobody can change. */
export const signatureSchema = z.looseObject({
  /** Who signed, as they gave their name. */
  name: z.string().max(200),
  /** What they drew. Without it they have signed by typing their name. */
  strokes: z.string().max(longest).regex(strokesPattern).optional(),
  /** The sentence that they agreed to. */
  statement: z.string().max(500),
  /** As the numbers below were written. */
  locale: localeSchema.optional(),
  /** What stood below it. */
  lines: z.array(z.string().max(400)).max(220),
});
export type Signature = z.infer<typeof signatureSchema>;

export type Point = readonly [x: number, y: number];

/** Points closer than this to the one before say nothing that can be seen. */
const nearest = 3;

/** What was drawn, as it is kept; `undefined` where nothing was. Much of it is kept with fewer points. */
export function strokesOf(lines: readonly (readonly Point[])[], apart = nearest): string | undefined {
  const kept = lines
    .map((line) =>
      thinned(
        line.map(([x, y]) => [within(x, signatureField.width), within(y, signatureField.height)]),
        apart,
      ),
    )
    .filter((line) => line.length > 0);
  if (kept.length === 0) return undefined;
  const written = kept.map((line) => line.map((point) => point.join(',')).join(' ')).join(';');
  if (written.length <= longest) return written;
  return apart > signatureField.width
    ? written.slice(0, longest).replace(/[ ;][^ ;]*$/, '')
    : strokesOf(lines, apart * 2);
}

function thinned(line: readonly Point[], apart: number): Point[] {
  const kept: Point[] = [];
  for (const point of line) {
    const last = kept.at(-1);
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= apart) kept.push(point);
  }
  return kept;
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)));
}

/** What was drawn as the path of an SVG. A dot is a line of no length: it needs round ends. */
export function pathOf(strokes: string): string {
  return strokes
    .split(';')
    .map((line) => `M${line.split(' ').join('L')}${line.includes(' ') ? '' : 'h0.01'}`)
    .join('');
}

type SignedFor = Pick<PlannedJob, 'title' | 'items' | 'materials' | 'readings'>;

/** Whether the job says something else now than what was signed for. `usual`: the locale of signatures that name none. */
export function isChangedSince(
  { lines, locale }: Signature,
  job: SignedFor,
  visit: Pick<VisitRecord, 'checks' | 'ticks'> | undefined,
  usual: string,
): boolean {
  return !equalJson(signedLines(job, visit, locale ?? usual), lines);
}

const longestLine = 400;

function shortened(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1).toWellFormed()}…`;
}

/** How many lines of a job are shown to who signs. */
const mostLines = 200;

/** What somebody signs for: the work, what was used, read and gone through, without prices. */
export function signedLines(
  job: SignedFor,
  visit: Pick<VisitRecord, 'checks' | 'ticks'> | undefined,
  locale: string,
): string[] {
  const counted = (each: { name: string; quantity: string; unit?: string | undefined }) =>
    `${formatDecimal(each.quantity, locale)}${each.unit === undefined ? ' ×' : ` ${each.unit}`} ${each.name}`;
  const read = ({ label, kind, unit, value }: Reading) => {
    if (kind === 'yesNo') return `${value === 'yes' ? '✓' : '✗'} ${label}`;
    const words = kind === 'number' ? formatDecimal(value, locale) : value;
    return shortened(`${label}: ${words}${unit === undefined ? '' : ` ${unit}`}`);
  };
  const lines = [
    job.title,
    ...inOrder(job.items).map(([, item]) => counted(item)),
    ...inOrder(job.materials).map(([, material]) => counted(material)),
    ...inOrder(job.readings).map(([, reading]) => read(reading)),
    ...inOrder(visit?.checks).flatMap(([id, { text }]) =>
      Object.hasOwn(visit?.ticks ?? {}, id) ? `✓ ${text}` : [],
    ),
  ];
  return lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines - 1), `… ${lines.length - mostLines + 1}`];
}

/** The entries of a map in their order. */
export function inOrder<Entry extends { order: number }>(
  entries: Readonly<Record<string, Entry>> = {},
): [string, Entry][] {
  return Object.entries(entries).toSorted(([a, x], [b, y]) => x.order - y.order || (a < b ? -1 : 1));
}
