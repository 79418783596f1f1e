import { useCallback, useMemo } from 'react';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { ContactRecords } from '#shared/domain/timeline.ts';
import { plan } from '#shared/records/jobs.ts';
import { findMessages } from '#shared/records/messages.ts';
import { partsOfJobs } from './jobs.ts';
import { useMessageTables } from './messages.ts';
import { useReader, useRecords, useTable } from './records.ts';

/** What belongs to one contact and to those that were merged into it, from all collections, in no particular order. */
export function useContactRecords(contactId: string): ContactRecords {
  const contacts = useTable('contacts');
  const conversations = useRecords('conversations');
  const allMessages = useMessageTables();
  const allJobs = useRecords('jobs');
  const records = useReader(partsOfJobs);
  const allIssued = useRecords('issued');
  const allPayments = useRecords('payments');
  const allPast = useRecords('pastInvoices');
  const allCalls = useRecords('phoneCalls');

  const isOwn = useCallback(
    (id: string) => id === contactId || mergedTarget(id, (each) => contacts.get(each)) === contactId,
    [contacts, contactId],
  );
  const messages = useMemo(() => {
    const own = conversations.filter((talk) => isOwn(talk.contactId));
    return own.flatMap(({ id }) => findMessages(allMessages, 'conversationId', id));
  }, [conversations, allMessages, isOwn]);
  const jobs = useMemo(() => {
    const own = allJobs.filter((job) => isOwn(job.contactId));
    return own.map((job) => plan(records, job));
  }, [allJobs, records, isOwn]);
  const issued = useMemo(() => allIssued.filter(({ contactId: id }) => isOwn(id)), [allIssued, isOwn]);
  const payments = useMemo(() => {
    const own = new Set(issued.map(({ id }) => id));
    return allPayments.filter((payment) => own.has(payment.issuedId));
  }, [allPayments, issued]);
  const pastInvoices = useMemo(() => allPast.filter(({ contactId: id }) => isOwn(id)), [allPast, isOwn]);
  const calls = useMemo(() => allCalls.filter(({ contactId: id }) => isOwn(id)), [allCalls, isOwn]);
  return useMemo(
    () => ({ messages, jobs, issued, payments, pastInvoices, calls }),
    [messages, jobs, issued, payments, pastInvoices, calls],
  );
}
