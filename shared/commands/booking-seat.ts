import type { Booking } from '#shared/domain/booking.ts';
import { mostAttendees } from '#shared/domain/visit.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { sharedVisits } from '#shared/records/shared-visits.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';
import { cancelVisit } from './job-work.ts';

interface Place {
  jobId: string;
  visitId: string;
}

/** One more takes part in the visit of their service that begins then; the first one makes it. */
export function takeSeat(
  draft: RecordWriter,
  booking: Booking,
  { start, context, make }: { start: number; context: CommandContext; make: MakeVisit },
): Result<Place> {
  const { id, serviceId = '', name, contactId } = booking;
  const known = sharedVisits(draft, { serviceId, now: start - 1, except: id }).get(start);
  const { jobId, visitId } = known ?? {};
  const place =
    jobId === undefined || visitId === undefined
      ? make({ ...context, newId: idsOf(draft, serviceId, start) })
      : ok({ jobId, visitId });
  if (!place.ok) return place;
  const others = Object.values(draft.get('visits', place.value.visitId)?.attendees ?? {});
  if (others.length >= mostAttendees)
    return problem('booking.full', `${mostAttendees} people take part in a visit at most.`);
  const order = Math.max(0, ...others.map((each) => each.order)) + 1;
  const entry = { name, contactId, attendance: 'booked' as const, order };
  draft.putEntry('visits', place.value.visitId, 'attendees', id, entry);
  draft.patch('bookings', id, { seat: true });
  return place;
}
type MakeVisit = (context: CommandContext) => Result<Place>;

/** Whoever comes first, on whatever device: the visit of a start has one id. Where it was cancelled, the next has another. */
function idsOf(draft: RecordWriter, serviceId: string, start: number): () => string {
  let turn = 0;
  while (draft.get('jobs', contentId(['shared visit', serviceId, start, turn, 1])) !== undefined) turn += 1;
  let count = 0;
  return () => contentId(['shared visit', serviceId, start, turn, ++count]);
}

/**
 * Their seat is free again. The visit goes on for the others: where its job is of who leaves, it is the next one's; where
 * nobody is left it does not take place, unless somebody else has planned it.
 */
export function leaveSeat(
  draft: RecordWriter,
  { id, contactId, jobId = '', visitId = '' }: Booking,
  reason: string,
  context: CommandContext,
): void {
  const { attendees = {} } = draft.get('visits', visitId) ?? {};
  if (Object.hasOwn(attendees, id)) draft.removeEntry('visits', visitId, 'attendees', id);
  if (draft.get('jobs', jobId)?.contactId !== contactId) return;
  const [next] = Object.entries(attendees)
    .filter(([key]) => key !== id)
    .toSorted(([, a], [, b]) => a.order - b.order);
  if (next === undefined) {
    cancelVisit.run(draft, { id: jobId, visitId, reason }, context);
    return;
  }
  const [nextId, { contactId: nextContact }] = next;
  if (nextContact === undefined) return;
  draft.patch('jobs', jobId, { contactId: nextContact });
  draft.assign('jobs', jobId, { enquiryId: draft.get('bookings', nextId)?.enquiryId });
}
