import type { Language } from '#shared/agent/basic/language.ts';
import { languages } from '#shared/agent/basic/language.ts';
import {
  findPhrase,
  lengthOf,
  type Phrase,
  phrasesOf,
  type Token,
  tokensIn,
  withoutTokens,
} from './phrases.ts';
import { type OwnerWords, type WishKind, wishKinds } from './words/language.ts';
import { ownerWords } from './words/words.ts';

/** What the owner wants, as the built-in assistant understands it without a model. */
export interface Wish {
  kind: WishKind;
  /** The language in which it was said. */
  language: Language;
  /** What it is about: the sentence without what says what is wanted. */
  words: string;
}

interface Known {
  language: Language;
  small: ReadonlySet<string>;
  polite: Phrase[];
  wishes: Record<WishKind, Phrase[]>;
}

const known: Known[] = languages.map((language) => {
  const { small, polite, wishes }: OwnerWords = ownerWords[language];
  const entries = wishKinds.map((kind) => [kind, phrasesOf(wishes[kind])] as const);
  return {
    language,
    small: wordSet(small),
    polite: phrasesOf(polite),
    wishes: Object.fromEntries(entries) as Record<WishKind, Phrase[]>,
  };
});

/** By them languages are told apart that call what is wanted alike. */
const common = Object.fromEntries(
  languages.map((language) => {
    const { small, that, asking } = ownerWords[language];
    return [language, wordSet(`${small}|${that}|${asking}`)];
  }),
) as Record<Language, ReadonlySet<string>>;

/**
 * What a sentence asks for: the kind that is looked for first, by its longest phrase. Of languages that say it alike
 * the one is meant that knows most of its small words, then `likely`. `undefined`: a sentence that only a model can understand.
 */
export function wishOf(sentence: string, likely?: Language): Wish | undefined {
  const said = sentence.normalize('NFC').replace(/[.!?\s]+$/u, '');
  const tokens = tokensIn(said);
  const tried = known.map((words) => ({ words, ...withoutCourtesy(tokens, words) }));
  const fit = (language: Language): number =>
    tokens.filter(({ word }) => common[language].has(word)).length + (language === likely ? 0.5 : 0);
  for (const kind of wishKinds) {
    const found = tried.flatMap(({ words, left, polite }) => {
      const used = longest(left, words.wishes[kind], words.small);
      return used === undefined ? [] : [{ language: words.language, used, polite }];
    });
    const most = Math.max(...found.map(({ used }) => used.length));
    const best = found.filter(({ used }) => used.length === most);
    const [meant] = best.toSorted((a, b) => fit(b.language) - fit(a.language));
    if (meant === undefined) continue;
    const { language, used, polite } = meant;
    if (!keepsItsEnd.has(kind)) return { kind, language, words: withoutTokens(said, [...polite, ...used]) };
    const before = polite.filter(({ start }) => start < used[0]!.start);
    return { kind, language, words: withoutTokens(sentence.normalize('NFC').trim(), [...before, ...used]) };
  }
  return undefined;
}

function longest(
  tokens: readonly Token[],
  phrases: Phrase[],
  small: ReadonlySet<string>,
): Token[] | undefined {
  for (const phrase of phrases) {
    const used = lengthOf(phrase) > tokens.length ? undefined : findPhrase(tokens, phrase, small);
    if (used !== undefined) return used.map((at) => tokens[at]!);
  }
  return undefined;
}

/** What is said for courtesy is taken off both ends. */
function withoutCourtesy(tokens: Token[], { polite, small }: Known): { left: Token[]; polite: Token[] } {
  let left = tokens;
  for (;;) {
    const before = left;
    const used =
      longest(left, polite, small) ??
      longest(
        left,
        polite.map((phrase) => ({ ...phrase, isAnywhere: true, isAtEnd: true })),
        small,
      );
    if (used !== undefined) left = left.filter((token) => !used.includes(token));
    if (left.length === before.length) break;
  }
  return { left, polite: tokens.filter((token) => !left.includes(token)) };
}

/** What somebody is told stays as it was said, with its courtesy and its question mark. */
const keepsItsEnd: ReadonlySet<WishKind> = new Set(['note', 'message']);

/** The words of a list of single words, folded. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split('|').flatMap((phrase) => tokensIn(phrase).map(({ word }) => word)));
}

/** Two wishes in one sentence are more than the phrases cover. */
export function isCompound(sentence: string): boolean {
  return /\s(?:and|then|und|dann|luego|depois|puis|ensuite|poi)\s|;/iu.test(sentence);
}
