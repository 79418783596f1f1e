import { heardLanguages } from '../danger.ts';

/** The languages in which letters to customers are written. */
export const letterLanguages = heardLanguages;
export type LetterLanguage = (typeof letterLanguages)[number];

/** The first of these languages in which letters are written: the customer's, then the business's; else English. */
export function letterLanguageOf(...tags: (string | undefined)[]): LetterLanguage {
  const spoken = tags.flatMap((tag) => tag?.trim().toLowerCase().split('-')[0] ?? []);
  return spoken.flatMap((tag) => letterLanguages.find((language) => language === tag) ?? [])[0] ?? 'en';
}

/** How days are written there: as the business does, where that is its language. */
export function letterLocale(language: LetterLanguage, businessLocale: string): string {
  return letterLanguageOf(businessLocale) === language ? businessLocale : language;
}
