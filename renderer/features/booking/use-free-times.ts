import { useMemo, useState } from 'react';
import { availability, freeSlots, type Slot } from '#shared/agent/slots.ts';
import type { Booking } from '#shared/domain/booking.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { dayOf } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader, useRecord, useRecords } from '#renderer/state/records.ts';

const looked = [
  ...jobsAndParts,
  'holds',
  'timeBlocks',
  'busyTimes',
  'areas',
  'sites',
  'staff',
  'members',
] as const;
/** How many are looked through for those that were wished for, and how many are offered. */
const [mostLooked, mostOffered] = [60, 8];

/**
 * Free times of the one engine that all screens ask, those that the customer wishes for first. Days that have as many of
 * the service as its rule lets are left out.
 */
export function useFreeTimes({ id, serviceId = '', wishes, change }: Booking, minutes: number): Slot[] {
  const business = useRecord('business', 'business');
  const records = useReader(looked);
  const perDay = useRecord('bookingRules', serviceId)?.perDay;
  const bookings = useRecords('bookings');
  const { timeZone } = useFormat();
  const [now] = useState(() => Date.now());
  const wanted = change?.wishes ?? wishes;
  return useMemo(() => {
    if (business === undefined) return [];
    const taken = bookings.filter(
      (other) => other.id !== id && other.state === 'confirmed' && other.serviceId === serviceId,
    );
    const isFull = ({ start }: Slot): boolean => {
      const day = dayOf(start, timeZone);
      const count = taken.filter(({ confirmedFor = 0 }) => dayOf(confirmedFor, timeZone) === day).length;
      return perDay !== undefined && count >= perDay;
    };
    const all = freeSlots(availability(records, business, now), now, minutes, mostLooked);
    const free = all.filter((slot) => !isFull(slot));
    const fits = ({ start }: Slot): boolean =>
      wanted.some(({ day, part }) => {
        const hour = Number(timeOf(start, timeZone).slice(0, 2));
        const isPart =
          part === 'any' || (hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening') === part;
        return day === dayOf(start, timeZone) && isPart;
      });
    return [...free.filter(fits), ...free.filter((slot) => !fits(slot))].slice(0, mostOffered);
  }, [business, records, bookings, id, serviceId, perDay, now, minutes, wanted, timeZone]);
}
