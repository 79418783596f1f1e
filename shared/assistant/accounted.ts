import type { Contact } from '#shared/domain/contact.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { withoutGenitive } from './find.ts';
import { findPhrase, phrasesOf, type Token, tokensIn, withoutTokens } from './phrases.ts';
import { wordSet, type Wish } from './wishes.ts';
import type { OwnerWords } from './words/language.ts';
import { ownerWords } from './words/words.ts';

/** The words of a wish of which nothing is known yet: what stays must be asked, for it may change what is wanted. */
export interface Unread {
  text: string;
  tokens: Token[];
}

/** What a wish leaves to be read, without small words. */
export function unreadOf({ words, language }: Pick<Wish, 'words' | 'language'>): Unread {
  const small = wordSet(ownerWords[language].small);
  return { text: words, tokens: tokensIn(words).filter(({ word }) => !small.has(word)) };
}

/** Without some words of the language. */
export function withoutWords(unread: Unread, list: string): Unread {
  const known = wordSet(list);
  return { ...unread, tokens: unread.tokens.filter(({ word }) => !known.has(word)) };
}

/** Without the names of a customer; a genitive counts as the name. */
export function withoutNames(unread: Unread, contacts: readonly Contact[]): Unread {
  const names = new Set(
    contacts.flatMap(({ name, company = '' }) => wordsIn(`${name} ${company}`).map(({ word }) => word)),
  );
  const isName = ({ word }: Token) => names.has(word) || names.has(withoutGenitive(word));
  return { ...unread, tokens: unread.tokens.filter((token) => !isName(token)) };
}

/** Takes a phrase of a list out; `undefined` where none is there. */
export function takePhrase(unread: Unread, list: string, { small }: OwnerWords): Unread | undefined {
  // All words, for those of a phrase may be small ones; what is taken is gone from those that are left.
  const all = tokensIn(unread.text);
  for (const phrase of phrasesOf(list)) {
    const used = findPhrase(all, { ...phrase, isAnywhere: true }, wordSet(small))?.map((at) => all[at]!);
    if (used === undefined || !used.some((one) => unread.tokens.some(({ start }) => start === one.start)))
      continue;
    const isUsed = ({ start }: Token) => used.some((one) => one.start === start);
    return { ...unread, tokens: unread.tokens.filter((token) => !isUsed(token)) };
  }
  return undefined;
}

/** The words as they were written, `''` where all are accounted for. */
export function textOf({ text, tokens }: Unread): string {
  return tokens.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** Whether one of the words stands there. */
export function hasWord({ tokens }: Pick<Unread, 'tokens'>, list: string): boolean {
  const known = wordSet(list);
  return tokens.some(({ word }) => known.has(word));
}

/** What stands before the first such phrase and behind it. */
export function splitAt(
  text: string,
  list: string,
  { small }: OwnerWords,
): { before: string; after: string } | undefined {
  const tokens = tokensIn(text);
  for (const phrase of phrasesOf(list)) {
    const used = findPhrase(tokens, { ...phrase, isAnywhere: true }, wordSet(small));
    if (used === undefined) continue;
    const [first, last] = [tokens[used[0]!]!, tokens[used.at(-1)!]!];
    return {
      before: withoutTokens(text.slice(0, first.start), []),
      after: text.slice(last.end).replace(/^[\s,:'’]+/u, ''),
    };
  }
  return undefined;
}
