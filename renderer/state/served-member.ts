import { memberIn } from '#shared/agent/technician/served-member.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Member } from '#shared/domain/team.ts';
import { useRecord, useRecords, useRecordsBy } from './records.ts';

/** The member of the team who writes in a conversation, where it is no customer. */
export function useServedMember(conversation: Conversation): Member | undefined {
  const members = useRecords('members');
  const identities = useRecordsBy('identities', 'contactId', conversation.contactId);
  const country = useRecord('business', 'business')?.country;
  return memberIn(conversation, { members, identities, country });
}
