import { readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { SearchAnswer, SearchFilter, SearchHit } from './api.ts';
import { find, type FindFilter, type Found, queryWords } from './find.ts';
import type { Indexes } from './indexes.ts';
import type { EntryHead } from './segment.ts';
import { marksIn, snippetOf } from './snippet.ts';

const usualLimit = 30;

/** See `SearchApi`. */
export type Search = (query: string, filter?: SearchFilter) => SearchAnswer;

/** Answers searches over all indexes of books that this device's member may open. */
export function createSearch(deps: {
  indexes: Indexes;
  records: RecordReader;
  canOpen(book: string): boolean;
  /** Whether every book is indexed. */
  isComplete(): boolean;
  now(): number;
}): Search {
  const { indexes, records, canOpen } = deps;

  function filterOf({ kinds, contactId, from, to, states }: SearchFilter): FindFilter {
    const found: FindFilter = {};
    if (kinds !== undefined && kinds.length > 0) found.kinds = new Set(kinds);
    if (from !== undefined) found.from = from;
    if (to !== undefined) found.to = to;
    if (contactId === undefined && states === undefined) return found;
    found.accepts = (head) =>
      (contactId === undefined || contactOf(head) === contactId) &&
      (states === undefined || states.includes(stateOf(head) ?? ''));
    return found;
  }

  const isTalk = ({ kind }: EntryHead): boolean => kind === 'message' || kind === 'note';

  function contactOf(head: EntryHead): string | undefined {
    if (head.kind === 'knowledge') return undefined;
    return isTalk(head) ? records.get('conversations', head.owner)?.contactId : head.owner;
  }

  function stateOf(head: EntryHead): string | undefined {
    if (head.kind === 'job') return readJob(records, head.key.slice('jobs/'.length))?.state;
    return isTalk(head) ? records.get('conversations', head.owner)?.state : head.state;
  }

  function hitOf({ head, segment, ordinal }: Found, words: string[]): SearchHit {
    const title = segment.title(ordinal);
    const contactId = contactOf(head);
    const state = stateOf(head);
    const name = contactId === undefined ? undefined : records.get('contacts', contactId)?.name;
    return {
      kind: head.kind,
      id: head.target ?? head.key.slice(head.key.indexOf('/') + 1),
      at: head.at,
      title,
      titleMarks: marksIn(title, words),
      ...snippetOf(segment.text(ordinal), words),
      ...(contactId === undefined ? {} : { contactId }),
      ...(name === undefined ? {} : { contactName: name }),
      ...(isTalk(head) ? { conversationId: head.owner } : {}),
      ...(state === undefined || state === '' ? {} : { state }),
    };
  }

  return (query, filter = {}) => {
    const complete = indexes.catchUp() && deps.isComplete();
    // Newest first: once the best are known, older ones are passed over quickly.
    const readable = [...indexes.all()]
      .filter(([book]) => canOpen(book))
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      .map(([, index]) => index);
    const options = { limit: filter.limit ?? usualLimit, now: deps.now() };
    const { found, total } = find(readable, query, filterOf(filter), options);
    const words = queryWords(query);
    return { hits: found.map((one) => hitOf(one, words)), total, complete };
  };
}
