import { type Enquiry, isOpenEnquiry } from '#shared/domain/enquiry.ts';
import { jobsBy } from './jobs.ts';
import type { RecordReader } from './reader.ts';

/** Whether work came of an enquiry: it has a job that was not cancelled, and was made for more than a look. */
export function isWon(records: RecordReader, id: string): boolean {
  return jobsBy(records, 'enquiryId', id).some(
    ({ state, isAssessment }) => state !== 'cancelled' && isAssessment !== true,
  );
}

/** Where its customer writes about an enquiry: where it came in, else where they have written last. */
export function conversationOf(
  records: RecordReader,
  { conversationId, contactId }: Enquiry,
): string | undefined {
  if (conversationId !== undefined) return conversationId;
  const all = records.by('conversations', 'contactId', contactId);
  return all.toSorted((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0) || (a.id < b.id ? -1 : 1))[0]?.id;
}

/** The enquiry that a new job of a customer comes of, if nobody has said: the only one that is open. */
export function onlyOpenEnquiry(records: RecordReader, contactId: string): string | undefined {
  const open = records
    .by('enquiries', 'contactId', contactId)
    .filter((each) => isOpenEnquiry(each) && !isWon(records, each.id));
  return open.length === 1 ? open[0]!.id : undefined;
}
