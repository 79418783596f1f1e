import type { Archive } from '../books/archive.ts';
import type { Guard } from '../guard.ts';
/** What can be found. A note is a message for the team only. */
export const searchKinds = ['contact', 'message', 'note', 'job', 'document', 'knowledge'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Left out, a filter lets everything through. Moments in epoch milliseconds. */
export interface SearchFilter {
  kinds?: SearchKind[];
  contactId?: string;
  from?: number;
  /** Exclusive. */
  to?: number;
  /**
   * Of a job, a document (`draft`, `invoice`, `creditNote`), the conversation of a message, or knowledge (`draft`,
   * `approved`, `archived`).
   */
  states?: string[];
  /** At most this many hits; 30 if left out. */
  limit?: number;
}

export interface SearchHit {
  kind: SearchKind;
  /** Of the record that opens: a contact, a message, a job, a document, an entry of the knowledge. */
  id: string;
  at: number;
  contactId?: string;
  contactName?: string;
  /** Of a message or note. */
  conversationId?: string;
  state?: string;
  /** A name, a job's title, a document's number, a question or heading; empty for a message and a draft. */
  title: string;
  titleMarks: [start: number, end: number][];
  /** The part of the text around the first match. */
  snippet: string;
  marks: [start: number, end: number][];
}

export interface SearchAnswer {
  /** Best first. */
  hits: SearchHit[];
  /** How many records match, also beyond the limit. */
  total: number;
  /** `false` while parts of the index are still being made: there may be more. */
  complete: boolean;
}

/** Where lists go back by years. */
export type YearlyCompartment = 'work' | 'money';

export interface SearchApi {
  /** Searches messages, notes, contacts, jobs, documents and the knowledge of all time; never waits for an old book to open. */
  search(query: string, filter?: SearchFilter): Promise<SearchAnswer>;
  /**
   * Opens the newest closed month that holds earlier messages of a conversation. Its records have been sent when
   * this resolves. `more`: there are still older ones that are closed.
   */
  openEarlier(conversationId: string): Promise<{ more: boolean }>;
  /** Opens the closed book that holds a record, such as a job of years ago. `false` where no closed book has it. */
  openRecord(collection: string, id: string): Promise<boolean>;
  /** Opens all closed years that hold something of a contact. */
  openHistory(contactId: string): Promise<void>;
  /** The newest year of jobs or of invoices that is closed; `undefined` where none is. */
  earlierYear(compartment: YearlyCompartment): Promise<number | undefined>;
  /** Opens the year that `earlierYear` names. */
  openEarlierYear(compartment: YearlyCompartment): Promise<void>;
}

interface Parts {
  search(query: string, filter?: SearchFilter): SearchAnswer;
  archive: Archive;
}

export function createSearchApi({ open }: Guard<Parts>): SearchApi {
  return {
    search: async (query, filter) => open()?.search(query, filter) ?? { hits: [], total: 0, complete: true },
    openEarlier: async (conversationId) =>
      (await open()?.archive.openEarlier(conversationId)) ?? { more: false },
    openRecord: async (collection, id) => (await open()?.archive.openRecord(collection, id)) ?? false,
    openHistory: async (contactId) => open()?.archive.openHistory(contactId),
    earlierYear: async (compartment) => open()?.archive.earlierYear(compartment),
    openEarlierYear: async (compartment) => open()?.archive.openEarlierYear(compartment),
  };
}
