import { dayOf } from '#shared/domain/day.ts';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { longestKept } from '#shared/domain/retention/documents.ts';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import { type ChannelKind, channelKinds } from '#shared/domain/channel.ts';
import { type AnyWindow, cutOf } from '#shared/domain/retention/windows.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Held } from './held.ts';

/** The kinds that go for the whole business; the ledger and backups are each device's own. */
export const sharedKinds = ['payloads', 'audit', 'files', 'conversations', 'enquiries', 'documents'] as const;
export type SharedKind = (typeof sharedKinds)[number];

/** By kind, the ids of what goes. `payloads`: of messages; those of account events are `events`. */
export type Due = Record<SharedKind | 'events', string[]>;

export interface Asked {
  terms: RetentionTerms;
  held: Held;
  /** Epoch milliseconds. */
  now: number;
}

/** What goes by these terms now, of the books that are open. Nothing is changed. */
export function dueBy(records: RecordReader, asked: Asked): Due {
  const none: Due = {
    payloads: [],
    events: [],
    audit: [],
    files: [],
    conversations: [],
    enquiries: [],
    documents: [],
  };
  if (asked.held.all) return none;
  const cut = (window: AnyWindow): number => cutIn(records, asked, window);
  const cuts = channelKinds.map((kind) => [kind, cut(`conversations.${kind}`)] as const);
  const words = new Map<ChannelKind | undefined, number>([[undefined, cut('conversations')], ...cuts]);
  const messages = dueMessages(records, asked.held, { words, raw: cut('payloads') });
  const going = new Set(messages.conversations);
  return {
    ...messages,
    events: idsOf(records.all('accountEvents'), ({ at, raw }) => at < cut('payloads') && hasRaw(raw)),
    audit: idsOf(records.all('audit'), ({ at }) => at < cut('audit')),
    files: dueFiles(records, asked.held, { cut: cut('files'), going }),
    enquiries: dueEnquiries(records, asked.held, cut('enquiries')),
    documents: asked.terms.erasesDocuments ? dueDocuments(records, asked) : [],
  };
}

function cutIn(records: RecordReader, { terms, now }: Asked, window: AnyWindow): number {
  const country = records.get('business', 'business')?.country ?? '';
  return cutOf(window, { windows: terms.windows, country, now });
}

function hasRaw(raw: unknown): boolean {
  return raw !== undefined && raw !== null;
}

function idsOf<Each extends { id: string }>(all: Iterable<Each>, goes: (each: Each) => boolean): string[] {
  const ids: string[] = [];
  for (const each of all) if (goes(each)) ids.push(each.id);
  return ids;
}

/** What is for later, or is filed elsewhere since, goes by the later of its moments and by where it is now. */
function dueMessages(
  records: RecordReader,
  held: Held,
  cut: { words: ReadonlyMap<ChannelKind | undefined, number>; raw: number },
) {
  const latestCut = Math.max(cut.raw, ...cut.words.values());
  const ofAll = cut.words.get(undefined) ?? -Infinity;
  const found = { conversations: [] as string[], payloads: [] as string[] };
  for (const { id, at, sendAt = at, type, raw, conversationId } of records.all('messages')) {
    const latest = Math.max(at, sendAt);
    if (latest >= latestCut) continue;
    const talkId = records.get('messageStates', id)?.conversationId ?? conversationId;
    const isOld = latest < (cut.words.get(records.get('conversations', talkId)?.channel) ?? ofAll);
    if (!isOld && (latest >= cut.raw || type !== 'unsupported' || !hasRaw(raw))) continue;
    if (held.conversation(talkId)) continue;
    (isOld ? found.conversations : found.payloads).push(id);
  }
  return found;
}

function dueFiles(
  records: RecordReader,
  held: Held,
  { cut, going }: { cut: number; going: ReadonlySet<string> },
): string[] {
  return idsOf(records.all('attachments'), ({ at, file, messageId }) => {
    if (file === undefined || at >= cut || going.has(messageId)) return false;
    return !held.conversation(records.get('messages', messageId)?.conversationId);
  });
}

/** No job ever came of it, and nothing has happened with it for so long. */
function dueEnquiries(records: RecordReader, held: Held, cut: number): string[] {
  const lastAt = ({ createdAt, stageAt, archivedAt = 0 }: Enquiry): number =>
    Math.max(createdAt, stageAt, archivedAt);
  return idsOf(
    records.all('enquiries'),
    (enquiry) =>
      lastAt(enquiry) < cut &&
      records.by('jobs', 'enquiryId', enquiry.id).length === 0 &&
      !held.contact(enquiry.contactId),
  );
}

/** Issued, and the law of no country that has to do with it asks for it any more. */
function dueDocuments(records: RecordReader, { terms, held, now }: Asked): string[] {
  const { country, timeZone = 'UTC' } = records.get('business', 'business') ?? {};
  const today = dayOf(now, timeZone);
  return idsOf(records.all('issued'), ({ issueDate, seller, contactId, jobId }) => {
    const countries = [...new Set([country, seller.address?.country].filter((each) => each !== undefined))];
    if (longestKept(issueDate, countries, terms.documents) >= today) return false;
    return !held.contact(contactId) && !held.job(jobId);
  });
}
