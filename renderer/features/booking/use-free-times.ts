import { useMemo } from 'react';
import type { Slot } from '#shared/agent/slots.ts';
import type { Booking } from '#shared/domain/booking.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { dayOf } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useFreeSlots } from '#renderer/state/free-slots.ts';
import { leftOnDay } from '#shared/records/bookings.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';

const read = [...jobsAndParts, 'bookings', 'bookingRules', 'business'] as const;

/** How many are looked through for those that were wished for, and how many are offered. */
const [mostLooked, mostOffered] = [60, 8];

/**
 * Free times, those that the customer wishes for first, with what the service's rule keeps free beside them. Days that
 * have as many of the service as the rule lets are left out.
 */
export function useFreeTimes({ id, serviceId = '', wishes, change }: Booking, minutes: number): Slot[] {
  const { before, after } = useRecord('bookingRules', serviceId) ?? {};
  const all = useFreeSlots({ minutes, most: mostLooked, before, after });
  const records = useReader(read);
  const { timeZone } = useFormat();
  const wanted = change?.wishes ?? wishes;
  return useMemo(() => {
    const free = all.filter(
      ({ start }) => leftOnDay(records, { serviceId, day: dayOf(start, timeZone), except: id }) !== 0,
    );
    const fits = ({ start }: Slot): boolean =>
      wanted.some(({ day, part }) => {
        const hour = Number(timeOf(start, timeZone).slice(0, 2));
        const isPart =
          part === 'any' || (hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening') === part;
        return day === dayOf(start, timeZone) && isPart;
      });
    return [...free.filter(fits), ...free.filter((slot) => !fits(slot))].slice(0, mostOffered);
  }, [all, records, id, serviceId, wanted, timeZone]);
}
