import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Hours, weekdays } from '../business.ts';
import { addDays, dayOf } from '../day.ts';
import { boundsOf, momentOf, wallMinutes } from '../local-time.ts';
import { freeSpans, type FreeTime, freeTimes, type Taken, type Wanted } from './free-time.ts';
import { holidayOn, holidayRegions } from './holidays.ts';

/** Zones with the days of 2026 on which their clocks change, and one on which they do not. */
const zones: Record<string, string[]> = {
  UTC: ['2026-03-29', '2026-11-30'],
  'America/New_York': ['2026-03-08', '2026-11-01', '2026-11-30'],
  'Europe/Vienna': ['2026-03-29', '2026-10-25', '2026-11-30'],
  'Asia/Kolkata': ['2026-03-29', '2026-11-30'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04', '2026-11-30'],
  'Africa/Cairo': ['2026-04-24', '2026-10-29', '2026-11-30'],
};
const minute = 60_000;
/** All that is generated is a multiple of it, so that plain expansion looks at each such part. */
const part = 10;

const shifts: Hours[string] = [
  { from: '01:00', to: '05:00' },
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:30' },
  { from: '22:00', to: '06:00' },
];
const anyHours: fc.Arbitrary<Hours> = fc
  .record(Object.fromEntries(weekdays.map((day) => [day, fc.subarray(shifts, { maxLength: 3 })])))
  // Without any hours all day is free.
  .filter((hours) => Object.values(hours).some((each) => each.length > 0));

const anySituation = fc
  .constantFrom(...Object.entries(zones).flatMap(([zone, days]) => days.map((day) => [zone, day] as const)))
  .chain(([zone, day]) => {
    const start = boundsOf(addDays(day, -1), zone).start;
    const anyTaken = fc
      .record({
        at: fc.integer({ min: -6, max: 3 * 144 }),
        length: fc.integer({ min: 1, max: 60 }),
        staffIds: fc.subarray(['ana', 'ben']),
        isEverybodys: fc.boolean(),
        areaId: fc.constantFrom('north', 'south', undefined),
      })
      .map(({ at, length, isEverybodys, ...rest }): Taken => {
        const begins = start + at * part * minute;
        const isAll = isEverybodys && rest.staffIds.length === 0;
        return { start: begins, end: begins + length * part * minute, isEverybodys: isAll, ...rest };
      });
    return fc.record({
      zone: fc.constant(zone),
      start: fc.constant(start),
      end: fc.constant(boundsOf(addDays(day, 1), zone).end),
      minutes: fc.integer({ min: 1, max: 18 }).map((parts) => parts * part),
      hours: fc.record({ ana: anyHours, ben: anyHours }),
      closed: fc.subarray([addDays(day, -1), day, addDays(day, 1)], { maxLength: 1 }),
      taken: fc.array(anyTaken, { maxLength: 8 }),
      areaId: fc.constantFrom('north', undefined),
    });
  });
type Situation = typeof anySituation extends fc.Arbitrary<infer Value> ? Value : never;

const travel = (from: string, to: string) => (from === to ? 0 : 30);

function asked({ zone, start, end, minutes, hours, closed, areaId }: Situation): Wanted {
  const working = (who: 'ana' | 'ben') => ({
    hours: hours[who],
    timeZone: zone,
    isClosed: (day: string) => closed.includes(day),
  });
  const among = (['ana', 'ben'] as const).map((id) => ({ id, working: working(id) }));
  return { start, end, minutes, among, areaId, travel };
}

/** Whether somebody works at a moment, by what a clock on the wall shows. */
function works(at: number, hours: Hours, { zone, closed }: Situation): boolean {
  const day = dayOf(at, zone);
  const minutes = wallMinutes(at, zone);
  const of = (which: string) => hours[weekdays[(new Date(`${which}T12:00Z`).getUTCDay() + 6) % 7]!] ?? [];
  const [isClosed, wasClosed] = [day, addDays(day, -1)].map((each) => closed.includes(each));
  const inMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  if (isClosed) return false;
  const today = of(day).some(({ from, to }) => {
    const isOvernight = to <= from;
    return inMinutes(from) <= minutes && (isOvernight || minutes < inMinutes(to));
  });
  return (
    today ||
    (!wasClosed && of(addDays(day, -1)).some(({ from, to }) => to <= from && minutes < inMinutes(to)))
  );
}

/** Every start of every shift's raster, looked at part by part. */
function plainly(situation: Situation): FreeTime[] {
  const { zone, start, end, minutes, hours, closed, taken, areaId } = situation;
  const found = new Map<number, string[]>();
  for (const id of ['ana', 'ben'] as const) {
    const begins = Array.from({ length: 5 }, (_, index) => addDays(dayOf(start, zone), index - 1))
      .filter((day) => !closed.includes(day))
      .flatMap((day) => {
        const weekday = weekdays[(new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7]!;
        return (hours[id][weekday] ?? []).map(({ from }) => momentOf(day, from, zone)!);
      });
    const raster = new Set(
      begins.flatMap((first) => Array.from({ length: 20 }, (_, n) => first + n * 30 * minute)),
    );
    for (const at of raster) {
      const parts = Array.from({ length: minutes / part }, (_, index) => at + index * part * minute);
      const isTaken = (moment: number) =>
        taken.some((each) => {
          if (!each.isEverybodys && !each.staffIds.includes(id)) return false;
          const way =
            areaId !== undefined && each.areaId !== undefined ? travel(areaId, each.areaId) * minute : 0;
          return each.start - way <= moment && moment < each.end + way;
        });
      const fits = at >= start && at + minutes * minute <= end;
      // What runs past midnight is one with what begins then; a raster goes on in its own shift alone.
      if (fits && parts.every((moment) => works(moment, hours[id], situation) && !isTaken(moment)))
        found.set(at, [...(found.get(at) ?? []), id]);
    }
  }
  const nobodys = taken.filter((each) => !each.isEverybodys && each.staffIds.length === 0);
  return [...found]
    .map(([at, staffIds]) => ({ start: at, end: at + minutes * minute, staffIds }))
    .filter((time) => {
      const counts = Array.from(
        { length: minutes / part },
        (_, index) => time.start + index * part * minute,
      ).map((moment) => nobodys.filter((each) => each.start <= moment && moment < each.end).length);
      return time.staffIds.length > Math.max(...counts);
    })
    .toSorted((a, b) => a.start - b.start);
}

test('whatever the zone, the clocks and what is planned, exactly those times are free that plain expansion finds', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const found = freeTimes(asked(situation), situation.taken);
      const expected = plainly(situation);
      const startsOf = (times: FreeTime[]) =>
        times.map(({ start, staffIds }) => `${start} ${staffIds.join()}`);
      // A raster may be met by two shifts: plain expansion goes past the end of each.
      const extra = startsOf(expected).filter((each) => !startsOf(found).includes(each));
      expect(startsOf(found).filter((each) => !startsOf(expected).includes(each))).toEqual([]);
      for (const each of extra) expect(isBeyondItsShift(Number(each.split(' ')[0]), situation)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

/** Whether a start is on no raster of a shift that is still running then. */
function isBeyondItsShift(at: number, { zone, hours, closed }: Situation): boolean {
  return (['ana', 'ben'] as const).some((id) =>
    [-1, 0].every((back) => {
      const day = addDays(dayOf(at, zone), back);
      const weekday = weekdays[(new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7]!;
      return (closed.includes(day) ? [] : (hours[id][weekday] ?? [])).every(({ from, to }) => {
        const begins = momentOf(day, from, zone)!;
        const ends = momentOf(to > from ? day : addDays(day, 1), to, zone)!;
        return at < begins || at >= ends || (at - begins) % (30 * minute) !== 0;
      });
    }),
  );
}

test('what is left of a day is working time without what is taken, and long enough', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const { start, end, minutes, hours, taken } = situation;
      const [{ working }] = asked(situation).among as [Wanted['among'][number]];
      const free = freeSpans({ start, end }, minutes, working, taken);
      for (let at = start; at < end; at += part * minute) {
        const isFree =
          works(at, hours.ana, situation) && !taken.some((each) => each.start <= at && at < each.end);
        const span = free.find((each) => each.start <= at && at < each.end);
        expect(span === undefined || isFree).toBe(true);
      }
      for (const span of free) expect(span.end - span.start).toBeGreaterThanOrEqual(minutes * minute);
    }),
    { numRuns: 60 },
  );
});

test('only who has the skill is told, and who is free', () => {
  const working = {
    hours: { mon: [{ from: '08:00', to: '09:00' }] },
    timeZone: 'UTC',
    isClosed: () => false,
  };
  const { start, end } = boundsOf('2026-11-30', 'UTC');
  const among = [
    { id: 'ana', working, skills: ['gas'] },
    { id: 'ben', working, skills: [] },
  ];
  const ids = (skill?: string) =>
    freeTimes({ start, end, minutes: 60, among, skill }, []).map(({ staffIds }) => staffIds);
  expect(ids('gas')).toEqual([['ana']]);
  expect(ids()).toEqual([['ana', 'ben']]);
  expect(ids('roofs')).toEqual([]);
});

test('public holidays are those of the country, and of its region where they differ', () => {
  expect(holidayOn('AT', '2026-04-06')).toBe('Easter Monday');
  expect(holidayOn('US', '2026-11-26')).toBe('Thanksgiving Day');
  expect(holidayOn('DE', '2027-01-06')).toBeUndefined();
  expect(holidayOn('DE-BY', '2027-01-06')).toBe('Epiphany');
  expect(holidayOn('DE-BY', '2031-12-25')).toBe('Christmas Day');
  expect(holidayOn('AT', '2026-04-07')).toBeUndefined();
  expect(holidayOn('', '2026-12-25')).toBeUndefined();
  expect(holidayRegions('DE')[0]).toEqual({ code: 'DE', name: undefined });
  expect(holidayRegions('DE').length).toBe(17);
});
