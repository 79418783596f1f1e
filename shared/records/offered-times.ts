import {
  type Bookable,
  type FreeTime,
  freeSpans,
  freeTimes,
  placesAt,
  type Taken,
} from '#shared/domain/availability/free-time.ts';
import type { TimeSpan } from '#shared/domain/availability/spans.ts';
import { hasHours } from '#shared/domain/availability/working-time.ts';
import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { BookingTerms } from '#shared/domain/public-page.ts';
import { given } from '#shared/lib/given.ts';
import { type FreeTimes, longestFreeTimes, type OfferedService } from '#shared/public-page/free-times.ts';
import { bookables, takenTimes, workingHours } from './availability.ts';
import { leftOnDay, termsOf } from './bookings.ts';
import type { RecordReader } from './reader.ts';
import { type SharedVisit, sharedVisits } from './shared-visits.ts';

const minute = 60_000;
const [hour, dayLength] = [60 * minute, 1440 * minute];
const usualMinutes = 60;
/** Nobody chooses an hour further ahead than this, whatever the rule's window is for wishes. Days. */
const furthest = 60;

/** What does not count because it is what is being moved. */
interface Except {
  visitId?: string | undefined;
  bookingId?: string | undefined;
}

/** What is asked for. */
interface Question extends Except {
  serviceId: string;
  now: number;
  /** How far ahead. Days. */
  days?: number;
  /** In place of how long the rule says that it takes. */
  minutes?: number;
}

/** A time at which a service can begin by its rule, without what is kept free beside it. */
export interface Start extends TimeSpan {
  /** Who of those who do it is free then; nobody by name where the business goes as a whole. */
  staffIds: string[];
  /** How many of it, or of others beside it, can take place at once. */
  places: number;
  /** The visit that it would be a part of. */
  shared?: SharedVisit;
}

/** When each service on the page can be booked by its rule, from the one engine. */
export function offeredTimes(records: RecordReader, now: number): FreeTimes['services'] {
  const services = (records.get('publicPages', 'page')?.services ?? []).map(({ id }) => id);
  const offering = services.filter((id) => termsOf(records, id).offersTimes === true);
  // As far ahead as all of them fit into one list.
  for (let days = furthest; days >= 1; days = Math.floor(days / 2)) {
    const found = offering.flatMap((serviceId) => {
      const offered = offeredOf(records, { serviceId, now, days });
      return offered === undefined ? [] : [[serviceId, offered] as const];
    });
    const all = Object.fromEntries(found);
    if (JSON.stringify(all).length < longestFreeTimes / 2) return all;
  }
  return {};
}

/** What a customer who has chosen this start gets, as far as this device knows; `undefined` where it is not offered. */
export function offeredStart(records: RecordReader, asked: Question & { start: number }): Start | undefined {
  if (termsOf(records, asked.serviceId).offersTimes !== true) return undefined;
  return startsOf(records, asked).find(({ start }) => start === asked.start);
}

/** How long one takes. */
export function minutesOf(records: RecordReader, serviceId: string): number {
  const usual = records.get('services', serviceId)?.durationMinutes ?? usualMinutes;
  return termsOf(records, serviceId).minutes ?? usual;
}

/** The times at which a service can begin by its rule, earliest first: of its own, and as a part of what is planned. */
export function startsOf(records: RecordReader, asked: Question): Start[] {
  const { serviceId, now, days = furthest, bookingId } = asked;
  const business = records.get('business', 'business');
  if (business === undefined || records.get('services', serviceId) === undefined) return [];
  const terms = termsOf(records, serviceId);
  const ahead = {
    from: now + terms.noticeHours * hour,
    until: now + Math.min(terms.windowDays, days) * dayLength,
  };
  const { seats, onlyPlanned = false } = terms;
  const shared =
    seats === undefined ? new Map() : sharedVisits(records, { serviceId, now, except: bookingId });
  const joined = sharedStarts(shared, seats ?? 0, ahead);
  const own = onlyPlanned && seats !== undefined ? [] : ownStarts(records, { asked, business, terms, ahead });
  // Of a day that has as many as the rule lets only what is planned is left.
  const byDay = Map.groupBy(own, ({ start }) => dayOf(start, business.timeZone));
  const open = [...byDay].flatMap(([day, starts]) =>
    leftOnDay(records, { serviceId, day, except: bookingId }) === 0 ? [] : starts,
  );
  return [...joined, ...open.filter(({ start }) => !shared.has(start))].toSorted((a, b) => a.start - b.start);
}

