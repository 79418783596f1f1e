import { useMemo } from 'react';
import { holidayOn } from '#shared/domain/availability/holidays.ts';
import { shiftsBetween } from '#shared/domain/availability/working-time.ts';
import type { BusyBlock } from '#shared/domain/calendar-feed.ts';
import type { Business } from '#shared/domain/business.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import { staffFrom } from '#shared/domain/staff.ts';
import type { TimeBlock } from '#shared/domain/time-block.ts';
import { blocksIn, workingHours } from '#shared/records/availability.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';
import { type Span, spanOn } from '../layout/lanes.ts';

/** Blocked here, or busy by a calendar elsewhere. */
export type AnyBlock = TimeBlock | BusyBlock;

/** What a day is before any visit: when work is done, and what takes time. */
export interface DayGround {
  /** In minutes since midnight. */
  open: Span[];
  /** What takes a part of the day. */
  blocks: (Span & { block: AnyBlock })[];
  /** What takes all of it. */
  allDay: AnyBlock[];
  /** All of it is taken, of whom one looks at. */
  isAway: boolean;
  holiday: string | undefined;
}

export type GroundOf = (day: string, person: string | null | undefined) => DayGround;

/** Says what is known of a day of a person, of nobody (`null`), or of everybody. */
export function useGround(): GroundOf {
  const business = useRecord('business', 'business');
  const records = useReader(['timeBlocks', 'busyTimes', 'staff', 'members']);
  const groundFor = useMemo(() => business && createGround(records, business), [records, business]);
  return useMemo(() => remembering(groundFor ?? (() => nothing)), [groundFor]);
}

function remembering(groundFor: GroundOf): GroundOf {
  const known = new Map<string, DayGround>();
  return (day, person) => {
    const key = `${day} ${person}`;
    const ground = known.get(key) ?? groundFor(day, person);
    known.set(key, ground);
    return ground;
  };
}

const nothing: DayGround = { open: [], blocks: [], allDay: [], isAway: false, holiday: undefined };

function createGround(records: RecordReader, business: Business): GroundOf {
  const { timeZone, holidayRegion } = business;
  const staff = staffFrom(records.all('staff'), records.all('members'));
  const hoursOf = new Map(staff.map((each) => [each.id, each.hours]));
  const all = blocksIn(records);
  const whole = workingHours(records, business);
  const onDays = new Map<string, AnyBlock[]>();
  const blocksOn = (day: string, { start, end }: { start: number; end: number }) => {
    const found = onDays.get(day) ?? all.filter(({ time }) => time.start < end && start < time.end);
    onDays.set(day, found);
    return found;
  };
  return (day, person) => {
    const bounds = boundsOf(day, timeZone);
    const working = { ...whole, hours: hoursOf.get(person ?? '') ?? whole.hours };
    const own = blocksOn(day, bounds).filter(
      ({ staffId }) => person === undefined || staffId === undefined || staffId === person,
    );
    const allDay = own.filter(({ time }) => time.anyTime);
    const onDay = (span: { start: number; end: number }) => spanOn(day, span, timeZone, bounds);
    return {
      open: shiftsBetween(bounds.start, bounds.end, working).flatMap((shift) => onDay(shift) ?? []),
      blocks: own
        .filter(({ time }) => !time.anyTime)
        .flatMap((block) => {
          const span = onDay(block.time);
          return span === undefined ? [] : [{ ...span, block }];
        }),
      allDay,
      isAway: allDay.some(({ staffId }) => staffId === undefined || staffId === person),
      holiday: holidayOn(holidayRegion, day),
    };
  };
}

/** The first minute of the days at which work begins; `undefined` where no hours say so. */
export function opensAt(groundOf: GroundOf, days: readonly string[]): number | undefined {
  const begins = days.flatMap((day) => groundOf(day, undefined).open.map(({ from }) => from));
  const first = Math.min(...begins);
  return Number.isFinite(first) && first > 0 ? first : undefined;
}

/** From the first moment of a day to the last of another. */
export function wholeDays(first: string, last: string, timeZone: string) {
  return { start: boundsOf(first, timeZone).start, end: boundsOf(last, timeZone).end };
}
