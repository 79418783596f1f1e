import type { z } from 'zod';
import type { Booking } from '#shared/domain/booking.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';
import { createJob } from './job.ts';
import { cancelVisit } from './job-work.ts';
import { rescheduleJob, scheduleJob, type visitSpan } from './visit.ts';

/** A job with its one visit. */
export function planVisit(
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
        items: [
          {
            name: service.name,
            quantity: '1',
            unitPrice: service.unitPrice,
            currency: service.currency,
            serviceId: service.id,
          },
        ],
      }),
    },
    context,
  );
  if (!job.ok) return job;
  movePhotos(draft, booking, job.value.id, context);
  const made = scheduleJob.run(draft, { id: job.value.id, ...visit }, context);
  return made.ok ? ok({ jobId: job.value.id, visitId: made.value.visitId }) : made;
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

export function moveVisit(
  draft: RecordWriter,
  { jobId = '', visitId = '' }: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  const moved = rescheduleJob.run(draft, { id: jobId, visitId, ...visit }, context);
  return moved.ok ? ok({ jobId, visitId }) : moved;
}

/** The visit does not take place; what is done already stays. */
export function takeOff(
  draft: RecordWriter,
  { jobId, visitId }: Booking,
  reason: string,
  context: CommandContext,
): void {
  if (jobId === undefined || visitId === undefined) return;
  cancelVisit.run(draft, { id: jobId, visitId, reason: reason.slice(0, 200) }, context);
}
