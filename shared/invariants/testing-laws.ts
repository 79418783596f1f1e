import type { Command } from '#shared/commands/command.ts';
import { wasCleared } from '#shared/commands/erase-records.ts';
import { checkNotKeptOnly } from '#shared/commands/kept-only.ts';
import type { MemoryRecords } from '#shared/commands/testing.ts';
import { nobody } from '#shared/commands/testing-ids.ts';
import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { equalJson, type Json, type JsonObject } from '#shared/lib/json.ts';
import type { Change } from '#shared/records/change.ts';
import { readJob } from '#shared/records/jobs.ts';
import { isSame, isThere, namesIn } from '#shared/records/named.ts';
import { hangingOn } from '#shared/records/references.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import { invariants } from './invariants.ts';

/** For tests: a record as it was before it was changed. */
export interface Before {
  collection: CollectionName;
  id: string;
  record: JsonObject | undefined;
}

/** For tests: what a command has done, or an undo of it. */
interface Step {
  changes: readonly Change[];
  before: ReadonlyMap<string, Before>;
  /** Left out for an undo. */
  command?: Command;
}

const collectionNames = Object.keys(collections) as CollectionName[];

type World = Pick<MemoryRecords, 'records' | 'context'>;

/** For tests: of all records that changes are about to touch, how they are now. */
export function beforeOf({ records }: World, changes: readonly Change[]): ReadonlyMap<string, Before> {
  return new Map(
    changes.map(({ collection, id }) => {
      const record = records.get(collection, id) as JsonObject | undefined;
      return [`${collection}/${id}`, { collection, id, record }];
    }),
  );
}

/** For tests: everything that a step has left as it must never be, in words. What has to be true after a merge: see `findingsIn`. */
export function brokenBy(world: World, { changes, before, command }: Step): string[] {
  const isUndo = command === undefined;
  const each = [...before.values()].flatMap((one) => {
    const now = world.records.get(one.collection, one.id) as JsonObject | undefined;
    return recordLaws.flatMap((law) =>
      law(world, one, now, isUndo).map((what) => `${one.collection}: ${what}`),
    );
  });
  return [...each, ...namesNobody(world, changes, command), ...touchesKeptOnly(world, changes, command)];
}

type RecordLaw = (world: World, before: Before, now: JsonObject | undefined, isUndo: boolean) => string[];

const recordLaws: readonly RecordLaw[] = [
  function keepsWhatHangsOnIt({ records }, { collection, id }, now) {
    return now === undefined
      ? hangingOn(records, collection, id).map((side) => `${side.collection} hangs on what is gone`)
      : [];
  },
  function namesWhatIsThere({ records }, { collection, record }, now, isUndo) {
    const known = namesIn(collection, record);
    return namesIn(collection, now)
      .filter((named) => !known.some((each) => isSame(each, named)) && (named.keeps || !isUndo))
      .filter((named) => !isThere(named, records))
      .map(({ id, targets }) => `names ${id} of ${targets.join(' or ')}, which is not there`);
  },
  function writesOnce(_, { collection, record }, now) {
    const { immutable = false, emptying }: Collection = collections[collection];
    const isOther = record !== undefined && now !== undefined && !equalJson(record, now);
    return immutable && isOther && emptying === undefined ? ['is written over'] : [];
  },
  function sendsOnlyToWhomItMay({ records }, { collection, record, id }) {
    const message =
      collection === 'messages' && record === undefined ? records.get(collection, id) : undefined;
    if (message?.direction !== 'out' || message.deviceId === undefined) return [];
    const { contactId = '' } = records.get('conversations', message.conversationId) ?? {};
    const refusal = contactRefusal(records, contactId, message.purpose ?? 'answers');
    return refusal === undefined ? [] : [`goes to somebody who gets none: ${refusal.message}`];
  },
  function endsAfterItBegins(_, __, now) {
    const { time } = (now ?? {}) as { time?: { start?: number; end?: number } };
    const { start, end } = time ?? {};
    return start !== undefined && end !== undefined && end <= start ? ['ends before it begins'] : [];
  },
  function keepsInvoicedPrices({ records }, { collection, id, record }, now) {
    if (collection !== 'jobs' || record === undefined || now === undefined) return [];
    const isInvoiced = readJob(records, id)?.state === 'invoiced';
    return isInvoiced && !equalJson(record['items'] ?? {}, now['items'] ?? {})
      ? ['has other prices than its invoice']
      : [];
  },
  function keepsWhatIsIssued({ records }, { collection, id, record }, now) {
    const isIssued = collection === 'documents' && records.by('issued', 'documentId', id).length > 0;
    return isIssued &&
      record?.['issuedId'] !== undefined &&
      !equalJson(record['lines'] ?? {}, now?.['lines'] ?? {})
      ? ['has other lines than what was issued of it']
      : [];
  },
  function hasOneCurrency({ records }, { collection, record }, now, isUndo) {
    // What comes back stands as it stood, whatever became of the work meanwhile.
    if (isUndo || collection !== 'documents' || record !== undefined || now?.['kind'] !== 'invoice')
      return [];
    const items = Object.values(records.get('jobs', now['jobId'] as string)?.items ?? {});
    return items.some(({ currency }) => currency !== now['currency']) ? ['adds up several currencies'] : [];
  },
  function staysWithWhomItBecame(_, { record }, now) {
    const [before, after] = [record?.['mergedInto'], now?.['mergedInto']];
    return before !== undefined && after !== undefined && before !== after ? ['is merged a second time'] : [];
  },
];

