import { type Booking, isOnList } from '#shared/domain/booking.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** A time gets free: whoever has waited for longest for one like it is to be asked, by a person. */
export function tellOfWaiting(draft: RecordWriter, freed: Booking, at: number): void {
  const { id, confirmedFor: start } = freed;
  const business = draft.get('business', 'business');
  if (start === undefined || start <= at || business === undefined) return;
  const day = dayOf(start, business.timeZone);
  const next = nextInLine(draft, freed, { start, day });
  const taskId = contentId(['task', 'waiting', id, start]);
  if (next === undefined || draft.get('tasks', taskId) !== undefined) return;
  draft.create('tasks', {
    id: taskId,
    createdAt: at,
    title: '',
    asks: { kind: 'waiting' satisfies TaskAsks, about: formatDay(day, business.locale) },
    due: { day: dayOf(at, business.timeZone) },
    aboutKind: 'contacts',
    aboutId: next.contactId,
  });
}

/** The same service, and sooner than what they have, or on a day that they wished for. */
function nextInLine(
  records: RecordReader,
  { id, serviceId }: Booking,
  { start, day }: { start: number; day: string },
): Booking | undefined {
  const suits = ({ state, confirmedFor = Infinity, wishes }: Booking): boolean =>
    state === 'confirmed'
      ? confirmedFor > start
      : wishes.length === 0 || wishes.some((wish) => wish.day === day);
  return [...records.all('bookings')]
    .filter((booking) => booking.id !== id && booking.serviceId === serviceId && isOnList(booking))
    .filter(suits)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];
}
