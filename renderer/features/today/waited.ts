/** How long somebody has waited, as one would say it: minutes up to an hour, hours up to two days, then days; at least a minute. */
export function waited(milliseconds: number, locale: string): string {
  const minutes = Math.max(0, milliseconds) / 60_000;
  const [value, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style).format(Math.max(1, Math.floor(value)));
}
