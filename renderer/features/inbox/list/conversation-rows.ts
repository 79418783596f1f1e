import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';

export const conversationFilters = ['open', 'unread', 'resolved'] as const;
export type ConversationFilter = (typeof conversationFilters)[number];

/** A conversation as the list shows it. */
export interface ConversationRow {
  id: string;
  conversation: Conversation;
  name: string;
  unread: boolean;
  /** What the search looks at, in lower case. */
  words: string;
}

export function isUnread({ lastInboundAt, readUpTo = 0 }: Conversation): boolean {
  return lastInboundAt !== undefined && lastInboundAt > readUpTo;
}

/** All conversations, the newest first. */
export function toRows(
  conversations: Iterable<Conversation>,
  contacts: Pick<ReadonlyMap<string, Contact>, 'get'>,
  unknownName: string,
): ConversationRow[] {
  return Array.from(conversations, (conversation) => {
    const contact = contacts.get(conversation.contactId);
    const name = contact?.name ?? unknownName;
    const numbers = Object.values(contact?.phones ?? {}).map(({ number }) => number.replaceAll(/\s/g, ''));
    const words = [name, contact?.company, conversation.lastText, ...numbers].join(' ').toLowerCase();
    return { id: conversation.id, conversation, name, unread: isUnread(conversation), words };
  }).toSorted((a, b) => b.conversation.lastAt - a.conversation.lastAt || (a.id < b.id ? -1 : 1));
}

/** The rows of a filter; the one that is open stays, so that reading it does not make it disappear. */
export function filterRows(
  rows: ConversationRow[],
  filter: ConversationFilter,
  query: string,
  openId: string | undefined,
): ConversationRow[] {
  const words = query.toLowerCase().split(/\s+/);
  return rows.filter(
    (row) => (row.id === openId || matches(row, filter)) && words.every((word) => row.words.includes(word)),
  );
}

function matches({ conversation, unread }: ConversationRow, filter: ConversationFilter): boolean {
  if (filter === 'unread') return unread;
  return conversation.state === filter;
}
