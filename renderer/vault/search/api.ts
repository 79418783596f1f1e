import type { Guard } from '../guard.ts';
/** What can be found. A note is a message for the team only. */
export const searchKinds = ['contact', 'message', 'note', 'job', 'document', 'knowledge', 'site'] as const;
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
  /** Of the record that opens: a contact (of a site: whose it is), a message, a job, a document, an entry of the knowledge. */
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

export interface SearchApi {
  /** Searches messages, notes, contacts, jobs, documents and the knowledge of all time; never waits for an old book to open. */
  search(query: string, filter?: SearchFilter): Promise<SearchAnswer>;
}

interface Parts {
  search(query: string, filter?: SearchFilter): SearchAnswer;
}

export function createSearchApi({ open }: Guard<Parts>): SearchApi {
  return {
    search: async (query, filter) => open()?.search(query, filter) ?? { hits: [], total: 0, complete: true },
  };
}
