import { areaOf, minutesBetween } from '#shared/domain/area.ts';
import type { Taken } from '#shared/domain/availability/free-time.ts';
import { type Bookable } from '#shared/domain/availability/free-time.ts';
import { holidayOn } from '#shared/domain/availability/holidays.ts';
import type { WorkingHours } from '#shared/domain/availability/working-time.ts';
import type { Booking } from '#shared/domain/booking.ts';
import type { Business, Hours } from '#shared/domain/business.ts';
import { blocksOfFeed, type BusyBlock, type BusyTimes } from '#shared/domain/calendar-feed.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import type { Hold } from '#shared/domain/hold.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { type Staff, staffFrom } from '#shared/domain/staff.ts';
import type { TimeBlock } from '#shared/domain/time-block.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { ConflictRules } from '#shared/domain/visit-conflicts.ts';
import { readJob } from './jobs.ts';
import { keptTimes } from './kept-times.ts';
import type { RecordReader } from './reader.ts';
import { seatsOf, sharedVisits } from './shared-visits.ts';

const minute = 60_000;

/** When the business works, without its holidays and the days on which it is closed; `hours`: of one who has their own. */
export function workingHours(
  records: RecordReader,
  { hours, timeZone, holidayRegion }: Pick<Business, 'hours' | 'timeZone' | 'holidayRegion'>,
  own?: Hours,
): WorkingHours {
  const closed = closedDays(records, timeZone);
  return {
    hours: own ?? hours,
    timeZone,
    isClosed: (day) => closed.has(day) || holidayOn(holidayRegion, day) !== undefined,
  };
}

/** The days on which the owner has closed the whole business. */
function closedDays(records: RecordReader, timeZone: string): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const { kind, time } of records.all('timeBlocks')) {
    if (kind !== 'closed' || !time.anyTime) continue;
    const last = dayOf(time.end - 1, timeZone);
    for (let day = dayOf(time.start, timeZone); day <= last; day = addDays(day, 1)) closed.add(day);
  }
  return closed;
}

/** Those who can be sent somewhere: people who are scheduled, each with their own hours. */
export function bookables(records: RecordReader, business: Business): (Bookable & Pick<Staff, 'name'>)[] {
  return staffFrom(records.all('staff'), records.all('members'))
    .filter(({ kind, isArchived, name }) => kind === 'person' && !isArchived && name !== '')
    .map(({ id, name, skills, hours }) => {
      return { id, name, skills, working: workingHours(records, business, hours) };
    });
}

/** What of the records is no obstacle, because it is what is being moved. */
interface Except {
  visitId?: string | undefined;
  bookingId?: string | undefined;
  hold?: Hold | undefined;
}

/** All that takes time after a moment: visits of open jobs with an hour, times that are kept, time blocks and leave. */
export function takenTimes(
  records: RecordReader,
  now: number,
  { visitId, hold, bookingId }: Except = {},
): Taken[] {
  const whereIs = areaFinder(records);
  const around = keptAround(records);
  const visits = Array.from(records.all('visits')).flatMap((visit): Taken[] => {
    const { start, end, anyTime } = visit.time;
    const job = end > now && !anyTime && visit.id !== visitId ? readJob(records, visit.jobId) : undefined;
    const meant = job?.visits[visit.id];
    if (job === undefined || meant === undefined || !isOpenJob(job)) return [];
    const { before, after } = around(job);
    const span = { start: start - before, end: end + after };
    return [{ ...span, staffIds: meant.staffIds ?? [], areaId: whereIs(job.siteId) }];
  });
  const kept = keptTimes(records, now)
    .filter(({ id }) => id !== hold?.id)
    .map(({ start, end }): Taken => ({ start, end, staffIds: [] }));
  const blocks = blocksIn(records).filter(({ time }) => time.end > now);
  const asked = askedTimes(records, { bookingId }).filter(({ end }) => end > now);
  return [...visits, ...kept, ...asked, ...blocks.map(takenByBlock)];
}

/** What is asked for: those who want to take part in one visit take its time once, and none where it is planned. */
function askedTimes(records: RecordReader, { bookingId }: Pick<Except, 'bookingId'>): Taken[] {
  const shared = new Set<string>();
  return [...records.all('bookings')].flatMap((booking): Taken[] => {
    const { id, serviceId } = booking;
    const span = id === bookingId ? undefined : askedSpan(records, booking);
    if (span === undefined) return [];
    if (serviceId === undefined || seatsOf(records, serviceId) === undefined)
      return [{ ...span, staffIds: [] }];
    const name = `${span.start} ${serviceId}`;
    if (shared.has(name) || isPlanned(records, { serviceId, booking })) return [];
    shared.add(name);
    return [{ ...span, staffIds: [] }];
  });
}

