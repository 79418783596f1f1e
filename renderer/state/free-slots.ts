import { useMemo, useState } from 'react';
import { availability, freeSlots, type Slot } from '#shared/agent/slots.ts';
import { jobsAndParts } from './jobs.ts';
import { useReader, useRecord } from './records.ts';

/** By what a time is free. */
const looked = [
  ...jobsAndParts,
  'holds',
  'timeBlocks',
  'busyTimes',
  'bookingRules',
  'bookings',
  'areas',
  'sites',
  'staff',
  'members',
] as const;

interface Question {
  minutes: number;
  /** So many at most. */
  most: number;
  /** Kept free beside it, in minutes. */
  before?: number | undefined;
  after?: number | undefined;
}

/** The next free times of the one engine. While they are looked at the offer does not change under the owner's fingers. */
export function useFreeSlots({ minutes, most, before = 0, after = 0 }: Question): Slot[] {
  const business = useRecord('business', 'business');
  const records = useReader(looked);
  const [now] = useState(() => Date.now());
  return useMemo(() => {
    if (business === undefined) return [];
    const whole = freeSlots(availability(records, business, now), now, before + minutes + after, most);
    return whole.map(({ start, end }) => ({ start: start + before * minute, end: end - after * minute }));
  }, [business, records, now, minutes, most, before, after]);
}

const minute = 60_000;
