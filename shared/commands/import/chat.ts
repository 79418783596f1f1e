import { z } from 'zod';
import { attachmentIdOf, type StoredFile } from '#shared/domain/attachment.ts';
import { idSchema } from '#shared/domain/common.ts';
import { broughtInAccount, type Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import { type ChatRow, chatRowSchema, type Import, rowsAtOnce } from '#shared/domain/import.ts';
import { provenMessage } from '#shared/domain/message-proof.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { whatsappAccounts } from '#shared/records/accounts.ts';
import {
  messagesBy,
  type NewMessage,
  patchState,
  readMessage,
  unsetState,
} from '#shared/records/messages.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { forgetFile } from '../attachment.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { showAsLast, summarise } from '../inbox/summary.ts';
import { freshId } from '../suppression.ts';
import { erasedUpTo, whoIs } from './identity.ts';
import { countUp, openImport } from './import.ts';

const args = z.strictObject({
  importId: idSchema,
  contactId: idSchema,
  rows: z.array(chatRowSchema).max(rowsAtOnce),
});

/**
 * Takes in what was said in a chat before: history, to which nobody is answered, reminded or asked. What is there
 * already is left as it is, so that a longer export adds only what is new.
 */
export const importChat = defineCommand({
  name: 'import.chat',
  title: 'Bring a chat in',
  args,
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, contactId, rows }: z.infer<typeof args>, context) {
    const open = openImport(draft, importId, 'chats');
    if (!open.ok) return open;
    const contact = whoIs(draft, contactId);
    if (contact === undefined)
      return problem('contact.missing', 'This contact no longer exists.', 'Choose another one.');
    const talk = conversationOf(draft, contact.id, context);
    if (open.value.conversationId === undefined)
      draft.patch('imports', importId, { conversationId: talk.id });
    const done = { made: 0, filled: 0, left: 0 };
    const since = erasedUpTo(draft, contact, context);
    const erased = new Set(Array.from(draft.all('talkErasures'), ({ recordId }) => recordId));
    for (const row of rows) {
      const message = provenMessage(messageOf(talk.id, row));
      const stays = row.at > since && !erased.has(message.id);
      done[stays ? takeIn(draft, message, importId, row) : 'left']++;
    }
    settle(draft, talk.id, rows);
    countUp(draft, open.value, done);
    return ok(done);
  },
});

/** The customer's conversation over WhatsApp; where there is none, one of which only the past is known. */
function conversationOf(draft: RecordWriter, contactId: string, context: CommandContext): Conversation {
  const known = draft
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.channel === 'whatsapp' && isPrivate(talk))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (known !== undefined) return known;
  const accounts = whatsappAccounts(draft);
  const accountId = accounts.length === 1 ? accounts[0]! : broughtInAccount;
  const id = freshId(draft, 'conversations', contentId(['whatsapp', accountId, contactId]), context);
  const channel = 'whatsapp' as const;
  draft.create('conversations', {
    id,
    contactId,
    channel,
    accountId,
    state: 'resolved',
    createdAt: context.now,
    lastAt: 0,
    past: true,
  });
  return draft.get('conversations', id)!;
}

function takeIn(
  draft: RecordWriter,
  message: NewMessage & { id: string },
  importId: string,
  row: ChatRow,
): 'made' | 'left' {
  const { id } = message;
  const known = draft.get('messages', id);
  // Only what an import was taken back with is hidden: it comes again.
  if (known !== undefined && draft.get('messageStates', id)?.discarded === undefined) return 'left';
  if (known === undefined) draft.create('messages', message);
  unsetState(draft, id, 'discarded');
  patchState(draft, id, { importId });
  if (row.file !== undefined) attach(draft, id, row);
  return 'made';
}

function messageOf(conversationId: string, { key, at, isOurs, sender, text, file }: ChatRow): NewMessage {
  return {
    conversationId,
    direction: isOurs ? 'out' : 'in',
    type: file === undefined ? 'text' : kindOf(file),
    at,
    text,
    past: true,
    broughtIn: true,
    ...(sender !== undefined && { sender }),
    content: { chat: key },
  };
}

function kindOf({ mimeType }: StoredFile): MediaKind {
  const [kind] = mimeType.split('/');
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

function attach(draft: RecordWriter, messageId: string, { at, file }: ChatRow): void {
  const id = attachmentIdOf(draft.get('messages', messageId)!);
  if (draft.get('attachments', id) === undefined)
    draft.create('attachments', { id, at, messageId, state: 'ready', file });
  else draft.assign('attachments', id, { state: 'ready', file, removedBlob: undefined });
}

/** Shows the newest line; and what was said before is not proposed as work, nor to be remembered or settled. */
function settle(draft: RecordWriter, conversationId: string, rows: readonly ChatRow[]): void {
  const [first, ...others] = rows;
  if (first === undefined) return;
  const last = others.reduce((newest, row) => (row.at >= newest.at ? row : newest), first);
  const newest = readMessage(draft, provenMessage(messageOf(conversationId, last)).id);
  if (newest !== undefined) showAsLast(draft, newest);
  const talk = draft.get('conversations', conversationId)!;
  if (talk.past !== true) return;
  for (const field of ['proposalDismissedUpTo', 'requestsSettledUpTo', 'preferencesDismissedUpTo'] as const)
    if ((talk[field] ?? 0) < last.at) draft.patch('conversations', conversationId, { [field]: last.at });
}

/** Hides what an import brought into a chat, a part at a time, and lets its files go. */
export function takeChatBack(
  draft: RecordWriter,
  { id: importId, conversationId, undoneAt }: Import,
  { now, atOnce }: { now: number; atOnce: number },
): Result<{ removed: number; restored: number; stayed: number; isDone: boolean }> {
  const part: string[] = [];
  for (const state of draft.all('messageStates')) {
    if (state.importId === importId && state.discarded === undefined) part.push(state.id);
    if (part.length === atOnce) break;
  }
  for (const id of part) {
    const message = readMessage(draft, id);
    if (message !== undefined) forgetFile(draft, attachmentIdOf(message));
    patchState(draft, id, { discarded: true });
  }
  const isDone = part.length < atOnce;
  if (isDone && conversationId !== undefined) tidy(draft, conversationId);
  if (isDone && undoneAt === undefined) draft.patch('imports', importId, { undoneAt: now });
  return ok({ removed: part.length, restored: 0, stayed: 0, isDone });
}

/** A conversation of which only a past is known that was taken back again is none. */
function tidy(draft: RecordWriter, conversationId: string): void {
  const talk = draft.get('conversations', conversationId);
  if (talk === undefined) return;
  const isEmpty = messagesBy(draft, 'conversationId', conversationId).length === 0;
  if (isEmpty && talk.past === true) draft.remove('conversations', conversationId);
  else summarise(draft, conversationId);
}
