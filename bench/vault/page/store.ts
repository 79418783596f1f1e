import type { BusinessData } from '../../lib/business.ts';

/** What one opening of the stored business took, in milliseconds. */
export interface Opening {
  /** To open what is stored, before the keys are derived; of the vault alone. */
  stored?: number;
  /** From opening the store (keys derived) to the first page of contacts, sorted by name. */
  firstList: number;
  /** To the moment when every record is a plain object in memory. */
  loaded: number;
  /** To the moment when a change can be made, for stores that show records before that. */
  writable?: number;
  /** How many records were in memory then: all of them, or the figure says nothing. */
  records: number;
}

/** What searching took. */
export interface Searched {
  /** For each query, in milliseconds. */
  times: number[];
  /** Records that were found by the index of a book that stayed closed. */
  closed: number;
  /** To make the index of all messages from nothing. */
  indexMilliseconds: number;
  /** What that index is on disk. */
  indexBytes: number;
}

/** One way to keep the business on the device. `seed` and `open` run in different browser processes. */
export interface Store {
  seed(data: BusinessData): Promise<void>;
  open(): Promise<Opening>;
}

/** What a business is made of here. */
export const tables = ['contacts', 'jobs', 'conversations', 'messages'] as const;

/** How many rows a first page shows. */
export const pageSize = 50;

export function firstPage<Row extends { name: string }>(rows: Iterable<Row>): Row[] {
  return [...rows].toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, pageSize);
}
