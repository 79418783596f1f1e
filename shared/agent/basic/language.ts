import { type AnswerLanguage, answerLanguageOf, answerLanguages } from '../acts/languages.ts';
import { languageOfText } from '../language.ts';

export const languages = answerLanguages;
export type Language = AnswerLanguage;

/**
 * The language to answer in: of the newest text that tells it, the customer's last messages first; `fallback`
 * where none does, or where they write one that Basic cannot.
 */
export function detectLanguage(texts: string[], fallback: Language): Language {
  for (const text of texts) {
    const found = languageOfText(text, fallback);
    if (found !== undefined) return languages.find((language) => language === found) ?? fallback;
  }
  return fallback;
}

/** The first language of a BCP 47 tag that Basic can write. */
export function languageOf(locale: string): Language {
  return answerLanguageOf(locale) ?? 'en';
}
