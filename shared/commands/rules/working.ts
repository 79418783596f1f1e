import { shiftsBetween, type WorkingHours } from '#shared/domain/availability/working-time.ts';
import { staffFrom } from '#shared/domain/staff.ts';
import { workingHours } from '#shared/records/availability.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const week = 7 * 24 * 60 * 60 * 1000;
/** A business that works on no day of so many weeks works no more. */
const mostWeeks = 12;

/** When the business works; all day where nobody has said. */
export function businessHours(records: RecordReader): WorkingHours | undefined {
  const business = records.get('business', 'business');
  return business && workingHours(records, business);
}

export function isOpenAt(at: number, working: WorkingHours): boolean {
  return shiftsBetween(at, at + 1, working).length > 0;
}

/** The moment by which so many minutes of work have passed; `undefined` where nobody works that long. */
export function workingLater(at: number, minutes: number, working: WorkingHours): number | undefined {
  let left = minutes * 60_000;
  for (let from = at; from < at + mostWeeks * week; from += week) {
    let upTo = from;
    for (const shift of shiftsBetween(from, from + week, working)) {
      const start = Math.max(shift.start, upTo);
      const end = Math.min(shift.end, from + week);
      if (end - start >= left) return start + left;
      left -= Math.max(0, end - start);
      upTo = Math.max(upTo, end);
    }
  }
  return undefined;
}

/** The members of these, or of all, who are at work at a moment; in no order that means anything. */
export function onShift(records: RecordReader, memberIds: readonly string[], at: number): string[] {
  const business = records.get('business', 'business');
  const staff = staffFrom(records.all('staff'), records.all('members'));
  return memberIds.filter((memberId) => {
    const one = staff.find((each) => each.memberId === memberId);
    if (one === undefined || one.isArchived || business === undefined) return false;
    const isAway = [...records.all('timeBlocks')].some(
      ({ staffId, time }) => staffId === one.id && time.start <= at && at < time.end,
    );
    return !isAway && isOpenAt(at, workingHours(records, business, one.hours));
  });
}
