import { useMemo, useState } from 'react';
import { availability, freeSlots, type Slot } from '#shared/agent/slots.ts';
import { jobsAndParts } from './jobs.ts';
import { type Unread, useWithGoogleBusy } from './google-busy.ts';
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
}

/** The next free times of the one engine. While they are looked at the offer does not change under the owner's fingers. */
export function useFreeSlots({ minutes, most }: Question): { slots: Slot[]; unread: Unread } {
  const business = useRecord('business', 'business');
  const [now] = useState(() => Date.now());
  const { records, unread } = useWithGoogleBusy(useReader(looked), now, lookedAhead);
  const slots = useMemo(() => {
    if (business === undefined) return [];
    return freeSlots(availability(records, business, now), now, minutes, most);
  }, [business, records, now, minutes, most]);
  return { slots, unread };
}

/** So many days Google is asked for: nobody is offered a time further ahead. */
const lookedAhead = 60;
