import { attachmentIdOf } from '#shared/domain/attachment.ts';
import type { ErasableCollection } from '#shared/domain/erasure.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { Due } from '#shared/rights/retention/due.ts';
import { forgetFile } from '../attachment.ts';
import type { CommandContext } from '../command.ts';
import { bookOfRecord, clearRecords } from '../erase-records.ts';
import { summarise } from '../inbox/summary.ts';
import { lonePerson, type NamedRecord } from './lone-person.ts';

type Kind = keyof Due;

/** All that goes in one step; see `clearRecords`. */
interface Going {
  removed: NamedRecord[];
  erased: { collection: ErasableCollection; id: string }[];
  /** Records of which something goes, and that stay. */
  touched: NamedRecord[];
  blobs: (NamedRecord & { blob: string })[];
}

/**
 * How something whose time is over leaves the records: the one place for it. Records that can be changed are cleared,
 * those that are written once are erased in an owner's name, and files are forgotten wherever they lie. Gives how many
 * of each kind went, and out of which books.
 */
export function takeAway(
  draft: RecordWriter,
  due: Due,
  { runId, context }: { runId: string; context: CommandContext },
): { counts: Record<Kind, number>; books: ReadonlySet<string> } {
  const going: Going = { removed: [], erased: [], touched: [], blobs: [] };
  const talks = new Set(due.conversations.flatMap((id) => readMessage(draft, id)?.conversationId ?? []));
  for (const id of due.conversations) message(draft, going, id);
  const messages = new Set(due.conversations);
  for (const id of talks) commenter(draft, going, id, messages);
  for (const id of due.enquiries) enquiry(draft, going, id);
  for (const id of due.documents) document(draft, going, id);
  for (const id of due.files) file(draft, going, id);
  for (const id of due.payloads) going.touched.push({ collection: 'messages', id });
  for (const id of due.events) going.touched.push({ collection: 'accountEvents', id });
  // Their last line may be made of what goes.
  for (const id of talks)
    if (draft.get('conversations', id) !== undefined && !goesWhole(going, id))
      going.touched.push({ collection: 'conversations', id });
  const lines = due.audit.map(lineOf);
  const books = new Set(lines.map((line) => bookOfRecord(draft, line)));
  for (const book of clear(draft, going, { runId, context })) books.add(book);
  for (const id of due.files) forgetFile(draft, id);
  for (const id of due.payloads) draft.empty('messages', id, context.now);
  for (const id of due.events) draft.patch('accountEvents', id, { raw: null });
  const { now: erasedAt, deviceId, memberId, newId } = context;
  for (const { collection, id } of [...going.erased, ...lines])
    draft.erase(collection, id, { erasedAt, deviceId, memberId, salt: newId() });
  for (const id of talks) if (draft.get('conversations', id) !== undefined) summarise(draft, id);
  const counts = Object.entries(due).map(([kind, ids]) => [kind, ids.length]);
  return { counts: Object.fromEntries(counts) as Record<Kind, number>, books };
}

function goesWhole({ removed }: Going, talkId: string): boolean {
  return removed.some(({ collection, id }) => collection === 'conversations' && id === talkId);
}

/** Their books are sealed anew as well, so that nothing of it stays below the seal. */
function clear(
  draft: RecordWriter,
  { removed, erased, touched, blobs }: Going,
  run: { runId: string; context: CommandContext },
): string[] {
  const once = [...new Map(removed.map((each) => [`${each.collection}/${each.id}`, each])).values()];
  const there = once.filter(({ collection, id }) => draft.get(collection, id) !== undefined);
  const others = [...erased, ...touched];
  if (there.length + others.length === 0) return [];
  return clearRecords(draft, { removed: there, touched: others, blobs }, run);
}

function lineOf(id: string): { collection: 'audit'; id: string } {
  return { collection: 'audit', id };
}

function message(draft: RecordWriter, going: Going, id: string): void {
  const read = readMessage(draft, id);
  if (read === undefined) return;
  const attachmentId = attachmentIdOf(read);
  const blob = draft.get('attachments', attachmentId)?.file?.blob;
  if (blob !== undefined) going.blobs.push({ collection: 'attachments', id: attachmentId, blob });
  going.removed.push(
    { collection: 'messageStates', id },
    { collection: 'transcripts', id },
    { collection: 'attachments', id: attachmentId },
  );
  going.erased.push({ collection: 'messages', id });
}

/** Of somebody of whom only comments are known nothing stays once these are gone. */
function commenter(draft: RecordWriter, going: Going, talkId: string, messages: ReadonlySet<string>): void {
  const { contactId = '' } = draft.get('conversations', talkId) ?? {};
  if (draft.get('contacts', contactId)?.onlyComments !== true) return;
  const own = draft.by('conversations', 'contactId', contactId);
  // A closed month may hold others: the newest of all tells.
  const isLeft = own.some(({ id, lastMessageId = '' }) =>
    [lastMessageId, ...messagesBy(draft, 'conversationId', id).map((each) => each.id)].some(
      (each) => !messages.has(each),
    ),
  );
  const talks = own.map(({ id }) => id);
  if (isLeft) return;
  const person = lonePerson(draft, contactId, (each) => each.collection === 'conversations');
  if (person.length > 0)
    going.removed.push(...talks.map((id) => ({ collection: 'conversations' as const, id })), ...person);
}

/** The record of the file stays: without one a device would fetch the file anew. */
function file(draft: RecordWriter, going: Going, id: string): void {
  const attachment = draft.get('attachments', id);
  if (attachment?.file === undefined) return;
  going.touched.push({ collection: 'attachments', id });
  going.blobs.push({ collection: 'attachments', id, blob: attachment.file.blob });
  going.removed.push({ collection: 'transcripts', id: attachment.messageId });
}

/** With it goes somebody of whom there is nothing else. */
function enquiry(draft: RecordWriter, going: Going, id: string): void {
  const contactId = draft.get('enquiries', id)?.contactId ?? '';
  const tasks = draft
    .by('tasks', 'aboutId', id)
    .map((task) => ({ collection: 'tasks' as const, id: task.id }));
  const worth = draft
    .by('enquiryWorths', 'enquiryId', id)
    .map((each) => ({ collection: 'enquiryWorths' as const, id: each.id }));
  going.removed.push(
    { collection: 'enquiries', id },
    ...worth,
    ...tasks,
    ...lonePerson(draft, contactId, (each) => each.collection === 'enquiries' && each.id === id),
  );
}

function document(draft: RecordWriter, going: Going, id: string): void {
  const documentId = draft.get('issued', id)?.documentId;
  for (const payment of draft.by('payments', 'issuedId', id))
    going.erased.push({ collection: 'payments', id: payment.id });
  if (documentId !== undefined) going.removed.push({ collection: 'documents', id: documentId });
  going.erased.push({ collection: 'issued', id });
}
