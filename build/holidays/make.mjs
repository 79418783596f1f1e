import { writeFileSync } from 'node:fs';
import path from 'node:path';
import DateHolidays from 'date-holidays';
import { countries } from '../../shared/domain/countries.ts';

/**
 * Makes `shared/domain/availability/holidays.json`, the public holidays of the countries that Plumbline knows and of
 * their regions. `npm install` here, then `node make.mjs`. The library reckons with moons and brings a hundred times as
 * much as the table holds, so that the product has the table alone.
 */
const [firstYear, lastYear] = [2025, 2036];
const output = path.resolve(import.meta.dirname, '../../shared/domain/availability/holidays.json');

const regions = {};
for (const { code } of countries) {
  const own = rowsOf(new DateHolidays(code, options()));
  regions[code] = { rows: own };
  for (const [state, name] of Object.entries(new DateHolidays().getStates(code) ?? {})) {
    const rows = rowsOf(new DateHolidays(code, state, options()));
    const added = rows.filter((row) => !holds(own, row));
    const dropped = own.filter((row) => !holds(rows, row)).map(([title]) => title);
    regions[`${code}-${state}`] = {
      name,
      ...(added.length > 0 && { rows: added }),
      ...(dropped.length > 0 && { without: dropped }),
    };
  }
}
writeFileSync(output, `${JSON.stringify({ firstYear, lastYear, regions }, undefined, 1)}\n`);

function options() {
  return { languages: ['en'], types: ['public'] };
}

function holds(rows, row) {
  return rows.some((other) => JSON.stringify(other) === JSON.stringify(row));
}

/** `[name, '12-25']` where it is every year the same day; else all its days, as `260406`. */
function rowsOf(calendar) {
  const days = {};
  for (let year = firstYear; year <= lastYear; year++)
    for (const holiday of calendar.getHolidays(year) ?? []) {
      if (holiday.type === 'public') (days[holiday.name] ??= []).push(...daysOf(holiday));
    }
  return Object.entries(days).map(([name, all]) => {
    const dates = new Set(all.map((day) => day.slice(5)));
    if (dates.size === 1 && all.length === lastYear - firstYear + 1) return [name, [...dates][0]];
    return [name, all.map((day) => day.slice(2).replaceAll('-', '')).join(' ')];
  });
}

/** Some last several days. */
function daysOf({ date, start, end }) {
  const count = Math.max(1, Math.round((end - start) / 86_400_000));
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * 86_400_000).toISOString().slice(0, 10),
  );
}
