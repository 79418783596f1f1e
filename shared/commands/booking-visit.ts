import type { z } from 'zod';
import type { Booking } from '#shared/domain/booking.ts';
import { itemOf } from '#shared/domain/job.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { leastBusy } from '#shared/records/least-busy.ts';
import { ownVisitOf } from '#shared/records/bookings.ts';
import { freeFor } from '#shared/records/offered-times.ts';
import { seatsOf } from '#shared/records/shared-visits.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';
import { leaveSeat, takeSeat } from './booking-seat.ts';
import { createJob } from './job.ts';
import { cancelVisit } from './job-work.ts';
import { assignVisit, rescheduleJob, scheduleJob, type visitSpan } from './visit.ts';

/** The visit of a request, with who of those who do it has the least to do that day; or a seat in one of several. */
export function planVisit(
  draft: RecordWriter,
  booking: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  if (seatsOf(draft, booking.serviceId) === undefined) return planAlone(draft, booking, visit, context);
  const make = (own: CommandContext) => planAlone(draft, booking, visit, own);
  const taken = takeSeat(draft, booking, { start: visit.start, context, make });
  if (taken.ok) movePhotos(draft, booking, taken.value.jobId, context);
  return taken;
}

/** A job with its one visit. */
function planAlone(
  draft: RecordWriter,
  booking: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  const { contactId, enquiryId, address, serviceId } = booking;
  const service = serviceId === undefined ? undefined : draft.get('services', serviceId);
  const job = createJob.run(
    draft,
    {
      contactId,
      enquiryId,
      address,
      title: booking.service ?? cleanName(booking.words ?? '', 120) ?? booking.name,
      notes: notesOf(booking),
      ...(service !== undefined && {
        items: [itemOf(service)],
      }),
    },
    context,
  );
  if (!job.ok) return job;
  movePhotos(draft, booking, job.value.id, context);
  const staffIds = whoGoes(draft, booking, visit, context);
  const made = scheduleJob.run(draft, { id: job.value.id, ...visit, ...given({ staffIds }) }, context);
  return made.ok ? ok({ jobId: job.value.id, visitId: made.value.visitId }) : made;
}

/** Of those who do the service and are free then the one with the least to do; nobody where nobody is. */
function whoGoes(
  draft: RecordWriter,
  booking: Booking,
  visit: z.output<typeof visitSpan>,
  { now }: CommandContext,
): string[] | undefined {
  const { id, serviceId } = booking;
  if (serviceId === undefined || visit.anyTime) return undefined;
  const visitId = ownVisitOf(booking);
  const { start, end } = visit;
  const free = freeFor(draft, { serviceId, start, end, now, visitId, bookingId: id });
  const going = Object.keys(draft.get('visits', visitId ?? '')?.assignees ?? {});
  // Who goes there already goes on, where they can.
  if (going.length > 0 && going.every((each) => free.includes(each))) return going;
  const next = leastBusy(draft, free, { start, now, salt: id });
  return next === undefined ? undefined : [next];
}

/**
 * Makes the visit of a time that was given to a customer. Each device does it, and it is done once: what it makes has ids
 * that follow from the request.
 */
export function confirmAtOnce(
  draft: RecordWriter,
  id: string,
  slot: NonNullable<Booking['slot']>,
  { context, receivedAt }: { context: CommandContext; receivedAt: number },
): void {
  const booking = draft.get('bookings', id);
  if (booking === undefined) return;
  let count = 0;
  const newId = (): string => contentId(['booking', id, ++count]);
  const planned = planVisit(draft, booking, slot, { ...context, newId, now: receivedAt });
  if (!planned.ok) return;
  const { jobId, visitId } = planned.value;
  draft.patch('bookings', id, { state: 'confirmed', jobId, visitId, confirmedFor: slot.start });
}

/** What the customer has shown is at the job from now on, and in one place. */
function movePhotos(
  draft: RecordWriter,
  { id, at, photos = [] }: Booking,
  jobId: string,
  { now, memberId }: CommandContext,
): void {
  for (const [index, file] of photos.entries()) {
    const fileId = contentId(['page-photo', id, file.blob]);
    if (draft.get('jobFiles', fileId) !== undefined) continue;
    const place = { jobId, filedAt: draft.get('jobs', jobId)?.createdAt ?? now, addedAt: at + index };
    draft.create('jobFiles', { id: fileId, ...place, memberId, label: 'before', file });
  }
  if (photos.length > 0) draft.unset('bookings', id, 'photos');
}

function notesOf({ words, answers = [] }: Booking): string | undefined {
  const lines = [words, ...answers.map(({ question, answer }) => `${question} ${answer}`)].filter(Boolean);
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** Who shares the visit with others leaves it, and takes part in another one. */
export function moveVisit(
  draft: RecordWriter,
  booking: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  const { jobId = '', visitId = '' } = booking;
  if (booking.seat === true) {
    if (draft.get('visits', visitId)?.time.start === visit.start) return ok({ jobId, visitId });
    const taken = planVisit(draft, booking, visit, context);
    if (taken.ok) leaveSeat(draft, booking, 'Moved to another time', context);
    return taken;
  }
  const going = whoGoes(draft, booking, visit, context);
  const moved = rescheduleJob.run(draft, { id: jobId, visitId, ...visit }, context);
  if (!moved.ok) return moved;
  if (going !== undefined) assignVisit.run(draft, { id: jobId, visitId, staffIds: going }, context);
  return ok({ jobId, visitId });
}

/** The visit does not take place; what is done already stays. */
export function takeOff(
  draft: RecordWriter,
  booking: Booking,
  reason: string,
  context: CommandContext,
): void {
  const { jobId, visitId, seat } = booking;
  if (jobId === undefined || visitId === undefined) return;
  const short = reason.slice(0, 200);
  if (seat === true) leaveSeat(draft, booking, short, context);
  else cancelVisit.run(draft, { id: jobId, visitId, reason: short }, context);
}
