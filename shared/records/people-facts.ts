import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import type { PersonFacts } from '#shared/domain/people-filter.ts';
import type { RecordReader } from './reader.ts';
import { isWon } from './enquiries.ts';
import { allJobs } from './jobs.ts';

const nothing: PersonFacts = { hasOpenEnquiry: false, lastWorkAt: undefined };

/** What enquiries, jobs and visits say of each contact, in one walk over them. */
export function peopleFacts(records: RecordReader): (contactId: string) => PersonFacts {
  const facts = new Map<string, PersonFacts>();
  const of = (id: string) => {
    const known = facts.get(id) ?? { ...nothing };
    facts.set(id, known);
    return known;
  };
  for (const enquiry of records.all('enquiries'))
    if (isOpenEnquiry(enquiry) && !isWon(records, enquiry.id)) of(enquiry.contactId).hasOpenEnquiry = true;
  for (const job of allJobs(records)) {
    if (job.state === 'cancelled') continue;
    const known = of(job.contactId);
    const ahead = Math.max(-Infinity, ...Object.values(job.visits).map(({ start }) => start));
    const at = job.completedAt ?? (ahead === -Infinity ? job.createdAt : ahead);
    known.lastWorkAt = Math.max(known.lastWorkAt ?? -Infinity, at);
  }
  return (id) => facts.get(id) ?? nothing;
}
