/** The languages in which a public page speaks to customers. */
export const pageLanguages = ['en', 'es', 'pt', 'de', 'fr', 'it'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** How each calls itself, for the switch. */
export const languageNames: Record<PageLanguage, string> = {
  en: 'English',
  es: 'Español',
  pt: 'Português',
  de: 'Deutsch',
  fr: 'Français',
  it: 'Italiano',
};

/** The page's language of a tag such as `pt-BR`. */
export function pageLanguageOf(tag: string): PageLanguage | undefined {
  const [first = ''] = tag.trim().toLowerCase().split('-');
  return pageLanguages.find((language) => language === first);
}

/** How the business writes numbers and times, where the page speaks its language; else as is usual in that language. */
export function localeIn(language: PageLanguage, businessLocale: string): string {
  const isSame = pageLanguageOf(businessLocale) === language && /^[a-z]{2}-[A-Z]{2}$/.test(businessLocale);
  return isSame ? businessLocale : language;
}

/** The first of the customer's languages that the page speaks: what they chose, then their browser's list by its weights. */
export function chooseLanguage(
  chosen: string | null,
  accepted: string | undefined,
  otherwise: string,
): PageLanguage {
  const wished = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.split(';');
      const weight = rest.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const tags = [...(chosen === null ? [] : [chosen]), ...wished.map(({ tag }) => tag), otherwise];
  return tags.map(pageLanguageOf).find((language) => language !== undefined) ?? 'en';
}
