import type { Change } from '#shared/records/change.ts';
import { bookOf, type CollectionName } from '#shared/domain/collections.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { makeBusiness } from '../lib/business.ts';

export const recordCount = 10_000;

/** Every record of the business as the change that creates it. */
export function creations(count = recordCount): Change[] {
  const { contacts, jobs } = makeBusiness({ contacts: count / 2, jobs: count / 2, messages: 0 });
  const created =
    (collection: CollectionName) =>
    (record: { id: string }): Change => ({
      collection,
      id: record.id,
      path: [],
      before: undefined,
      after: { ...record },
    });
  return [...contacts.map(created('contacts')), ...jobs.map(created('jobs'))];
}

/** So many changes of a field, over all records in turn, in portions of what is sealed together. */
export function* edits(count: number, portion: number): Iterable<Change[]> {
  const fields = creations().map(({ collection, id }) => ({
    collection,
    id,
    path: [collection === 'contacts' ? 'name' : 'title'],
  }));
  for (let start = 0; start < count; start += portion) {
    yield Array.from({ length: portion }, (_, offset): Change => {
      const number = start + offset;
      return {
        ...fields[number % fields.length]!,
        before: undefined,
        after: `Changed for the ${number}th time`,
      };
    });
  }
}

/** The books of the business, and what is created in each. */
export const byBook: Map<string, Change[]> = Map.groupBy(creations(), ({ collection, after }) =>
  bookOf(collection, after as JsonObject),
);
