import { localeFor } from './dom.ts';

/** The zone in words, and how far it is from universal time then. */
export function zoneName(timeZone: string, at: number, language: string): string {
  const part = (style: 'long' | 'shortOffset'): string =>
    new Intl.DateTimeFormat(localeFor(language), { timeZone, timeZoneName: style })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${timeZone.split('/').at(-1)!.replaceAll('_', ' ')} (${part('long')}, ${part('shortOffset')})`;
}

/** A moment in the time of the business. */
export function inWords(
  at: number,
  { language, timeZone }: { language: string; timeZone: string },
  options: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(localeFor(language), { timeZone, ...options }).format(at);
}
