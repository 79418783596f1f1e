import type { Booking } from '#shared/domain/booking.ts';
import { addressLines } from '#shared/domain/document/view.ts';
import { dayOf } from '#shared/domain/day.ts';
import { type BookingTerms, ruleFor, usualMoves } from '#shared/domain/public-page.ts';
import { given } from '#shared/lib/given.ts';
import { referenceOf } from '#shared/public-page/names.ts';
import type { BookingNote, NoteState } from '#shared/public-page/request.ts';
import { readJob } from './jobs.ts';
import { businessTimeZone } from './business.ts';
import type { RecordReader } from './reader.ts';

const hour = 3_600_000;

/** By what a request for a service goes, and what for a service of which nobody has said anything. */
export function termsOf(records: RecordReader, serviceId: string | undefined): BookingTerms {
  return ruleFor(serviceId === undefined ? undefined : records.get('bookingRules', serviceId));
}

/** How many more of a service a day takes by its rule; none said, as many as fit. `except`: the one that may be moved there. */
export function leftOnDay(
  records: RecordReader,
  { serviceId, day, except }: { serviceId: string | undefined; day: string; except?: string | undefined },
): number | undefined {
  const { perDay, seats } = termsOf(records, serviceId);
  const timeZone = records.get('business', 'business')?.timeZone;
  if (serviceId === undefined || perDay === undefined || timeZone === undefined) return undefined;
  const starts = records
    .by('bookings', 'serviceId', serviceId)
    .filter(({ id }) => id !== except)
    .flatMap((booking) => startOf(records, booking) ?? [])
    .filter((start) => dayOf(start, timeZone) === day);
  // Who takes part in the same visit takes one of the day.
  const visits = seats === undefined ? starts.length : new Set(starts).size;
  return Math.max(0, perDay - visits);
}

/** When it takes place, or was chosen to; not any more where it was settled otherwise. */
function startOf(records: RecordReader, booking: Booking): number | undefined {
  if (booking.state === 'asked') return booking.slot?.start;
  return booking.state === 'confirmed'
    ? (visitOf(records, booking)?.start ?? booking.confirmedFor)
    : undefined;
}

/** How often more a customer moves it by themselves. */
export function movesLeft(records: RecordReader, { serviceId, moves = 0 }: Booking): number {
  return Math.max(0, (termsOf(records, serviceId).moves ?? usualMoves) - moves);
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

/** The visit that moves with a booking; one in which others take part goes on without it. */
export function ownVisitOf({ seat, visitId }: Booking): string | undefined {
  return seat === true ? undefined : visitId;
}

/** Whether somebody is on the way to the visit, or has been there. */
export function hasBegun(records: RecordReader, booking: Booking): boolean {
  return visitOf(records, booking)?.state !== undefined;
}

/** What a customer reads on the page of their request: how it stands, and nothing of how the business works. */
export function bookingNote(records: RecordReader, booking: Booking): BookingNote {
  const visit = booking.state === 'confirmed' ? visitOf(records, booking) : undefined;
  const time = booking.state === 'asked' ? booking.slot : visit;
  const state = stateOf(records, booking);
  const until = changeUntil(records, booking);
  return {
    version: 1,
    state,
    reference: referenceOf(booking.id),
    timeZone: businessTimeZone(records),
    at: booking.stateAt,
    ...(booking.service !== undefined && { service: booking.service }),
    ...given({ serviceId: booking.serviceId }),
    ...placeOf(records, booking, state),
    movesLeft: movesLeft(records, booking),
    ...(time !== undefined && { start: time.start, end: time.end }),
    ...(until !== undefined && state !== 'cancelled' && { changeUntil: until }),
    ...(booking.reply !== undefined && { words: booking.reply }),
  };
}

/** Somebody may have taken them off the list of the visit itself. */
function takesPart(records: RecordReader, { id, visitId = '' }: Booking): boolean {
  return Object.hasOwn(records.get('visits', visitId)?.attendees ?? {}, id);
}

/** Where it takes place: an address of the business and a link only who is confirmed gets to know. */
function placeOf(records: RecordReader, { serviceId }: Booking, state: NoteState): Partial<BookingNote> {
  const rule = serviceId === undefined ? undefined : records.get('bookingRules', serviceId);
  if (rule === undefined) return {};
  const { place, link } = rule;
  const address = addressLines(records.get('business', 'business')?.address).join(', ');
  const where = place === 'business' ? address || undefined : place === 'video' ? link : undefined;
  const isOn = state === 'confirmed' || state === 'moved' || state === 'onTheWay';
  return { place, ...given({ where: isOn ? where : undefined }) };
}

function stateOf(records: RecordReader, booking: Booking): NoteState {
  if (booking.state !== 'confirmed') return booking.state;
  const job = booking.jobId === undefined ? undefined : readJob(records, booking.jobId);
  const visit = job?.visits[booking.visitId ?? ''];
  if (job === undefined || visit === undefined || job.state === 'cancelled') return 'cancelled';
  if (booking.seat === true && !takesPart(records, booking)) return 'cancelled';
  if (visit.state === 'done') return 'done';
  if (visit.state !== undefined) return 'onTheWay';
  return visit.start === booking.confirmedFor ? 'confirmed' : 'moved';
}
