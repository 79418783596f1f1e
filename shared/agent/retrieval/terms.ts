import { isSmallWord } from '#shared/agent/small-words.ts';
import { wordsIn } from '#shared/lib/words.ts';

/** Which words are one: `park` and `parking` by their endings, `Garantie` and `Garantien` by their first letters. */
const ending = /(?<=.{4})(?:ing|ed|es)$|(?<=..)s$/;
const stemLength = 5;

/** What a text is about: its telling words without accents and endings, in their order, repeated as they are. */
export function termsOf(text: string): string[] {
  return wordsIn(text)
    .filter(({ word }) => word.length > 1 && !isSmallWord(word))
    .map(({ word }) => word.replace(ending, '').slice(0, stemLength));
}
