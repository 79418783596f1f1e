import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { conversationOf } from '#shared/records/enquiries.ts';
import { jobsBy } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { matchServices } from '../basic/services.ts';
import { currentServices } from '../beginning.ts';
import { proposeJob } from '../extraction/proposal.ts';
import { collectFacts, enquiryFacts } from '../facts.ts';
import { readAsked } from './insight.ts';
import { type Asked, leadScore, type LeadScore } from './score.ts';

/**
 * How likely work comes of an enquiry, by what is known of it and by what the customer has written. A child has none,
 * and nobody of whom things may only be kept.
 */
export function scoreEnquiry(records: RecordReader, id: string, now: number): LeadScore | undefined {
  const enquiry = records.get('enquiries', id);
  if (enquiry === undefined || isLimitedPerson(records, enquiry.contactId, 'minor')) return undefined;
  const { contactId, title, expectedOn } = enquiry;
  const conversationId = conversationOf(records, enquiry);
  const known: Asked = {
    wants: [],
    hasService: matchServices(title, currentServices(records)).length > 0,
    hasDay: expectedOn !== undefined,
  };
  const about = enquiryFacts(records, id, now);
  const facts = conversationId === undefined ? undefined : collectFacts(records, conversationId, now);
  if (facts?.ok !== true) {
    if (facts?.error.code === 'draft.restricted') return undefined;
    const jobs = jobsBy(records, 'contactId', contactId);
    const contact = records.get('contacts', contactId);
    return leadScore({ contact, jobs, messages: [], now, enquiry: about }, known);
  }
  const { asked } = readAsked(facts.value, proposeJob(conversationId!, facts.value));
  const hasService = asked.hasService || known.hasService;
  return leadScore(
    { ...facts.value, enquiry: about },
    { ...asked, hasService, hasDay: asked.hasDay || known.hasDay },
  );
}
