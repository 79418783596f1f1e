import { z } from 'zod';

/** From when the years count: the document's own day, or the end of the year or the financial year that it falls in. */
export const startRules = ['day', '12-31', '03-31', '06-30'] as const;
export type StartRule = (typeof startRules)[number];

export const documentRuleSchema = z.looseObject({
  years: z.int().min(1).max(30),
  start: z.enum(startRules),
});
export type DocumentRule = z.infer<typeof documentRuleSchema>;

/** By country. */
export type DocumentRules = { readonly [country: string]: DocumentRule };

const atYearEnd = (years: number): DocumentRule => ({ years, start: '12-31' });

/** As of November 2026: suggestions that the owner checks. */
export const usualDocumentRules: DocumentRules = {
  AT: atYearEnd(7),
  AU: { years: 5, start: 'day' },
  BE: atYearEnd(10),
  CA: atYearEnd(6),
  CH: atYearEnd(10),
  DE: atYearEnd(8),
  ES: atYearEnd(6),
  FR: atYearEnd(10),
  GB: atYearEnd(6),
  IN: { years: 8, start: '03-31' },
  IT: atYearEnd(10),
  NL: atYearEnd(7),
  PL: atYearEnd(5),
  US: atYearEnd(7),
};

/** Where nothing is known of a country the longest holds. */
const longest = atYearEnd(Math.max(...Object.values(usualDocumentRules).map(({ years }) => years)));

/** What holds in a country: as the owner has written it, or what is usual. */
export function documentRule(country: string, own: DocumentRules = {}): DocumentRule {
  return own[country] ?? usualDocumentRules[country] ?? longest;
}

/** The last day (`2034-12-31`) on which a document of a day has to be there, by one rule. */
export function keptUntil(day: string, { years, start }: DocumentRule): string {
  if (start === 'day') return yearsLater(day, years);
  const end = `${day.slice(0, 4)}-${start}`;
  return yearsLater(day <= end ? end : yearsLater(end, 1), years);
}

/** By the rules of several countries the longest wins. */
export function longestKept(day: string, countries: readonly string[], own: DocumentRules = {}): string {
  const ends = (countries.length === 0 ? [''] : countries).map((country) =>
    keptUntil(day, documentRule(country, own)),
  );
  return ends.toSorted().at(-1)!;
}

/** The same day so many years later; from a leap day, the first of March where there is none: never a day too short. */
function yearsLater(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const there = `${year}-${day.slice(5)}`;
  return there.endsWith('-02-29') && !isLeap(Number(year)) ? `${year}-03-01` : there;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
