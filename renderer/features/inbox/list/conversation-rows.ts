import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { matchesFilter, type ConversationFilter, type Viewer } from '#shared/domain/conversation-filter.ts';
import { isUnread } from '#shared/domain/conversation-state.ts';

/** A conversation as the list shows it. */
export interface ConversationRow {
  id: string;
  conversation: Conversation;
  name: string;
  unread: boolean;
  /** What the search looks at, in lower case. */
  words: string;
}

/** All conversations, the newest first. */
export function toRows(
  conversations: Iterable<Conversation>,
  contacts: Pick<ReadonlyMap<string, Contact>, 'get'>,
  unknownName: string,
  memberId: string | undefined,
): ConversationRow[] {
  return Array.from(conversations, (conversation) => {
    const contact = contacts.get(conversation.contactId);
    const name = contact?.name ?? unknownName;
    const numbers = Object.values(contact?.phones ?? {}).map(({ number }) => number.replaceAll(/\s/g, ''));
    const words = [name, contact?.company, conversation.lastText, ...numbers].join(' ').toLowerCase();
    return { id: conversation.id, conversation, name, unread: isUnread(conversation, memberId), words };
  }).toSorted((a, b) => b.conversation.lastAt - a.conversation.lastAt || (a.id < b.id ? -1 : 1));
}

/** The rows of a filter; the one that is open stays, so that reading it does not make it disappear. */
export function filterRows(
  rows: ConversationRow[],
  wanted: { filter: ConversationFilter; query: string; openId: string | undefined },
  viewer: Viewer,
): ConversationRow[] {
  const words = wanted.query.toLowerCase().split(/\s+/);
  return rows.filter(
    (row) =>
      (row.id === wanted.openId || matchesFilter(row.conversation, wanted.filter, viewer)) &&
      words.every((word) => row.words.includes(word)),
  );
}
