import type { JobProposal, Reading } from '#shared/agent/extraction/proposal.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { Address } from '#shared/domain/common.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { itemOf } from '#shared/domain/job.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import type { Visit } from '#shared/domain/visit.ts';
import type { Service } from '#shared/domain/business.ts';

/** What the owner may change of a proposal before it becomes a job. */
export interface Edited {
  title: string;
  reading: Reading;
  address: Address | undefined;
}

/** The proposal as it stands; of several readings none is taken. */
export function asProposed({ title, when, place }: JobProposal): Edited {
  const reading = when?.readings.length === 1 ? when.readings[0]! : {};
  return { title, reading, address: place?.address };
}

/** Job and visit in one step, so that one undo takes back both. */
export function jobArgs(
  conversation: Conversation,
  proposal: JobProposal,
  { title, reading, address }: Edited,
  service: Service | undefined,
  timeZone: string,
): ArgsOf<'job.create'> {
  const visit = visitAt(reading, proposal, timeZone);
  return {
    contactId: conversation.contactId,
    conversationId: conversation.id,
    title,
    notes: proposal.notes,
    ...(address !== undefined && { address }),
    ...(service !== undefined && {
      items: [itemOf(service)],
    }),
    ...(visit !== undefined && { visit }),
  };
}

/** When the customer is visited; `undefined` where day or time is not known yet. */
export function visitAt(
  { day, time }: Reading,
  { durationMinutes }: Pick<JobProposal, 'durationMinutes'>,
  timeZone: string,
): Visit | undefined {
  const start = day === undefined || time === undefined ? undefined : momentOf(day, time, timeZone);
  return start === undefined ? undefined : { start, end: start + durationMinutes * 60_000 };
}
