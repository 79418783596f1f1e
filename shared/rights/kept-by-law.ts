import { type DocumentRules, longestKept } from '#shared/domain/retention/documents.ts';

/** The years for which the hours that somebody has worked can be asked for. */
const workedTimeYears = 2;

/** The last day on which the law asks for what was issued or paid on a day (`2026-11-29`). `own`: as the owner knows it. */
export function documentKeptUntil(day: string, country: string | undefined, own?: DocumentRules): string {
  return longestKept(day, country === undefined ? [] : [country], own);
}

export function workedTimeKeptUntil(day: string): string {
  return endOfYear(day, workedTimeYears);
}

function endOfYear(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}-12-31`;
}
