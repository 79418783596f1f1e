import { useMemo, useState } from 'react';
import type { Booking } from '#shared/domain/booking.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { dayOf } from '#shared/domain/day.ts';
import { ownVisitOf } from '#shared/records/bookings.ts';
import { type Start, startsOf } from '#shared/records/offered-times.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useFreeSlots } from '#renderer/state/free-slots.ts';
import { type Unread, useWithGoogleBusy } from '#renderer/state/google-busy.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader } from '#renderer/state/records.ts';

const read = [
  ...jobsAndParts,
  ...(['bookings', 'bookingRules', 'business', 'services', 'staff', 'members'] as const),
  ...(['holds', 'timeBlocks', 'busyTimes', 'areas', 'sites'] as const),
] as const;

/** How many are looked through for those that were wished for, and how many are offered. */
const [mostLooked, mostOffered, daysLooked] = [60, 8, 14];

/** When it can begin, and with whom it would be shared. */
export type FreeTime = Pick<Start, 'start' | 'end' | 'shared'>;

/**
 * Free times, those that the customer wishes for first: by the rule of the service, of those who do it; for what is none
 * of the price list of the business as a whole.
 */
export function useFreeTimes(booking: Booking, minutes: number): { free: FreeTime[]; unread: Unread } {
  const { id, serviceId, wishes, change } = booking;
  const visitId = ownVisitOf(booking);
  const { timeZone } = useFormat();
  // While they are looked at the offer does not change under the owner's fingers.
  const [now] = useState(() => Date.now());
  const { records, unread } = useWithGoogleBusy(useReader(read), now, daysLooked);
  const { slots: ofBusiness } = useFreeSlots({ minutes, most: mostLooked });
  const wanted = change?.wishes ?? wishes;
  const free = useMemo(() => {
    const question = { now, minutes, days: daysLooked, visitId, bookingId: id };
    const all: FreeTime[] =
      serviceId === undefined ? ofBusiness : startsOf(records, { ...question, serviceId });
    const fits = ({ start }: FreeTime): boolean =>
      wanted.some(({ day, part }) => {
        const hour = Number(timeOf(start, timeZone).slice(0, 2));
        const isPart =
          part === 'any' || (hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening') === part;
        return day === dayOf(start, timeZone) && isPart;
      });
    return [
      ...all.filter(fits),
      ...firstOfEachHalf(
        all.filter((time) => !fits(time)),
        timeZone,
      ),
    ].slice(0, mostOffered);
  }, [ofBusiness, records, id, serviceId, visitId, minutes, now, wanted, timeZone]);
  return { free, unread };
}

/** A day is told by its first free time before noon and its first one after it; what others take part in always. */
function firstOfEachHalf(times: readonly FreeTime[], timeZone: string): FreeTime[] {
  const seen = new Set<string>();
  return times.filter(({ start, shared }) => {
    const half = `${dayOf(start, timeZone)} ${timeOf(start, timeZone) < '12:00'}`;
    const isFirst = !seen.has(half);
    seen.add(half);
    return isFirst || shared !== undefined;
  });
}
