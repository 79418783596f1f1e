import { languageOfText } from '../language.ts';

export const languages = ['en', 'es', 'pt', 'de'] as const;
export type Language = (typeof languages)[number];

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
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? 'en';
}
