import type { Series } from './invoice.ts';

export type DocumentKind = Series['kind'];

/** The printed number of a series' place, such as `A-2026-0001`: at most 16 characters of [A-Za-z0-9/-] (India 46(b)). */
export function documentNumber(series: Pick<Series, 'prefix' | 'pad'>, sequence: number): string {
  return series.prefix + String(sequence).padStart(series.pad, '0');
}

/** What is printed before the number: the device's letters and the year; credit notes have a series of their own. */
export function seriesPrefix(letters: string, kind: DocumentKind, year: number): string {
  return `${kind === 'creditNote' ? 'CN-' : ''}${letters}-${year}-`;
}

/**
 * The letters under which a device numbers its documents: kept once taken. A device that has a place in its team
 * has the letters of that place, which no other device gets, however long they are apart. Without one it takes
 * the first that no known series uses; where two took the same while apart, the later one moves on.
 */
export function lettersOf(deviceId: string, known: Iterable<Series>, place?: number): string {
  const owners = new Map<string, Series>();
  for (const series of known) {
    const letters = lettersIn(series.prefix);
    const owner = owners.get(letters);
    if (owner === undefined || precedes(series, owner)) owners.set(letters, series);
  }
  const own = [...owners].filter(([, series]) => series.deviceId === deviceId).map(([letters]) => letters);
  return own.toSorted(byLength)[0] ?? (place === undefined ? firstFree(owners) : placed(owners, place));
}

function lettersIn(prefix: string): string {
  return /^(?:CN-)?([A-Z]+)-\d+-$/.exec(prefix)?.[1] ?? prefix;
}

function precedes(a: Series, b: Series): boolean {
  return a.createdAt === b.createdAt ? a.deviceId < b.deviceId : a.createdAt < b.createdAt;
}

function firstFree(taken: ReadonlyMap<string, unknown>): string {
  for (let index = 0; ; index++) {
    const letters = lettersAt(index);
    if (!taken.has(letters)) return letters;
  }
}

/** The letters of a place; longer ones of its own where a series of before has taken them. */
function placed(taken: ReadonlyMap<string, unknown>, place: number): string {
  for (let index = place - 1; ; index += 26) {
    const letters = lettersAt(index);
    if (!taken.has(letters)) return letters;
  }
}

/** A … Z, AA … AZ, BA … */
function lettersAt(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : lettersAt(Math.floor(index / 26) - 1) + last;
}

function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
