/** The zone in words, and how far it is from universal time then. `locale`: how the reader writes times. */
export function zoneName(timeZone: string, at: number, locale: string): string {
  const part = (style: 'long' | 'shortOffset'): string =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return `${timeZone.split('/').at(-1)!.replaceAll('_', ' ')} (${part('long')}, ${part('shortOffset')})`;
}
