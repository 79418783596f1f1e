import { type RecordReader, scanning } from '#shared/records/reader.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Job } from '#shared/domain/job.ts';
import type { PlannedJob, VisitRecord } from '#shared/domain/visit.ts';
import type { ReplyFacts } from './facts.ts';

/** For tests: a job's visits as the records that they are. */
function visitsIn({ id: jobId, visits }: PlannedJob): VisitRecord[] {
  return Object.entries(visits).map(([id, { start, end, anyTime, staffIds = [] }]) => ({
    id,
    jobId,
    createdAt: start,
    plannedFor: start,
    time: { start, end, zone: 'UTC', ...(anyTime && { anyTime }) },
    assignees: Object.fromEntries(staffIds.map((each) => [each, true as const])),
  }));
}

function withoutVisits(planned: PlannedJob): Job {
  const { visits: _, ...job } = planned;
  return job;
}

/** For tests: the records that these facts were read from, and others beside them. */
export function recordsFor(
  facts: ReplyFacts,
  more: { [Name in CollectionName]?: RecordOf<Name>[] } = {},
): RecordReader {
  const talk: Conversation = {
    id: 'talk',
    contactId: facts.contact?.id ?? 'maria',
    channel: 'whatsapp',
    accountId: 'a',
    state: 'open',
    createdAt: 0,
    lastAt: facts.messages.at(-1)?.at ?? 0,
  };
  const tables: Partial<Record<CollectionName, { id: string }[]>> = {
    business: [facts.business],
    services: facts.services,
    contacts: facts.contact === undefined ? [] : [facts.contact],
    conversations: [talk],
    messages: facts.messages,
    jobs: facts.jobs.map(withoutVisits),
    visits: facts.jobs.flatMap(visitsIn),
    sites: facts.sites,
    ...more,
  };
  const all = <Name extends CollectionName>(name: Name) =>
    (tables[name] ?? []) as unknown as RecordOf<Name>[];
  return scanning({ all, get: (name, id) => all(name).find((record) => record.id === id) });
}
