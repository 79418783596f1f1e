import type { Booking } from '#shared/domain/booking.ts';
import { addDays } from '#shared/domain/day.ts';
import { accountOf } from '#shared/domain/invoice-status.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { momentAt } from '#shared/domain/local-time.ts';
import type { RuleWhen } from '#shared/domain/own-rule.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Cause, type CauseSpan, isGone } from './cause.ts';

/** What was asked for on the public page, once, and once for each answer to it. */
export function bookingCauses(
  records: RecordReader,
  { state }: RuleWhen & { on: 'booking' },
  { only }: CauseSpan,
): Cause[] {
  return Array.from(records.all('bookings'))
    .filter((booking) => isLooked(booking, only) && booking.aside !== true)
    .filter(({ contactId }) => !isGone(records, contactId))
    .filter((booking) => state === 'asked' || booking.state === state)
    .map((booking) => ofBooking(booking, state));
}

function ofBooking({ id, contactId, at, stateAt }: Booking, state: Booking['state']): Cause {
  const dueAt = state === 'asked' ? at : stateAt;
  return { aboutKind: 'bookings', aboutId: id, contactId, key: `${id} ${state}`, at, dueAt, step: 0 };
}

/** An invoice is issued once, settled once, and late once. */
export function invoiceCauses(
  records: RecordReader,
  { state }: RuleWhen & { on: 'invoice' },
  { only }: CauseSpan,
): Cause[] {
  return Array.from(records.all('issued'))
    .filter((issued) => issued.kind === 'invoice' && isLooked(issued, only))
    .filter(({ contactId }) => !isGone(records, contactId))
    .flatMap((issued) => {
      const dueAt = momentOfState(records, issued, state);
      const { id: aboutId, contactId, issuedAt: at } = issued;
      const key = `${aboutId} ${state}`;
      return dueAt === undefined
        ? []
        : [{ aboutKind: 'issued' as const, aboutId, contactId, key, at, dueAt, step: 0 as const }];
    });
}

function momentOfState(
  records: RecordReader,
  issued: IssuedDocument,
  state: (RuleWhen & { on: 'invoice' })['state'],
): number | undefined {
  if (state === 'issued') return issued.issuedAt;
  const payments = records.by('payments', 'issuedId', issued.id);
  const credits = records.by('issued', 'correctsId', issued.id);
  const { due } = accountOf(issued, payments, credits);
  if (state === 'paid')
    return due > 0n || payments.length === 0
      ? undefined
      : Math.max(...payments.map(({ createdAt }) => createdAt));
  if (issued.dueDate === undefined || due <= 0n) return undefined;
  const zone = businessTimeZone(records);
  return momentAt(addDays(issued.dueDate, 1), 0, zone);
}

function isLooked({ id }: { id: string }, only: CauseSpan['only']): boolean {
  return only === undefined || only.has(id);
}
