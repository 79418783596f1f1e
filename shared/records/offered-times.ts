import { type Bookable, freeTimes, placesAt, type Taken } from '#shared/domain/availability/free-time.ts';
import { hasHours } from '#shared/domain/availability/working-time.ts';
import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { given } from '#shared/lib/given.ts';
import { type FreeTimes, longestFreeTimes, type OfferedService } from '#shared/public-page/free-times.ts';
import { bookables, takenTimes, workingHours } from './availability.ts';
import { leftOnDay, termsOf } from './bookings.ts';
import type { RecordReader } from './reader.ts';

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

/** When each service on the page can be booked by its rule, from the one engine. */
export function offeredTimes(records: RecordReader, now: number): FreeTimes['services'] {
  const services = (records.get('publicPages', 'page')?.services ?? []).map(({ id }) => id);
  const offering = services.filter((id) => termsOf(records, id).offersTimes === true);
  // As far ahead as all of them fit into one list.
  for (let days = furthest; days >= 1; days = Math.floor(days / 2)) {
    const found = offering.flatMap((id) => {
      const offered = offeredOf(records, id, { now, days });
      return offered === undefined ? [] : [[id, offered] as const];
    });
    const all = Object.fromEntries(found);
    if (JSON.stringify(all).length < longestFreeTimes / 2) return all;
  }
  return {};
}

/** Whether a service can begin then, as far as this device knows. */
export function isOffered(
  records: RecordReader,
  { serviceId, start, now, ...except }: { serviceId: string; start: number; now: number } & Except,
): boolean {
  if (termsOf(records, serviceId).offersTimes !== true) return false;
  const offered = offeredOf(records, serviceId, { now, days: furthest }, except);
  return offered?.days.some(({ times }) => times.some(([at]) => at * minute === start)) === true;
}

/** How long one takes. */
export function minutesOf(records: RecordReader, serviceId: string): number {
  const usual = records.get('services', serviceId)?.durationMinutes ?? usualMinutes;
  return termsOf(records, serviceId).minutes ?? usual;
}

function offeredOf(
  records: RecordReader,
  serviceId: string,
  { now, days }: { now: number; days: number },
  except: Except = {},
): OfferedService | undefined {
  const business = records.get('business', 'business');
  if (business === undefined || records.get('services', serviceId) === undefined) return undefined;
  const terms = termsOf(records, serviceId);
  const { before = 0, after = 0, noticeHours, windowDays, confirmsAtOnce = false } = terms;
  const minutes = minutesOf(records, serviceId);
  const { among, taken } = whoCan(records, business, takenTimes(records, now, except));
  const span = {
    start: now + noticeHours * hour - before * minute,
    end: now + Math.min(windowDays, days) * dayLength + (minutes + after) * minute,
  };
  const found = freeTimes({ ...span, minutes: before + minutes + after, among }, taken);
  const byDay = Map.groupBy(found, (time) => dayOf(time.start + before * minute, business.timeZone));
  return {
    minutes,
    before,
    after,
    atOnce: confirmsAtOnce,
    days: [...byDay].flatMap(([day, times]) => {
      const left = leftOnDay(records, { serviceId, day, except: except.bookingId });
      if (left === 0) return [];
      const shown = times.map((time): [number, number] => [
        time.start / minute + before,
        placesAt(time, taken),
      ]);
      return [{ ...given({ left }), times: shown }];
    }),
  };
}

/** Those who go to customers; where nobody is named, the business as a whole. */
function whoCan(
  records: RecordReader,
  business: Business,
  taken: readonly Taken[],
): { among: readonly Bookable[]; taken: readonly Taken[] } {
  const people = bookables(records, business).filter(({ working }) => hasHours(working.hours));
  if (people.length > 0) return { among: people, taken };
  const working = workingHours(records, business);
  const among = hasHours(working.hours) ? [{ id: '', working }] : [];
  return { among, taken: taken.map((each) => ({ ...each, isEverybodys: true })) };
}
