import type { Message } from './conversation.ts';
import type { IssuedDocument, Payment } from './invoice.ts';
import type { PastInvoice } from './past-invoice.ts';
import type { PhoneCall } from './phone-call.ts';
import type { PlannedJob } from './visit.ts';

/** Something that happened with a contact. */
export type TimelineEntry =
  | { kind: 'message'; id: string; at: number; message: Message }
  | { kind: 'job'; id: string; at: number; job: PlannedJob }
  | { kind: 'completed'; id: string; at: number; job: PlannedJob }
  | { kind: 'invoice'; id: string; at: number; issued: IssuedDocument }
  | { kind: 'payment'; id: string; at: number; payment: Payment; issued: IssuedDocument }
  | { kind: 'pastInvoice'; id: string; at: number; invoice: PastInvoice }
  | { kind: 'call'; id: string; at: number; call: PhoneCall };

/** The records of one contact. */
export interface ContactRecords {
  messages: readonly Message[];
  jobs: readonly PlannedJob[];
  issued: readonly IssuedDocument[];
  payments: readonly Payment[];
  pastInvoices: readonly PastInvoice[];
  calls: readonly PhoneCall[];
}

/** Everything that happened with a contact, newest first. Payments count where their invoice is the contact's. */
export function contactTimeline(records: ContactRecords): TimelineEntry[] {
  const { messages, jobs, issued, payments, pastInvoices, calls } = records;
  const invoices = new Map(issued.map((document) => [document.id, document]));
  const entries: TimelineEntry[] = [
    ...messages
      .filter((message) => message.type !== 'reaction')
      .map((message) => ({ kind: 'message' as const, id: message.id, at: message.at, message })),
    ...jobs.map((job) => ({ kind: 'job' as const, id: job.id, at: job.createdAt, job })),
    ...jobs.flatMap((job) =>
      job.completedAt === undefined
        ? []
        : [{ kind: 'completed' as const, id: `${job.id}-completed`, at: job.completedAt, job }],
    ),
    ...issued.map((document) => ({
      kind: 'invoice' as const,
      id: document.id,
      at: document.issuedAt,
      issued: document,
    })),
    ...payments.flatMap((payment) => {
      const document = invoices.get(payment.issuedId);
      if (document === undefined) return [];
      return [{ kind: 'payment' as const, id: payment.id, at: payment.createdAt, payment, issued: document }];
    }),
    ...pastInvoices.map((invoice) => ({
      kind: 'pastInvoice' as const,
      id: invoice.id,
      at: invoice.issuedAt,
      invoice,
    })),
    ...calls.map((call) => ({ kind: 'call' as const, id: call.id, at: call.at, call })),
  ];
  return entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
