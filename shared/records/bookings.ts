import type { Booking } from '#shared/domain/booking.ts';
import { dayOf } from '#shared/domain/day.ts';
import { type BookingTerms, ruleFor } from '#shared/domain/public-page.ts';
import { referenceOf } from '#shared/public-page/names.ts';
import type { BookingNote, NoteState } from '#shared/public-page/request.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';

const hour = 3_600_000;

/** By what a request for a service goes, and what for a service of which nobody has said anything. */
export function termsOf(records: RecordReader, serviceId: string | undefined): BookingTerms {
  return ruleFor(serviceId === undefined ? undefined : records.get('bookingRules', serviceId));
}

/** Whether a day has as many confirmed of a service as its rule lets. `except`: the one that may be moved there. */
export function isFullDay(
  records: RecordReader,
  { serviceId, day, except }: { serviceId: string | undefined; day: string; except?: string },
): boolean {
  const { perDay } = termsOf(records, serviceId);
  const timeZone = records.get('business', 'business')?.timeZone;
  if (serviceId === undefined || perDay === undefined || timeZone === undefined) return false;
  const taken = records
    .by('bookings', 'serviceId', serviceId)
    .filter(
      ({ id, state, confirmedFor }) => id !== except && state === 'confirmed' && confirmedFor !== undefined,
    )
    .filter((booking) => dayOf(visitOf(records, booking)?.start ?? booking.confirmedFor!, timeZone) === day);
  return taken.length >= perDay;
}

/** Until when a customer moves or cancels by themselves; at any time before there is a time. */
export function changeUntil(records: RecordReader, booking: Booking): number | undefined {
  const start = visitOf(records, booking)?.start;
  if (start === undefined) return undefined;
  return start - termsOf(records, booking.serviceId).changeHours * hour;
}

function visitOf(records: RecordReader, { jobId, visitId = '' }: Booking) {
  const job = jobId === undefined ? undefined : readJob(records, jobId);
  return job?.visits[visitId];
}

/** What a customer reads on the page of their request: how it stands, and nothing of how the business works. */
export function bookingNote(records: RecordReader, booking: Booking): BookingNote {
  const visit = booking.state === 'confirmed' ? visitOf(records, booking) : undefined;
  const state = stateOf(records, booking);
  const until = changeUntil(records, booking);
  return {
    version: 1,
    state,
    reference: referenceOf(booking.id),
    timeZone: records.get('business', 'business')?.timeZone ?? 'UTC',
    at: booking.stateAt,
    ...(booking.service !== undefined && { service: booking.service }),
    ...(visit !== undefined && { start: visit.start, end: visit.end }),
    ...(until !== undefined && state !== 'cancelled' && { changeUntil: until }),
    ...(booking.reply !== undefined && { words: booking.reply }),
  };
}

function stateOf(records: RecordReader, booking: Booking): NoteState {
  if (booking.state !== 'confirmed') return booking.state;
  const job = booking.jobId === undefined ? undefined : readJob(records, booking.jobId);
  const visit = job?.visits[booking.visitId ?? ''];
  if (job === undefined || visit === undefined || job.state === 'cancelled') return 'cancelled';
  if (visit.state === 'done') return 'done';
  if (visit.state !== undefined) return 'onTheWay';
  return visit.start === booking.confirmedFor ? 'confirmed' : 'moved';
}
