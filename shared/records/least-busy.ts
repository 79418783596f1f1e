import type { TimeSpan } from '#shared/domain/availability/spans.ts';
import { dayOf } from '#shared/domain/day.ts';
import { contentId } from '#shared/lib/hash.ts';
import { takenTimes } from './availability.ts';
import { businessTimeZone } from './business.ts';
import type { RecordReader } from './reader.ts';

/** Who of some has the least to do on the day of a visit. Of two with as little it is the same one on every device. */
export function leastBusy(
  records: RecordReader,
  staffIds: readonly string[],
  { start, now, salt }: Pick<TimeSpan, 'start'> & { now: number; salt: string },
): string | undefined {
  const timeZone = businessTimeZone(records);
  const day = dayOf(start, timeZone);
  const sameDay = takenTimes(records, now).filter((taken) => dayOf(taken.start, timeZone) === day);
  const busy = (id: string): number =>
    sameDay
      .filter((taken) => taken.staffIds.includes(id))
      .reduce((sum, taken) => sum + taken.end - taken.start, 0);
  const ranked = staffIds.map((id) => ({ id, busy: busy(id), lot: contentId(['turn', salt, id]) }));
  return ranked.toSorted((a, b) => a.busy - b.busy || (a.lot < b.lot ? -1 : 1))[0]?.id;
}
