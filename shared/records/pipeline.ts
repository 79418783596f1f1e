import { isInBin } from '#shared/domain/bin.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { type Enquiry, enquiryStages, type EnquiryWorth, type Stage } from '#shared/domain/enquiry.ts';
import { isWon } from './enquiries.ts';
import { jobsBy } from './jobs.ts';
import type { RecordReader } from './reader.ts';

const dayMilliseconds = 86_400_000;

/** How long what was won or lost stays on the board. */
const settledDays = 30;

export interface PipelineCard {
  id: string;
  enquiry: Enquiry;
  contactName: string;
  /** What it may be worth, where this member sees the money and somebody has said. */
  worth: EnquiryWorth['worth'];
  /** Who looks after it; left out, nobody does. */
  ownerName: string | undefined;
  /** Days since anything was done about it, by either side. */
  idleDays: number;
  /** Something is planned: a task that is open, or a visit ahead. */
  hasNextStep: boolean;
}

export interface PipelineColumn {
  /** One of `enquiryStages`, the id of a stage of the owner's own, or `won`. */
  key: string;
  /** Of a stage of the owner's own. */
  name: string | undefined;
  /** What waits longest first; what was won or lost, the newest first. */
  cards: PipelineCard[];
  sums: { amount: bigint; currency: string }[];
}

/** All enquiries by where they stand. `now`: epoch milliseconds. */
export function pipelineOf(records: RecordReader, now: number): PipelineColumn[] {
  const byKey = new Map<string, PipelineCard[]>();
  for (const enquiry of records.all('enquiries')) {
    if (enquiry.archivedAt !== undefined || isInBin(enquiry) || isUnwanted(records, enquiry)) continue;
    const key = isWon(records, enquiry.id) ? 'won' : enquiry.stage;
    const isSettled = key === 'won' || key === 'lost';
    const card = cardOf(records, enquiry, now);
    if (isSettled && card.idleDays > settledDays) continue;
    byKey.set(key, [...(byKey.get(key) ?? []), card]);
  }
  return columnsOf(records, byKey).map(({ key, name }) => {
    const way = key === 'won' || key === 'lost' ? 1 : -1;
    const cards = (byKey.get(key) ?? []).toSorted(
      (a, b) => (a.idleDays - b.idleDays) * way || (a.id < b.id ? -1 : 1),
    );
    return { key, name, cards, sums: sumsOf(cards) };
  });
}

/** All that its sender writes is kept apart. */
function isUnwanted(records: RecordReader, { contactId }: Enquiry): boolean {
  const talks = records.by('conversations', 'contactId', contactId);
  return talks.length > 0 && talks.every(isAside);
}

/** A stage that was put away stands as long as something is in it. */
function columnsOf(
  records: RecordReader,
  byKey: ReadonlyMap<string, unknown>,
): { key: string; name: string | undefined }[] {
  const own = [...records.all('stages')]
    .filter(({ id, archivedAt }) => archivedAt === undefined || byKey.has(id))
    .toSorted((a: Stage, b: Stage) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ id, name }) => ({ key: id, name }));
  const [first, second, ...last] = enquiryStages.map((key) => ({ key, name: undefined }));
  const [quoted, lost] = last;
  return [first!, second!, ...own, quoted!, { key: 'won', name: undefined }, lost!];
}

function cardOf(records: RecordReader, enquiry: Enquiry, now: number): PipelineCard {
  const { id, contactId, conversationId, stageAt, memberId } = enquiry;
  const jobs = jobsBy(records, 'enquiryId', id);
  const tasks = records.by('tasks', 'aboutId', id);
  const contact = records.get('contacts', contactId);
  const talk = conversationId === undefined ? undefined : records.get('conversations', conversationId);
  const last = Math.max(
    stageAt,
    talk?.lastAt ?? 0,
    ...jobs.map(({ createdAt }) => createdAt),
    ...tasks.map(({ createdAt, done }) => done?.at ?? createdAt),
  );
  const isVisited = jobs.some(({ visits }) => Object.values(visits).some(({ end }) => end > now));
  return {
    id,
    enquiry,
    contactName: contact?.name ?? '',
    worth: records.get('enquiryWorths', id)?.worth,
    ownerName: memberId === undefined ? undefined : records.get('members', memberId)?.name,
    idleDays: Math.max(0, Math.floor((now - last) / dayMilliseconds)),
    hasNextStep: isVisited || tasks.some(({ done }) => done === undefined),
  };
}

/** The sum of each currency: nothing is ever summed across two. */
function sumsOf(cards: readonly PipelineCard[]): { amount: bigint; currency: string }[] {
  const sums = new Map<string, bigint>();
  for (const { worth } of cards) {
    if (worth === undefined) continue;
    const { amount, currency } = worth;
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount));
  }
  return Array.from(sums, ([currency, amount]) => ({ currency, amount }));
}
