import { isStanding } from '#shared/domain/invoice-status.ts';
import type { JobItem } from '#shared/domain/job.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { contentId } from '#shared/lib/hash.ts';
import { contactsOf } from './merged.ts';
import type { RecordReader } from './reader.ts';
import { seatsOf } from './shared-visits.ts';

/** A seat in a shared visit that took place, of somebody who has no job of their own to be billed by. */
export interface SeatToBill {
  visitId: string;
  attendeeId: string;
  /** None where only a name is known: nobody can be billed by that. */
  contactId: string | undefined;
  /** What of the job's work a seat is. */
  items: Record<string, JobItem>;
  /** The draft of its invoice, begun or not: the same on every device. */
  documentId: string;
  /** When they took part, in epoch milliseconds. */
  at: number;
}

/**
 * The seats of a job that are to be billed apart from it: whose visit is over, who did not stay away, whose invoice does
 * not stand. The seat of the job's own customer is billed with the job.
 */
export function seatsToBill(records: RecordReader, job: PlannedJob): SeatToBill[] {
  if (job.state === 'cancelled') return [];
  const seats: SeatToBill[] = [];
  for (const [visitId, { state, start }] of Object.entries(job.visits)) {
    if (state !== 'done' && job.completedAt === undefined) continue;
    for (const [attendeeId, { attendance, contactId }] of attendeesOf(records, visitId)) {
      const items = seatItems(records, job, attendeeId);
      if (attendance === 'noShow' || Object.keys(items).length === 0) continue;
      if (contactId !== undefined && isCustomer(records, job, contactId)) continue;
      const documentId = openDocument(records, visitId, attendeeId);
      if (documentId !== undefined)
        seats.push({ visitId, attendeeId, contactId, items, documentId, at: start });
    }
  }
  return seats;
}

/** Whether the job's own customer had a seat and did not come: nothing is to be billed to them. */
export function stayedAway(records: RecordReader, job: PlannedJob): boolean {
  const own = Object.keys(job.visits).flatMap((visitId) =>
    attendeesOf(records, visitId).filter(
      ([id, { contactId }]) =>
        contactId !== undefined &&
        isCustomer(records, job, contactId) &&
        Object.keys(seatItems(records, job, id)).length > 0,
    ),
  );
  return own.length > 0 && own.every(([, { attendance }]) => attendance === 'noShow');
}

function attendeesOf(records: RecordReader, visitId: string) {
  const { attendees = {} } = records.get('visits', visitId) ?? {};
  return Object.entries(attendees).toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
}

/** The work that is sold by the seat; none where a visit is held for people whom one customer pays for. */
function seatItems(
  records: RecordReader,
  { items = {} }: PlannedJob,
  attendeeId: string,
): SeatToBill['items'] {
  const booking = records.get('bookings', attendeeId);
  const booked = booking?.seat === true ? booking.serviceId : undefined;
  return Object.fromEntries(
    Object.entries(items).filter(
      ([, { serviceId }]) =>
        serviceId !== undefined && (serviceId === booked || seatsOf(records, serviceId) !== undefined),
    ),
  );
}

function isCustomer(records: RecordReader, job: PlannedJob, contactId: string): boolean {
  return contactId === job.contactId || contactsOf(records, contactId).includes(job.contactId);
}

/** A seat is billed once, and anew where its invoice was credited. */
function openDocument(records: RecordReader, visitId: string, attendeeId: string): string | undefined {
  for (let turn = 0; ; turn++) {
    const id = contentId(['seat', visitId, attendeeId, turn]);
    const issued = records.by('issued', 'documentId', id);
    if (issued.some((each) => isStanding(each, records.by('issued', 'correctsId', each.id))))
      return undefined;
    if (issued.length > 0) continue;
    // Issued in a year that is closed on this device.
    return records.get('documents', id)?.issuedId === undefined ? id : undefined;
  }
}
