import table from './holidays.json' with { type: 'json' };

/** A country, or a part of it with holidays of its own. Made by `build/holidays`. */
interface Region {
  /** Of a part of a country. */
  name?: string;
  /** `12-25` where it is every year the same day; else all its days, as `260406`. Of a part: what it has besides. */
  rows?: string[][];
  /** What of its country's holidays a part does not have. */
  without?: string[];
}

const regions: Record<string, Region> = table.regions;

/** The regions of a country (ISO 3166-1) whose holidays are known, the whole country first. */
export function holidayRegions(country: string): { code: string; name: string | undefined }[] {
  return Object.entries(regions)
    .filter(([code]) => code === country || code.startsWith(`${country}-`))
    .map(([code, { name }]) => ({ code, name }));
}

/** The name of the public holiday that a day (`2026-04-06`) is in a region (`AT`, `DE-BY`), if it is one. */
export function holidayOn(region: string | undefined, day: string): string | undefined {
  if (region === undefined) return undefined;
  return holidaysOf(region).get(day) ?? holidaysOf(region).get(day.slice(5));
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** Names by days: those that are every year the same by month and day alone. */
function holidaysOf(code: string): ReadonlyMap<string, string> {
  const before = known.get(code);
  if (before !== undefined) return before;
  const { rows = [], without = [] } = regions[code] ?? {};
  const country = code.includes('-') ? (regions[code.slice(0, 2)]?.rows ?? []) : [];
  const kept = country.filter(([name]) => !without.includes(name!));
  const named = new Map([...kept, ...rows].flatMap(([name = '', days = '']) => daysIn(days, name)));
  known.set(code, named);
  return named;
}

function daysIn(days: string, name: string): [string, string][] {
  if (days.includes('-')) return [[days, name]];
  return days
    .split(' ')
    .map((day) => [`20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`, name] as [string, string]);
}
