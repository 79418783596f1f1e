import type { Identity } from '#shared/domain/contact.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { isSamePhone } from '#shared/domain/phone.ts';
import { staffIdsOf } from '#shared/domain/staff.ts';
import type { Member } from '#shared/domain/team.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** The member who may be served under this number (digits as in `wa_id`). Of several with one number it is nobody. */
export function memberWithPhone(
  records: Pick<RecordReader, 'all' | 'get'>,
  digits: string | undefined,
): Member | undefined {
  const country = records.get('business', 'business')?.country;
  return memberCalling([...records.all('members')], digits, country);
}

/** The member who writes in a conversation, by the numbers that WhatsApp vouches for now. */
export function servedMember(records: RecordReader, conversation: Conversation): Member | undefined {
  return memberIn(conversation, {
    identities: records.by('identities', 'contactId', conversation.contactId),
    members: [...records.all('members')],
    country: records.get('business', 'business')?.country,
  });
}

interface Known {
  /** The contact's. */
  identities: readonly Identity[];
  members: readonly Member[];
  country: string | undefined;
}

/** The same by what is known. A conversation in which somebody else writes as well, after a merge, is a customer's. */
export function memberIn(
  { channel, groupId }: Conversation,
  { identities, members, country }: Known,
): Member | undefined {
  if (channel !== 'whatsapp' || groupId !== undefined) return undefined;
  const found = identities
    .filter(({ kind, supersededAt }) => kind === 'phone' && supersededAt === undefined)
    .map(({ value }) => memberCalling(members, value, country));
  const [first] = found;
  return found.every((member) => member !== undefined && member.id === first?.id) ? first : undefined;
}

function memberCalling(
  members: readonly Member[],
  digits: string | undefined,
  country: string | undefined,
): Member | undefined {
  if (digits === undefined) return undefined;
  const found = members.filter(
    ({ phone, isServed }) =>
      isServed === true && phone !== undefined && isSamePhone(phone, `+${digits}`, country),
  );
  return found.length === 1 ? found[0] : undefined;
}

export interface OwnVisit {
  job: PlannedJob;
  visitId: string;
  visit: Visit;
}

/** How long after its end a visit may still be marked as done by its technician. */
const doneWithin = 12 * 60 * 60 * 1000;

/** A member's visits of open jobs that have not long been over, the next first. */
export function ownVisits(records: RecordReader, memberId: string, now: number): OwnVisit[] {
  const ids = staffIdsOf(memberId, records.all('staff'));
  return allJobs(records)
    .filter(isOpenJob)
    .flatMap((job) => Object.entries(job.visits).map(([visitId, visit]) => ({ job, visitId, visit })))
    .filter(({ visit }) => visit.staffIds?.some((id) => ids.has(id)) === true && visit.state !== 'done')
    .filter(({ visit }) => visit.end > now - doneWithin)
    .toSorted((a, b) => a.visit.start - b.visit.start || (a.visitId < b.visitId ? -1 : 1));
}

/** A picture that a technician has taken. */
export function isPhoto({ type }: Pick<Message, 'type'>): boolean {
  return type === 'image';
}
