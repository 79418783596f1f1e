import { deliveryState } from '#shared/channels/delivery.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { composeMessage } from '#shared/domain/compose-message.ts';
import type { Message, MessageState, WrittenMessage } from '#shared/domain/conversation.ts';
import { accountsOf } from '#shared/domain/invoice-status.ts';
import type { IssuedDocument, DraftDocument } from '#shared/domain/invoice.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { Job } from '#shared/domain/job.ts';
import type { Task } from '#shared/domain/task.ts';
import type { JobEvent } from '#shared/domain/job-event.ts';
import { openOf, type PastInvoice } from '#shared/domain/past-invoice.ts';
import { planned, type VisitRecord } from '#shared/domain/visit.ts';
import type { Book } from '../books/book.ts';

/**
 * Whether something in a book still waits for somebody: a message to be sent, a job to be done or billed, a
 * task, a draft, an invoice that is not settled. Such a book stays open however old it is, so that lists and totals
 * are complete. For a year of money all later years must be open: payments are in the year they were made.
 */
export function needsAttention({ tables }: Pick<Book, 'tables'>, records: RecordReader): boolean {
  const all = <Row>(name: Parameters<typeof tables.records>[0]): Row[] =>
    [...tables.records(name).values()] as unknown as Row[];
  const states = tables.records('messageStates') as unknown as ReadonlyMap<string, MessageState>;
  const messages = all<WrittenMessage>('messages').flatMap(
    (one) => composeMessage(one, states.get(one.id)) ?? [],
  );
  if (messages.some(isToBeSent)) return true;
  const visits = Map.groupBy(all<VisitRecord>('visits'), ({ jobId }) => jobId);
  const events = Map.groupBy(all<JobEvent>('jobEvents'), ({ jobId }) => jobId);
  const isWaiting = (job: Job): boolean =>
    waits(job, { visits: visits.get(job.id) ?? [], events: events.get(job.id) ?? [] });
  if (all<Job>('jobs').some(isWaiting)) return true;
  if (all<Task>('tasks').some(({ done }) => done === undefined)) return true;
  if (all<DraftDocument>('documents').some(({ issuedId }) => issuedId === undefined)) return true;
  if (all<PastInvoice>('pastInvoices').some((invoice) => openOf(invoice) > 0n)) return true;
  const issued = all<IssuedDocument>('issued');
  if (issued.length === 0) return false;
  const accounts = accountsOf(records.all('issued'), records.all('payments'));
  return issued.some(({ id, kind }) => kind === 'invoice' && accounts.get(id)?.due !== 0n);
}

/** Work to do, or to bill: what has its document waits there. What lies in another year leaves this one open. */
function waits(job: Job, { visits, events }: { visits: VisitRecord[]; events: JobEvent[] }): boolean {
  const asItIs = planned(job, {
    visits,
    events,
    isInvoiced: () => job.documentId !== undefined,
  });
  return isOpenJob(asItIs) || asItIs.state === 'completed';
}

/** What another program sent has no device that has to send it. */
function isToBeSent(message: Message): boolean {
  return message.direction === 'out' && message.deviceId !== undefined && deliveryState(message) === 'queued';
}
