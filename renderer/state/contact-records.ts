import { useMemo } from 'react';
import type { ContactRecords } from '#shared/domain/timeline.ts';
import { useRecords } from './records.ts';

/** What belongs to one contact, from all collections, in no particular order. */
export function useContactRecords(contactId: string): ContactRecords {
  const conversations = useRecords('conversations');
  const allMessages = useRecords('messages');
  const allJobs = useRecords('jobs');
  const allIssued = useRecords('issued');
  const allPayments = useRecords('payments');

  const messages = useMemo(() => {
    const own = new Set(conversations.filter((talk) => talk.contactId === contactId).map(({ id }) => id));
    return allMessages.filter((message) => own.has(message.conversationId));
  }, [conversations, allMessages, contactId]);
  const jobs = useMemo(() => allJobs.filter((job) => job.contactId === contactId), [allJobs, contactId]);
  const issued = useMemo(
    () => allIssued.filter((document) => document.contactId === contactId),
    [allIssued, contactId],
  );
  const payments = useMemo(() => {
    const own = new Set(issued.map(({ id }) => id));
    return allPayments.filter((payment) => own.has(payment.issuedId));
  }, [allPayments, issued]);
  return useMemo(() => ({ messages, jobs, issued, payments }), [messages, jobs, issued, payments]);
}
