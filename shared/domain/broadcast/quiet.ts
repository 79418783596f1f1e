import type { Broadcast } from './broadcast.ts';
import { addDays, dayOf } from '../day.ts';
import { momentOf, timeOf } from '../local-time.ts';

/** Until when nothing goes out, where it is one of the quiet hours now. Epoch milliseconds. */
export function quietUntil(
  { quiet }: Pick<Broadcast, 'quiet'>,
  timeZone: string,
  now: number,
): number | undefined {
  if (quiet === undefined || quiet.from === quiet.until) return undefined;
  const { from, until } = quiet;
  const time = timeOf(now, timeZone);
  const isOvernight = from > until;
  const isQuiet = isOvernight ? time >= from || time < until : time >= from && time < until;
  if (!isQuiet) return undefined;
  const today = dayOf(now, timeZone);
  return momentOf(isOvernight && time >= from ? addDays(today, 1) : today, until, timeZone);
}
