import type { CollectionName } from '#shared/domain/collections.ts';

/** Records that an answer or a proposal can point to. A visit lives in its job. */
export type Linkable = Extract<
  CollectionName,
  | 'contacts'
  | 'jobs'
  | 'issued'
  | 'documents'
  | 'conversations'
  | 'services'
  | 'payments'
  | 'messages'
  | 'tasks'
>;

export interface RecordRef {
  collection: Linkable | 'visits';
  id: string;
}

const words = {
  contacts: 'contact',
  jobs: 'job',
  issued: 'invoice',
  documents: 'draft',
  conversations: 'conversation',
  services: 'service',
  payments: 'payment',
  messages: 'message',
  tasks: 'task',
  visits: 'visit',
} as const satisfies Record<RecordRef['collection'], string>;

/** A record by its word and its own id, for whom a reference has to last. */
export function nameOf(collection: RecordRef['collection'], id: string): string {
  return `${words[collection]}:${id}`;
}

/** The record that such a name leads to; whether it is there is another question. */
export function parseName(name: string): RecordRef | undefined {
  const [, word, id] = /^([a-z]+):(\S{1,64})$/.exec(name) ?? [];
  const [collection] = Object.entries(words).find(([, each]) => each === word) ?? [];
  return collection === undefined
    ? undefined
    : { collection: collection as RecordRef['collection'], id: id! };
}

/** A reference as it may stand in a model's words, such as `[invoice:2]`. */
export const refPattern = new RegExp(`\\[?\\b((?:${Object.values(words).join('|')}):\\d{1,4})\\b\\]?`, 'g');

/**
 * What a model calls records by: `contact:1`, `job:3`. The name says nothing of the record, so that nothing a
 * customer wrote comes along, and a model can only name what it has been shown.
 */
export interface Refs {
  nameOf(collection: RecordRef['collection'], id: string): string;
  /** The record of a name that was given; `undefined` for any other. */
  recordOf(name: string): RecordRef | undefined;
  /** Every record named so far. */
  all(): RecordRef[];
}

export function createRefs(): Refs {
  const byName = new Map<string, RecordRef>();
  const byRecord = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    nameOf(collection, id) {
      const key = `${collection}/${id}`;
      const known = byRecord.get(key);
      if (known !== undefined) return known;
      const word = words[collection];
      const count = (counts.get(word) ?? 0) + 1;
      counts.set(word, count);
      const name = `${word}:${count}`;
      byName.set(name, { collection, id });
      byRecord.set(key, name);
      return name;
    },
    recordOf: (name) => byName.get(name.trim()),
    all: () => [...byName.values()],
  };
}
