import type { Remote } from 'comlink';
import { type ChatRow, rowsAtOnce } from '#shared/domain/import.ts';
import type { Said } from '#shared/import/chat/chat.ts';
import { save } from '#renderer/state/commands.ts';
import { readTable } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { ChatReader } from '../reading/chat-reader.ts';
import type { Sent } from '../send-pieces.ts';

interface SendingChat {
  reader: Remote<ChatReader>;
  fileName: string;
  contactId: string;
  /** The names by which the business is called in the chat. */
  us: ReadonlySet<string>;
  isGroup: boolean;
  total: number;
  isStopped(): boolean;
  onProgress(done: number): void;
}

/** Pieces under way at once: while one is being stored the next is read. */
const piecesAtOnce = 3;

/** Has a chat written down piece by piece, its files before the words beside them; `undefined` where nothing could be. */
export async function sendChat(sending: SendingChat): Promise<(Sent & { filesLost: number }) | undefined> {
  const { reader, fileName, contactId, total } = sending;
  await openMonths(contactId);
  const begun = await save('import.begin', { what: 'chats', fileName, us: [...sending.us] });
  if (!begun.ok) return undefined;
  const { id } = begun.value;
  const isThere = whatIsThere(contactId);
  const counts = { made: 0, filled: 0, left: 0 };
  let [next, done, filesLost] = [0, 0, 0];
  let isOver = false;

  async function sendOneByOne(): Promise<void> {
    while (next < total && !isOver && !sending.isStopped()) {
      const from = next;
      next += rowsAtOnce;
      const said = await reader.piece(from, rowsAtOnce);
      const fresh = said.filter((each) => !isThere(each, sending.us.has(each.author)));
      const rows: ChatRow[] = [];
      for (const each of fresh) {
        const row = await rowOf(sending, each);
        if (each.file !== undefined && row.file === undefined) filesLost++;
        rows.push(row);
      }
      const saved = await save('import.chat', { importId: id, contactId, rows });
      if (!saved.ok) {
        isOver = true;
        return;
      }
      counts.made += saved.value.made;
      counts.left += saved.value.left + said.length - fresh.length;
      done += said.length;
      sending.onProgress(done);
    }
  }

  await Promise.all(Array.from({ length: piecesAtOnce }, sendOneByOne));
  return { id, counts, done, total, filesLost };
}

async function rowOf(
  { reader, us, isGroup }: SendingChat,
  { key, at, author, text, file }: Said,
): Promise<ChatRow> {
  const row: ChatRow = {
    key,
    at,
    isOurs: us.has(author),
    text,
    ...(isGroup && !us.has(author) && { sender: author }),
  };
  if (file === undefined) return row;
  const content = await reader.file(file);
  const stored = content && (await vault().attach(content, file));
  // What cannot be kept is named.
  return stored?.ok === true ? { ...row, file: stored.value } : { ...row, text: text === '' ? file : text };
}

function conversationsOf(contactId: string): string[] {
  return [...readTable('conversations').values()]
    .filter((talk) => talk.contactId === contactId)
    .map(({ id }) => id);
}

/** Months that are closed hold what was brought in before. */
async function openMonths(contactId: string): Promise<void> {
  for (const id of conversationsOf(contactId))
    for (let more = true; more;) ({ more } = await vault().openEarlier(id));
}

/** What is there of the chat: what was brought in before, by its key, and what came over the number itself, by its words. */
function whatIsThere(contactId: string): (said: Said, isOurs: boolean) => boolean {
  const talks = new Set(conversationsOf(contactId));
  const states = readTable('messageStates');
  const keys = new Set<string>();
  const live = new Set<string>();
  for (const { id, conversationId, broughtIn, content, at, direction, text } of readTable(
    'messages',
  ).values())
    if (talks.has(conversationId) && states.get(id)?.discarded === undefined) {
      if (broughtIn === true) keys.add(String(content?.['chat']));
      else live.add(wordsKey(at, direction === 'out', text ?? ''));
    }
  return ({ key, at, text }, isOurs) =>
    keys.has(key) || (text !== '' && live.has(wordsKey(at, isOurs, text)));
}

/** An export knows no seconds on some phones. */
function wordsKey(at: number, isOurs: boolean, text: string): string {
  return `${Math.floor(at / 60_000)} ${isOurs} ${text.trim()}`;
}