/** Whether the visit that somebody wants to take part in is on the calendar. */
function isPlanned(
  records: RecordReader,
  { serviceId, booking: { slot, change } }: { serviceId: string; booking: Booking },
): boolean {
  const start = (change?.slot ?? slot)?.start ?? 0;
  return sharedVisits(records, { serviceId, now: start - 1 }).get(start)?.visitId !== undefined;
}

/** The time that somebody has chosen on the public page and nobody has answered, with what its rule keeps free beside it. */
function askedSpan(records: RecordReader, { state, slot, change, serviceId = '' }: Booking) {
  const chosen = state === 'asked' ? slot : state === 'confirmed' ? change?.slot : undefined;
  const { before = 0, after = 0 } = records.get('bookingRules', serviceId) ?? {};
  return chosen && { start: chosen.start - before * minute, end: chosen.end + after * minute };
}

/** What a visit keeps free before and after it, by the rules of what is done there: the longest of each. */
function keptAround(
  records: RecordReader,
): (job: Pick<PlannedJob, 'items'>) => { before: number; after: number } {
  const rules = [...records.all('bookingRules')].filter(({ before = 0, after = 0 }) => before + after > 0);
  const longest = (lengths: number[]): number => Math.max(0, ...lengths) * minute;
  return ({ items = {} }) => {
    const services = new Set(Object.values(items).map(({ serviceId }) => serviceId));
    const meant = rules.filter(({ id }) => services.has(id));
    return {
      before: longest(meant.map(({ before = 0 }) => before)),
      after: longest(meant.map(({ after = 0 }) => after)),
    };
  };
}

/** The same records with busy times that are known for this moment only, and stand in no book. */
export function withBusy(records: RecordReader, busy: readonly BusyTimes[]): RecordReader {
  if (busy.length === 0) return records;
  const also: readonly object[] = busy;
  return {
    get: (collection, id) => records.get(collection, id),
    by: (collection, field, value) => records.by(collection, field, value),
    all: (collection) =>
      collection === 'busyTimes'
        ? [...records.all(collection), ...(also as never[])]
        : records.all(collection),
  };
}

/** Blocked times: the owner's own, and what is busy by calendars elsewhere. */
export function blocksIn(records: RecordReader): (TimeBlock | BusyBlock)[] {
  return [...records.all('timeBlocks'), ...[...records.all('busyTimes')].flatMap(blocksOfFeed)];
}

function takenByBlock({ time: { start, end }, staffId }: TimeBlock): Taken {
  if (staffId === undefined) return { start, end, staffIds: [], isEverybodys: true };
  return { start, end, staffIds: [staffId] };
}

/** Minutes on the way between two areas. */
export function travelBetween(records: RecordReader): (from: string, to: string) => number {
  const areas = { get: (id: string) => records.get('areas', id) };
  return (from, to) => minutesBetween(areas, from, to);
}

/** The area of a site, each looked for once. */
export function areaFinder(records: RecordReader): (siteId: string | undefined) => string | undefined {
  const areas = [...records.all('areas')];
  const known = new Map<string, string | undefined>();
  return (siteId) => {
    if (siteId === undefined || areas.length === 0) return undefined;
    if (!known.has(siteId)) known.set(siteId, areaOf(records.get('sites', siteId)?.address, areas));
    return known.get(siteId);
  };
}

/** By what visits are looked at for what stands against them. */
export function conflictRules(
  records: RecordReader,
  { hours, timeZone, holidayRegion }: Pick<Business, 'hours' | 'timeZone' | 'holidayRegion'>,
): ConflictRules {
  const staff = new Map(
    staffFrom(records.all('staff'), records.all('members')).map((each) => [each.id, each.hours]),
  );
  const whereIs = areaFinder(records);
  const travel = travelBetween(records);
  return {
    hours,
    timeZone,
    holiday: (day) => holidayOn(holidayRegion, day),
    hoursOf: (id) => staff.get(id),
    blocks: blocksIn(records),
    travel(from: Pick<PlannedJob, 'siteId'>, to: Pick<PlannedJob, 'siteId'>) {
      const [a, b] = [whereIs(from.siteId), whereIs(to.siteId)];
      return a === undefined || b === undefined ? 0 : travel(a, b);
    },
  };
}
