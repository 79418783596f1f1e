/** A month, `2026-08`, as the locale writes it: `August 2026`. */
export function monthWords(month: string, locale: string): string {
  const moment = Date.parse(`${month}-01T00:00:00Z`);
  if (Number.isNaN(moment)) return month;
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(moment);
}