interface Ahead {
  from: number;
  until: number;
}

function sharedStarts(
  visits: ReadonlyMap<number, SharedVisit>,
  seats: number,
  { from, until }: Ahead,
): Start[] {
  return [...visits.values()]
    .filter(({ start, taken }) => start >= from && start <= until && taken < seats)
    .map((visit) => ({ start: visit.start, end: visit.end, staffIds: [], places: 1, shared: visit }));
}

function ownStarts(
  records: RecordReader,
  of: { asked: Question; business: Business; terms: BookingTerms; ahead: Ahead },
): Start[] {
  const { asked, business, terms, ahead } = of;
  const { before = 0, after = 0 } = terms;
  const minutes = asked.minutes ?? minutesOf(records, asked.serviceId);
  const { among, taken } = whoCan(records, business, terms, takenTimes(records, asked.now, asked));
  const span = { start: ahead.from - before * minute, end: ahead.until + (minutes + after) * minute };
  const ownOf = (time: FreeTime): Start => ({
    start: time.start + before * minute,
    end: time.end - after * minute,
    staffIds: time.staffIds.filter((id) => id !== ''),
    places: placesAt(time, taken),
  });
  return freeTimes({ ...span, minutes: before + minutes + after, among }, taken).map(ownOf);
}

/** Who of those who do a service is free for all of a time, whenever it begins. */
export function freeFor(
  records: RecordReader,
  { serviceId, start, end, now, ...except }: Question & TimeSpan,
): string[] {
  const business = records.get('business', 'business');
  if (business === undefined) return [];
  const terms = termsOf(records, serviceId);
  const { among, taken } = whoCan(records, business, terms, takenTimes(records, now, except));
  const { before = 0, after = 0 } = terms;
  const span = { start: start - before * minute, end: end + after * minute };
  const minutes = (span.end - span.start) / minute;
  return among
    .filter(({ id, working }) => {
      const theirs = taken.filter(({ staffIds, isEverybodys }) => isEverybodys || staffIds.includes(id));
      return id !== '' && freeSpans(span, minutes, working, theirs).length > 0;
    })
    .map(({ id }) => id);
}

function offeredOf(records: RecordReader, asked: Question): OfferedService | undefined {
  const { serviceId } = asked;
  const business = records.get('business', 'business');
  if (business === undefined || records.get('services', serviceId) === undefined) return undefined;
  const terms = termsOf(records, serviceId);
  const { before = 0, after = 0, confirmsAtOnce = false, seats } = terms;
  const byDay = Map.groupBy(startsOf(records, asked), ({ start }) => dayOf(start, business.timeZone));
  const people = bookables(records, business).map(({ id }) => id);
  const among = whoCan(records, business, terms, []).among.map(({ id }) => people.toSorted().indexOf(id));
  const isSome = terms.staff !== undefined && Object.keys(terms.staff).length > 0;
  return {
    minutes: minutesOf(records, serviceId),
    before,
    after,
    atOnce: confirmsAtOnce,
    ...given({ seats, among: isSome ? among : undefined }),
    days: [...byDay].map(([day, starts]) => {
      const shared = starts.flatMap(({ start, shared: visit }): [number, number][] =>
        visit === undefined ? [] : [[start / minute, seats! - visit.taken]],
      );
      const own = starts.filter((start) => start.shared === undefined);
      return {
        ...given({ left: leftOnDay(records, { serviceId, day }) }),
        times: own.map(({ start, places }): [number, number] => [start / minute, places]),
        ...(shared.length > 0 && { shared }),
      };
    }),
  };
}

/** Those whom the rule names, or all who go to customers; where nobody can be sent, the business as a whole. */
function whoCan(
  records: RecordReader,
  business: Business,
  { staff = {} }: BookingTerms,
  taken: readonly Taken[],
): { among: readonly Bookable[]; taken: readonly Taken[] } {
  const people = bookables(records, business).filter(({ working }) => hasHours(working.hours));
  const isSome = Object.keys(staff).length > 0;
  if (isSome) return { among: people.filter(({ id }) => Object.hasOwn(staff, id)), taken };
  if (people.length > 0) return { among: people, taken };
  const working = workingHours(records, business);
  const among = hasHours(working.hours) ? [{ id: '', working }] : [];
  return { among, taken: taken.map((each) => ({ ...each, isEverybodys: true })) };
}
