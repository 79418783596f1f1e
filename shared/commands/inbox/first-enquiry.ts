import type { Enquiry } from '#shared/domain/enquiry.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** What an enquiry has that nobody has looked at yet. */
const ownFields = new Set(['id', 'createdAt', 'contactId', 'title', 'stage', 'stageAt', 'source']);

/**
 * The enquiry of somebody who wrote first and was nobody's customer. It has the contact's id, so that two devices that
 * take in the same message write the same one.
 */
export function beginEnquiry(
  draft: RecordWriter,
  contactId: string,
  { at, source }: { at: number; source: string },
): void {
  if (draft.get('enquiries', contactId) !== undefined) return;
  const enquiry = { contactId, title: '', stage: 'new' as const, stageAt: at, source };
  draft.create('enquiries', { ...enquiry, id: contactId, createdAt: at });
}

/** Nobody asks for work for the first time after all; what the owner has made of the enquiry stays. */
export function dropEnquiry(draft: RecordWriter, contactId: string): void {
  if (isFresh(draft, draft.get('enquiries', contactId))) draft.remove('enquiries', contactId);
}

/** Whether there is none, or one that is as it began. */
export function isEnquiryUntouched(records: Pick<RecordWriter, 'get' | 'by'>, contactId: string): boolean {
  return records
    .by('enquiries', 'contactId', contactId)
    .every((enquiry) => enquiry.id === contactId && isFresh(records, enquiry));
}

/** Of two contacts that are one: who has written first only under both of them is new. */
export function moveEnquiry(draft: RecordWriter, from: string, to: { id: string; isKnown: boolean }): void {
  const enquiry = draft.get('enquiries', from);
  dropEnquiry(draft, from);
  if (enquiry === undefined) dropEnquiry(draft, to.id);
  else if (!to.isKnown) beginEnquiry(draft, to.id, { at: enquiry.createdAt, source: enquiry.source ?? '' });
}

function isFresh(records: Pick<RecordWriter, 'by'>, enquiry: Enquiry | undefined): boolean {
  if (enquiry === undefined || enquiry.stage !== 'new' || enquiry.title !== '') return false;
  if (records.by('enquiryWorths', 'enquiryId', enquiry.id).length > 0) return false;
  return Object.keys(enquiry).every((field) => ownFields.has(field));
}
