/** How long somebody has waited, as one would say it: minutes up to an hour, hours up to two days, then days; at least a minute. `language`: of the sentence around it. */
export function waited(milliseconds: number, language: string): string {
  const minutes = Math.max(0, milliseconds) / 60_000;
  const [value, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, style).format(Math.max(1, Math.floor(value)));
}
