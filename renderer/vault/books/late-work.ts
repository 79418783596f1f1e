import * as Y from 'yjs';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { lateWorkKey } from '#shared/domain/team.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { applyInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { EnvelopeReader } from './envelope-reader.ts';
import { createTables, differences, type Tables } from './tables.ts';

/** A record as it would be with what was written too late; `undefined`: it would be gone. */
export interface LateRecord {
  collection: CollectionName;
  id: string;
  record: JsonObject | undefined;
}

/** By device, what it has written in a book after its right to write there had ended. */
export type LateWork = Map<string, LateRecord[]>;

/** What of it an owner has not decided on. */
export function undecidedIn(found: LateWork, records: Pick<RecordReader, 'get'>): LateWork {
  const open = Array.from(found, ([device, late]) => {
    const { settled = {} } = records.get('lateWork', device) ?? {};
    const undecided = late.filter(({ collection, id }) => settled[lateWorkKey(collection, id)] === undefined);
    return [device, undecided] as const;
  });
  return new Map(open.filter(([, late]) => late.length > 0));
}

/** The devices whose work here goes further than it counts. */
function lateAuthors({ held }: Pick<EnvelopeReader, 'held'>): string[] {
  const late = held.all().filter(({ standing, statement }) => standing === 'beyond' && statement.level === 0);
  return [...new Set(late.map(({ statement }) => statement.device))];
}

/**
 * What these devices have written too late and stands otherwise in the book now. Nothing of it is in the book: each
 * device's work is read in a document of its own, on top of what counts.
 */
export async function lateWorkIn(deps: {
  reader: Pick<EnvelopeReader, 'held' | 'openAgain'>;
  inner: Y.Doc;
  book: string;
  tables: Tables;
  pseudonym?: ((text: string) => string | undefined) | undefined;
}): Promise<LateWork> {
  const { reader, inner, book, tables } = deps;
  const found: LateWork = new Map();
  for (const device of lateAuthors(reader)) {
    const beyond = reader.held
      .all()
      .filter(({ standing, statement }) => standing === 'beyond' && statement.device === device)
      .toSorted((a, b) => a.statement.counter - b.statement.counter);
    const opened = await reader.openAgain(beyond);
    const all = new Y.Doc({ gc: false });
    for (const update of [Y.encodeStateAsUpdateV2(inner), ...opened.map((one) => one.update)])
      applyInnerUpdate(all, update);
    const pseudonym = deps.pseudonym === undefined ? {} : { pseudonym: deps.pseudonym };
    const late = createTables(all, book, () => undefined, pseudonym);
    const records = differences(tables, late, book).flatMap(([collection, ids]) =>
      [...ids].map((id) => ({ collection, id, record: late.records(collection).get(id) })),
    );
    all.destroy();
    // A log tells what was done here, and who did it has signed it.
    found.set(
      device,
      records.filter(({ collection }) => collections[collection].compartment !== 'audit'),
    );
  }
  return found;
}
