import type { PlaceholderType } from '#shared/domain/placeholder.ts';
import { placeholderTypes, writePlaceholder } from '#shared/domain/placeholder.ts';

const types = placeholderTypes.join('|');
const inner = `(${types})([\\s_-]*)(\\d{1,6})`;

/**
 * A token as models give it back: in other case, with spaces, with other brackets or without one of them.
 * Bare it counts only as it was written, because `person 1` may be meant as such.
 */
function placeholderPattern(): RegExp {
  return new RegExp(
    [
      `⟦\\s*${inner}\\s*[⟧\\])}>]?`,
      `(?<![\\p{L}\\p{N}_])${inner}\\s*⟧`,
      `[[({<]{1,2}\\s*${inner}\\s*[\\])}>]{1,2}`,
      `(?<![\\p{L}\\p{N}_])${inner}(?![\\p{L}\\p{N}_])`,
      // A kind of token that was never given.
      '⟦[^⟦⟧\\n]{0,40}⟧?',
    ].join('|'),
    'giu',
  );
}

/** Where a text holds what would be put back. */
export function placeholdersIn(text: string): { from: number; to: number }[] {
  const found = [...text.matchAll(placeholderPattern())];
  return found
    .filter(([whole, ...groups]) => tokenOf(whole, groups) !== undefined)
    .map(({ index, 0: whole }) => ({ from: index, to: index + whole.length }));
}

export interface PutBack {
  text: string;
  /** Tokens that stand for nothing known, as they are in the text now. */
  unresolved: string[];
}

/** Puts the values in the place of their tokens. */
export function putBack(text: string, values: ReadonlyMap<string, string>): PutBack {
  const unresolved: string[] = [];
  const restored = text.replace(placeholderPattern(), (found: string, ...groups: unknown[]) => {
    const token = tokenOf(found, groups);
    if (token === undefined) return found;
    const value = values.get(token);
    if (value !== undefined) return value;
    unresolved.push(token);
    return token;
  });
  return { text: restored, unresolved };
}

/** The same within a value: in each of its texts. */
export function putBackIn(
  value: unknown,
  values: ReadonlyMap<string, string>,
  unresolved: string[],
): unknown {
  if (typeof value === 'string') {
    const restored = putBack(value, values);
    unresolved.push(...restored.unresolved);
    return restored.text;
  }
  if (Array.isArray(value)) return value.map((each) => putBackIn(each, values, unresolved));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, putBackIn(each, values, unresolved)]);
  return Object.fromEntries(entries) as unknown;
}

/** The token as it was given out; `undefined` where the find is ordinary text. */
function tokenOf(found: string, groups: unknown[]): string | undefined {
  for (let i = 0; i < 12; i += 3) {
    const [type, gap, number] = groups.slice(i, i + 3) as (string | undefined)[];
    if (type === undefined) continue;
    const asWritten = type === type.toUpperCase() && gap === '_';
    const ours = i < 6 || asWritten || (i === 6 && gap !== '' && !/\s/.test(gap ?? ''));
    return ours ? writePlaceholder(type.toUpperCase() as PlaceholderType, Number(number)) : undefined;
  }
  const name = found
    .replaceAll(/[⟦⟧]/g, '')
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, '');
  return name === '' && !found.includes('⟧') ? undefined : `⟦${name === '' ? 'UNKNOWN' : name}_0⟧`;
}

/** The end of a text that may be the beginning of a token. */
const openEnd =
  /(?:⟦[^⟧\n]{0,40}|[[({<]{1,2}\s*[A-Za-z]{0,8}[\s_-]*\d*\s*|(?<![\p{L}\p{N}])[A-Z]{1,8}_?\d*)$/u;

/** Puts values back into a text that comes in pieces; what may be half a token waits for its rest. */
export function createPutBack(values: ReadonlyMap<string, string>, onText: (text: string) => void) {
  let waiting = '';
  const give = (text: string) => {
    if (text !== '') onText(putBack(text, values).text);
  };
  return {
    push(piece: string): void {
      waiting += piece;
      const open = openEnd.exec(waiting)?.index ?? waiting.length;
      give(waiting.slice(0, open));
      waiting = waiting.slice(open);
    },
    end(): void {
      give(waiting);
      waiting = '';
    },
  };
}
