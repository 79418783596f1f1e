const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it: `1 byte`, `700 bytes`, `1.2 kB`, in steps of a thousand. */
export function formatBytes(bytes: number, locale: string): string {
  let step = 0;
  let size = bytes;
  // What would be rounded up to a thousand is one of the next unit.
  while (step < units.length - 1 && size >= (step === 0 ? 1000 : 999.95)) {
    size /= 1000;
    step++;
  }
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step],
    // Only a word has a plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
  return format.format(size);
}
