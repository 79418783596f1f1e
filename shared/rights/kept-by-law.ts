/** For how many years from the end of their year issued documents are kept: ISO 3166-1 alpha-2. */
const documentYears: { readonly [country: string]: number } = {
  AT: 7,
  AU: 5,
  BE: 10,
  CA: 6,
  DE: 8,
  ES: 6,
  FR: 10,
  GB: 6,
  IN: 8,
  IT: 10,
  NL: 7,
  PL: 5,
  US: 7,
};

/** Where nothing is known of a country the longest holds. */
const longestYears = Math.max(...Object.values(documentYears));

/** The years for which the hours that somebody has worked can be asked for. */
const workedTimeYears = 2;

/** The last day on which the law asks for what was issued or paid on a day (`2026-11-29`). */
export function documentKeptUntil(day: string, country: string | undefined): string {
  return endOfYear(day, documentYears[country ?? ''] ?? longestYears);
}

export function workedTimeKeptUntil(day: string): string {
  return endOfYear(day, workedTimeYears);
}

function endOfYear(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}-12-31`;
}
