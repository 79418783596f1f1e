/** The languages in which an answer can be composed (ISO 639). */
export const answerLanguages = ['en', 'es', 'pt', 'de', 'fr', 'it'] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** The first language of a BCP 47 tag, where answers can be composed in it. */
export function answerLanguageOf(locale: string): AnswerLanguage | undefined {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return answerLanguages.find((language) => language === primary);
}
