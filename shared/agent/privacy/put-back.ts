import type { PlaceholderType } from '#shared/domain/placeholder.ts';
import { placeholderTypes, writePlaceholder } from '#shared/domain/placeholder.ts';

const types = placeholderTypes.join('|');
/** Between type and number; models escape an underscore in Markdown. */
const gap = String.raw`[\s\\_.:#–-]{0,3}`;
const opening = String.raw`[⟦\[({<【「『《〔｛［（＜]{1,3}`;
const closing = String.raw`[⟧\])}>】」』》〕｝］）＞]{1,3}`;
const inner = `(${types})(${gap})(\\d{1,6})`;

/**
 * A token as models give it back: in other case, with spaces or nothing between, with other brackets or without
 * one of them.
 */
function placeholderPattern(): RegExp {
  return new RegExp(
    [
      `${opening}\\s*${inner}(?![\\p{L}\\p{N}])\\s*(?:${closing})?`,
      `(?<![\\p{L}\\p{N}_])${inner}\\s*⟧`,
      `(?<![\\p{L}\\p{N}_])${inner}(?![\\p{N}_])(?!\\p{L}{3})`,
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
  for (let i = 0; i < 9; i += 3) {
    const [type, between, number] = groups.slice(i, i + 3) as (string | undefined)[];
    if (type === undefined) continue;
    const isToken = /[⟦⟧]/.test(found) || isMeantAsToken(found, type, between ?? '');
    return isToken ? writePlaceholder(type.toUpperCase() as PlaceholderType, Number(number)) : undefined;
  }
  const name = found
    .replaceAll(/[⟦⟧]/g, '')
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z]+/g, '');
  return name === '' && !found.includes('⟧') ? undefined : `⟦${name === '' ? 'UNKNOWN' : name}_0⟧`;
}

/** What people write themselves, `person 1` and `(address 2)`, is none; neither is `ID 12`. */
function isMeantAsToken(found: string, type: string, between: string): boolean {
  if (between.includes('_')) return true;
  const isSpaced = between === '' ? false : between.trim() === '';
  if (new RegExp(`^${opening}`, 'u').test(found))
    return !found.startsWith('(') || found.startsWith('((') || !isSpaced;
  if (type === type.toUpperCase()) return !['ID', 'TEXT', 'CARD'].includes(type) || between === '-';
  return between === '' && type.toUpperCase() === 'PERSON';
}

/** Matches each beginning of a word: `p(?:e(?:r)?)?`. */
function beginningOf(word: string): string {
  return word.length === 1 ? word : `${word[0]}(?:${beginningOf(word.slice(1))})?`;
}

const begun = placeholderTypes.map(beginningOf).join('|');

/** The end of a text that may be the beginning of a token. */
const openEnd = new RegExp(
  `(?:⟦[^⟧\\n]{0,40}|(?:${opening}\\s*|(?<![\\p{L}\\p{N}_]))(?:(?:${begun})${gap}\\d*\\s*)?)$`,
  'iu',
);

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
