import { equalJson, isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import { type Change, valueAt, withValueAt } from '#shared/records/change.ts';
import { ChangeSet } from '#shared/records/change-set.ts';
import { readJob } from '#shared/records/jobs.ts';
import { discardMessage } from '#shared/records/messages.ts';
import { isThere, namesIn } from '#shared/records/named.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { hangingOn } from '#shared/records/references.ts';
import { isJoinedByOthers, saysSame } from './contact-merge.ts';
import { takeBack } from './job-event.ts';

/**
 * The changes that take a command back, and how many of its changes stay. Undo takes back one's own work, never
 * another's: what somebody has changed since is left as it is, and so is a record that somebody else has added to or
 * points to, or that is gone.
 */
export function invert(changes: Change[], records: RecordReader): { changes: Change[]; skipped: number } {
  const undoing = new ChangeSet(records);
  // Two that somebody else has joined too stay joined: what both have written alike is not one's own to take back.
  const isJoined = isJoinedByOthers(changes, records);
  let skipped = 0;
  for (const change of changes.toReversed()) {
    if ((isJoined && !saysSame(change)) || !mayUndo(change, undoing)) skipped++;
    else if (change.collection === 'messages') discardMessage(undoing, change.id);
    else if (isEvent(change)) takeBack(undoing, undoing.get('jobEvents', change.id)!);
    else undoing.write(change.collection, change.id, change.path, change.before);
  }
  return { changes: undoing.changes, skipped };
}

/** What happened was written down for good: that it does not count is written down as well. */
function isEvent({ collection, before }: Change): boolean {
  return collection === 'jobEvents' && before === undefined;
}

function mayUndo(change: Change, records: RecordReader): boolean {
  const { collection, id, path, before, after } = change;
  const record = records.get(collection, id) as Json | undefined;
  if (path.length > 0 && record === undefined) return false;
  // A field of an entry that is gone.
  if (path.length > 2 && valueAt(record, path.slice(0, -1)) === undefined) return false;
  if (isIssued(change, records) || !isWhole(change, records)) return false;
  const isCreation = path.length === 0 && before === undefined;
  const now = valueAt(record, path);
  if (!equalJson(isCreation ? bare(now) : now, isCreation ? bare(after) : after)) return false;
  return !isCreation || hangingOn(records, collection, id).length === 0;
}

/** What was done for an invoice and stands on it by now, as the customer has it. */
function isIssued({ collection, id, path }: Change, records: RecordReader): boolean {
  if (collection === 'documents')
    return path[0] === 'lines' && records.by('issued', 'documentId', id).length > 0;
  return collection === 'jobs' && path[0] === 'items' && readJob(records, id)?.state === 'invoiced';
}

/** Whether all that what comes back belongs to is there still. */
function isWhole({ collection, path, before }: Change, records: RecordReader): boolean {
  const part = path.length === 0 ? before : withValueAt({}, path, before);
  const named = namesIn(collection, part as JsonObject | undefined).filter(({ keeps }) => keeps);
  return named.every((each) => isThere(each, records));
}

/** A list that has lost its entries says no more than none: what was added to a record went before the record does. */
function bare(record: Json | undefined): Json | undefined {
  if (!isJsonObject(record)) return record;
  const said = Object.entries(record).filter(
    ([, value]) => !isJsonObject(value) || Object.keys(value).length > 0,
  );
  return Object.fromEntries(said);
}
