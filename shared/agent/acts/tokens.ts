import { normalise } from '../basic/words.ts';

/** A word of a message, folded, and where it stands. */
export interface Token {
  word: string;
  start: number;
  end: number;
}

export interface Tokens {
  words: Token[];
  /** Something stands between the words that is no ordinary punctuation: a currency, a percent sign, a link. */
  hasSigns: boolean;
}

/** What may stand between words without saying anything. */
const plain = /^[\s.,!?¿¡'’‘"“”„«»:;…()\u2013\u2014-]*$/u;
const kind = /[🙂😊👋🙏]\uFE0F?/gu;

/** All of a message: its words, and whether there is anything else in it. */
export function tokensOf(text: string): Tokens {
  const words: Token[] = [];
  let end = 0;
  let hasSigns = false;
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    hasSigns ||= !isPlain(text.slice(end, index));
    end = index + run.length;
    const word = normalise(run);
    // A mark alone folds to nothing, and is still something.
    if (word === '') hasSigns = true;
    else words.push({ word, start: index, end });
  }
  return { words, hasSigns: hasSigns || !isPlain(text.slice(end)) };
}

function isPlain(between: string): boolean {
  return plain.test(between.replace(kind, ''));
}

/** Where the words of a name stand in their order, whole and side by side; `undefined` where they do not. */
export function placeOf(name: readonly string[], words: readonly Token[]): number | undefined {
  if (name.length === 0) return undefined;
  const last = words.length - name.length;
  for (let at = 0; at <= last; at++) {
    if (name.every((word, index) => words[at + index]!.word === word)) return at;
  }
  return undefined;
}

/** The words that stand in one of the phrases, each phrase whole and in its order. */
export function coveredBy(phrases: readonly (readonly string[])[], words: readonly Token[]): Set<Token> {
  const covered = new Set<Token>();
  for (const phrase of phrases)
    for (let at = 0; at + phrase.length <= words.length; at++)
      if (phrase.every((word, index) => words[at + index]!.word === word))
        for (const token of words.slice(at, at + phrase.length)) covered.add(token);
  return covered;
}
