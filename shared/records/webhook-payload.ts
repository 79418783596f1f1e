import { accountOf } from '#shared/domain/invoice-status.ts';
import { plainAmount } from '#shared/domain/money-text.ts';
import type { WebhookDelivery } from '#shared/domain/webhook.ts';
import { type WebhookField, webhookFieldsAbout } from '#shared/domain/webhook-fields.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { isWon } from './enquiries.ts';
import { plan } from './jobs.ts';
import { readMessage } from './messages.ts';
import type { RecordReader } from './reader.ts';

type Told = Pick<WebhookDelivery, 'at' | 'aboutKind' | 'aboutId' | 'contactId' | 'key' | 'kind' | 'fields'>;

/**
 * What a receiver gets, to the letter, read from the records as they are now: what happened, when, the record's id, and
 * of the rest what was chosen. `undefined` where what it is about is there no more.
 */
export function webhookPayload(records: RecordReader, told: Told): JsonObject | undefined {
  if (records.get(told.aboutKind, told.aboutId) === undefined) return undefined;
  const read = readersOf(records, told);
  const chosen = webhookFieldsAbout(told.aboutKind).filter((field) => told.fields.includes(field));
  const data: { [part: string]: string | { [field: string]: string } } = { id: told.aboutId };
  for (const field of chosen) {
    const value = read[field]?.();
    if (value === undefined || value === '') continue;
    const [part, name] = field.split('.') as [string, string];
    data[part] = { ...(data[part] as { [field: string]: string } | undefined), [name]: value };
  }
  return { type: told.kind, timestamp: new Date(told.at).toISOString(), data };
}

type Readers = Partial<Record<WebhookField, () => string | undefined>>;

function readersOf(records: RecordReader, told: Told): Readers {
  return { ...contactReaders(records, told), ...aboutReaders(records, told) };
}

function contactReaders(records: RecordReader, { contactId }: Told): Readers {
  const contact = records.get('contacts', contactId);
  const [phone] = Object.values(contact?.phones ?? {});
  const [email] = Object.values(contact?.emails ?? {});
  const [address] = Object.values(contact?.addresses ?? {});
  return {
    'contact.name': () => contact?.name,
    'contact.phone': () => phone?.number,
    'contact.email': () => email?.address,
    'contact.address': () =>
      address &&
      [address.street, address.line2, address.postcode, address.city, address.region, address.country]
        .filter((part) => part !== undefined && part !== '')
        .join(', '),
  };
}

function aboutReaders(records: RecordReader, told: Told): Readers {
  switch (told.aboutKind) {
    case 'conversations':
      return messageReaders(records, told);
    case 'enquiries':
      return enquiryReaders(records, told);
    case 'jobs':
      return jobReaders(records, told);
    case 'bookings':
      return bookingReaders(records, told);
    default:
      return invoiceReaders(records, told);
  }
}

function messageReaders(records: RecordReader, { aboutId, key }: Told): Readers {
  return {
    'message.text': () => readMessage(records, key)?.text,
    'message.channel': () => records.get('conversations', aboutId)?.channel,
  };
}

function enquiryReaders(records: RecordReader, { aboutId }: Told): Readers {
  const enquiry = records.get('enquiries', aboutId);
  return {
    'enquiry.title': () => enquiry?.title,
    'enquiry.notes': () => enquiry?.notes,
    'enquiry.stage': () => (isWon(records, aboutId) ? 'won' : stageName(records, enquiry?.stage)),
    'enquiry.source': () => enquiry?.source,
  };
}

function stageName(records: RecordReader, stage = ''): string {
  return records.get('stages', stage)?.name ?? stage;
}

/** Of a visit that is done its own time, else that of the job's first one. */
function jobReaders(records: RecordReader, { aboutId, key }: Told): Readers {
  const job = records.get('jobs', aboutId);
  if (job === undefined) return {};
  const planned = plan(records, job);
  const visitId = records.get('jobEvents', key)?.visitId;
  const times = Object.values(planned.visits).toSorted((a, b) => a.start - b.start);
  const visit = planned.visits[visitId ?? ''] ?? times[0];
  return {
    'job.title': () => job.title,
    'job.state': () => planned.state,
    'job.start': () => momentText(visit?.start),
    'job.end': () => momentText(visit?.end),
  };
}

function bookingReaders(records: RecordReader, { aboutId }: Told): Readers {
  const booking = records.get('bookings', aboutId);
  return {
    'booking.service': () => booking?.service,
    'booking.state': () => booking?.state,
    'booking.start': () => momentText(booking?.slot?.start),
    'booking.end': () => momentText(booking?.slot?.end),
    'booking.words': () => booking?.words,
  };
}

function invoiceReaders(records: RecordReader, { aboutId }: Told): Readers {
  const issued = records.get('issued', aboutId);
  if (issued === undefined) return {};
  const payments = records.by('payments', 'issuedId', aboutId);
  const { due } = accountOf(issued, payments, records.by('issued', 'correctsId', aboutId));
  return {
    'invoice.number': () => issued.number,
    'invoice.total': () => plainAmount(issued.totals.gross, issued.digits),
    'invoice.open': () => plainAmount(String(due), issued.digits),
    'invoice.currency': () => issued.currency,
    'invoice.dueDate': () => issued.dueDate,
  };
}

function momentText(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
