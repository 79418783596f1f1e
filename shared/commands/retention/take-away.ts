import { attachmentIdOf } from '#shared/domain/attachment.ts';
import type { ErasedBy } from '#shared/records/writer.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { Due } from '#shared/rights/retention/due.ts';
import { forgetFile } from '../attachment.ts';
import { removeWhole } from '../bin.ts';
import type { CommandContext } from '../command.ts';
import { summarise } from '../inbox/summary.ts';

type Kind = keyof Due;

/**
 * How something whose time is over leaves the records: the one place for it. Records that can be changed are removed,
 * those that are written once are erased in an owner's name, files are forgotten wherever they lie.
 */
export function takeAway(draft: RecordWriter, due: Due, context: CommandContext): Record<Kind, number> {
  const ways: Record<Kind, (id: string) => boolean> = {
    payloads: (id) => emptied(draft, id, context),
    events: (id) => withoutPayload(draft, id),
    audit: (id) => erased(draft, 'audit', id, context),
    files: (id) => forgotten(draft, id),
    conversations: (id) => erasedMessage(draft, id, context),
    enquiries: (id) => removedEnquiry(draft, id, context),
    documents: (id) => erasedDocument(draft, id, context),
  };
  const talks = new Set(due.conversations.flatMap((id) => readMessage(draft, id)?.conversationId ?? []));
  const counts = Object.fromEntries(
    (Object.keys(ways) as Kind[]).map((kind) => [kind, due[kind].filter((id) => ways[kind](id)).length]),
  ) as Record<Kind, number>;
  for (const id of talks) if (draft.get('conversations', id) !== undefined) summarise(draft, id);
  return counts;
}

function by({ now, deviceId, memberId, newId }: CommandContext): ErasedBy {
  return { erasedAt: now, deviceId, memberId, salt: newId() };
}

function erased(
  draft: RecordWriter,
  collection: 'audit' | 'issued' | 'payments' | 'messages',
  id: string,
  context: CommandContext,
): boolean {
  if (draft.get(collection, id) === undefined) return false;
  draft.erase(collection, id, by(context));
  return true;
}

function emptied(draft: RecordWriter, id: string, { now }: CommandContext): boolean {
  if (draft.get('messages', id)?.words !== undefined) return false;
  draft.empty('messages', id, now);
  return true;
}

function withoutPayload(draft: RecordWriter, id: string): boolean {
  if (draft.get('accountEvents', id) === undefined) return false;
  draft.patch('accountEvents', id, { raw: null });
  return true;
}

function forgotten(draft: RecordWriter, id: string): boolean {
  if (draft.get('attachments', id)?.file === undefined) return false;
  forgetFile(draft, id);
  draft.remove('transcripts', draft.get('attachments', id)!.messageId);
  return true;
}

function erasedMessage(draft: RecordWriter, id: string, context: CommandContext): boolean {
  const message = readMessage(draft, id);
  if (message === undefined) return false;
  forgetFile(draft, attachmentIdOf(message));
  draft.remove('messageStates', id);
  draft.remove('transcripts', id);
  return erased(draft, 'messages', id, context);
}

/** With it goes somebody of whom there is nothing else. */
function removedEnquiry(draft: RecordWriter, id: string, { now: trustedNow }: CommandContext): boolean {
  const contactId = draft.get('enquiries', id)?.contactId;
  if (contactId === undefined || !removeWhole(draft, { kind: 'enquiries', id, trustedNow })) return false;
  if (draft.by('enquiries', 'contactId', contactId).length > 0) return true;
  if (draft.by('jobs', 'contactId', contactId).length > 0) return true;
  for (const site of draft.by('sites', 'contactId', contactId))
    removeWhole(draft, { kind: 'sites', id: site.id, trustedNow });
  if (draft.get('contacts', contactId) !== undefined)
    removeWhole(draft, { kind: 'contacts', id: contactId, trustedNow });
  return true;
}

function erasedDocument(draft: RecordWriter, id: string, context: CommandContext): boolean {
  const documentId = draft.get('issued', id)?.documentId;
  for (const payment of draft.by('payments', 'issuedId', id)) erased(draft, 'payments', payment.id, context);
  if (documentId !== undefined) draft.remove('documents', documentId);
  return erased(draft, 'issued', id, context);
}
