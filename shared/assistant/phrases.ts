import { fold } from '#shared/lib/fold.ts';

/** A word as it is compared, and where it stands. */
export interface Token {
  word: string;
  start: number;
  end: number;
}

/** The words of a text, parted at apostrophes and hyphens: `rappelle-moi`, `l’intervention`. */
export function tokensIn(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({
    word: fold(word),
    start: index,
    end: index + word.length,
  }));
}

/** Words beside each other, with gaps between the parts (see `OwnerWords`). */
export interface Phrase {
  parts: string[][];
  isAnywhere: boolean;
  isAtEnd: boolean;
}

/** The longest first. */
export function phrasesOf(list: string): Phrase[] {
  return list
    .split('|')
    .map((phrase) => ({
      parts: phrase
        .split('…')
        .map((part) => tokensIn(part).map(({ word }) => word))
        .filter((part) => part.length > 0),
      isAnywhere: phrase.startsWith('…'),
      isAtEnd: phrase.endsWith('$'),
    }))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a));
}

export function lengthOf({ parts }: Phrase): number {
  return parts.flat().length;
}

/** Which of the tokens make the phrase; `undefined` where they do not. */
export function findPhrase(
  tokens: readonly Token[],
  { parts, isAnywhere, isAtEnd }: Phrase,
  small: ReadonlySet<string>,
): number[] | undefined {
  const used: number[] = [];
  for (const [index, part] of parts.entries()) {
    const from = (used.at(-1) ?? -1) + 1;
    const isFixed = index === 0 && !isAnywhere;
    const isLast = isAtEnd && index === parts.length - 1;
    const first = isLast ? Math.max(from, tokens.length - part.length) : from;
    const found = partFrom(tokens, part, first, isFixed, small);
    if (found === undefined || (isLast && found.at(-1) !== tokens.length - 1)) return undefined;
    used.push(...found);
  }
  return used;
}

function partFrom(
  tokens: readonly Token[],
  part: readonly string[],
  from: number,
  isFixed: boolean,
  small: ReadonlySet<string>,
): number[] | undefined {
  for (let at = from; at < tokens.length; at++) {
    const found = partAt(tokens, part, at, small);
    if (found !== undefined || isFixed) return found;
  }
  return undefined;
}

/** Small words may stand between, and belong to it then: “cancel the visit”. */
function partAt(
  tokens: readonly Token[],
  part: readonly string[],
  at: number,
  small: ReadonlySet<string>,
): number[] | undefined {
  const used: number[] = [];
  let next = at;
  for (const word of part) {
    while (used.length > 0 && tokens[next]?.word !== word && small.has(tokens[next]?.word ?? ''))
      used.push(next++);
    if (tokens[next]?.word !== word) return undefined;
    used.push(next++);
  }
  return used;
}

/** The text without some of its words. */
export function withoutTokens(text: string, tokens: readonly Token[]): string {
  return tokens
    .toSorted((a, b) => a.start - b.start)
    .reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s,.:;¿¡'’\-–—]+|[\s,:;\-–—]+$/gu, '');
}