/** An id that a caller has made up becomes no part of any record: neither as a value nor as one of a set. */
function namesNobody({ records }: World, changes: readonly Change[], command: Command | undefined): string[] {
  if (command === undefined || command.internal === true) return [];
  // Somebody has brought a record back by it, and it is somebody now.
  const isSomebody = collectionNames.some((name) => records.get(name, nobody) !== undefined);
  if (isSomebody) return [];
  const within = (value: Json | undefined, path: string[]): string[] => {
    const isOne = value === nobody || (value === true && path.at(-1) === nobody);
    if (isOne) return [path.map((step) => (step === nobody ? '*' : step)).join('.')];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => within(part, [...path, key]));
  };
  return changes
    .flatMap(({ collection, path, after }) => within(after, [collection, ...path]))
    .filter((place) => !elsewhere.test(place))
    .map((place) => `${place} names nobody`);
}

/**
 * What goes by ids that are given elsewhere: by Meta to its accounts, by the release to its news, by the caller to what
 * they add. A tax may be chosen before it is written down, and somebody be paid for whom the team has no name yet.
 */
const elsewhere =
  /^(channels|channelSettings)\.|accountId$|\.tags\.|[tT]axIds?(\.\d+)?$|^costs\.subjectId$|\.(ledger|row)Id$|^newsDecisions\.|^issued\.lines\.\d+\.id$|^(decisions|contacts|jobs|members)\.id$/;

/** Whoever’s data are only kept is touched by nothing but what protects them. */
function touchesKeptOnly(
  { records }: World,
  changes: readonly Change[],
  command: Command | undefined,
): string[] {
  if (command === undefined || command.internal === true || command.evenKeptOnly === true) return [];
  const may = checkNotKeptOnly(changes, records, records);
  return may.ok ? [] : [may.error.message];
}

/** For tests: what has to be true after a merge has to be true after every command, which sees all that there is. */
export function findingsIn({ records, context }: World, changed: Iterable<Before>): string[] {
  const reader = {
    ...records,
    exists: (collection: CollectionName, id: string): boolean =>
      records.get(collection, id) !== undefined || wasCleared(records, { collection, id }, context),
    now: () => context.now,
  };
  const asked = new Map(invariants.map((invariant) => [invariant, new Set<string>()]));
  for (const { collection, id, record } of changed)
    for (const [invariant, subjects] of asked)
      if (invariant.watches.includes(collection))
        for (const each of [record, records.get(collection, id) as JsonObject | undefined])
          for (const subject of invariant.subjectsOf(collection, { ...each, id })) subjects.add(subject);
  return [...asked].flatMap(([invariant, subjects]) =>
    [...subjects].flatMap((subject) =>
      invariant
        .find(subject, reader)
        .map(({ kind, id, sides }) => `${kind} ${id} at ${sides.map(({ collection }) => collection).join()}`),
    ),
  );
}
