import { localeFor } from './dom.ts';

/** A moment in the time of the business. */
export function inWords(
  at: number,
  { language, timeZone }: { language: string; timeZone: string },
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(localeFor(language), { timeZone, ...options }).format(at);
}
