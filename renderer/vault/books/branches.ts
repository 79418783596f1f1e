import * as Y from 'yjs';
import { isJsonObject } from '#shared/lib/json.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { EnvelopeReader } from './envelope-reader.ts';
import type { HeldEnvelope } from './held-envelopes.ts';

/** Names a record of a book. */
export interface RecordName {
  collection: string;
  id: string;
}

/**
 * Where the statements of a device part, the records that it has written on each side, as far as they are held: a
 * checkpoint may stand for a part of one side. Nothing where they do not part.
 */
export async function recordsByBranch(
  { held, openAgain }: Pick<EnvelopeReader, 'held' | 'openAgain'>,
  inner: Y.Doc,
  device: string,
): Promise<RecordName[][]> {
  const branches = branchesOf(held.all().filter(({ statement }) => statement.device === device));
  return Promise.all(
    branches.map(async (branch) => {
      const opened = await openAgain(branch.filter(({ statement }) => statement.level === 0));
      const names = opened.flatMap(({ update }) => recordsIn(update, inner));
      return [...new Map(names.map((name) => [`${name.collection}/${name.id}`, name])).values()];
    }),
  );
}

/** What stands behind the last statement that all ends have in common, by end. */
function branchesOf(own: HeldEnvelope[]): HeldEnvelope[][] {
  const byHash = new Map(own.map((one) => [one.hash, one]));
  const goneOnFrom = new Set(own.map(({ statement }) => statement.previous));
  const lines = own.filter(({ hash }) => !goneOnFrom.has(hash)).map((end) => lineTo(end, byHash));
  if (lines.length < 2) return [];
  const [first, ...others] = lines.map((line) => new Set(line));
  const common = new Set([...first!].filter((one) => others.every((line) => line.has(one))));
  return lines.map((line) => line.filter((one) => !common.has(one)));
}

/** The end first, and what it goes on from, as far as that is held. */
function lineTo(end: HeldEnvelope, byHash: ReadonlyMap<string, HeldEnvelope>): HeldEnvelope[] {
  const line: HeldEnvelope[] = [];
  for (
    let one: HeldEnvelope | undefined = end;
    one !== undefined;
    one = byHash.get(one.statement.previous ?? '')
  )
    line.push(one);
  return line;
}

/** The records that an update writes: found by where its parts lie in the book. */
function recordsIn(update: Uint8Array, inner: Y.Doc): RecordName[] {
  return decodeInnerUpdate(update).structs.flatMap(({ id, length }) =>
    (inner.store.clients.get(id.client) ?? [])
      .filter((part) => part.id.clock < id.clock + length && part.id.clock + part.length > id.clock)
      .flatMap(recordsOf),
  );
}

/** See `RecordMap` and `RecordList`: a map's key begins with the record's id, and a list's entry holds it. */
function recordsOf(part: Y.Item | Y.GC): RecordName[] {
  if (!(part instanceof Y.Item) || !(part.parent instanceof Y.AbstractType)) return [];
  const collection = Y.findRootTypeKey(part.parent);
  if (part.parentSub !== null) return [{ collection, id: part.parentSub.split('/')[0]! }];
  if (part.deleted) return [];
  return (part.content.getContent() as unknown[]).flatMap((entry) => {
    const id = isJsonObject(entry) ? entry['id'] : undefined;
    return typeof id === 'string' ? [{ collection, id }] : [];
  });
}
