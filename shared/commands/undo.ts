import { equalJson, type Json } from '#shared/lib/json.ts';
import { type Change, valueAt } from '#shared/records/change.ts';
import { ChangeSet } from '#shared/records/change-set.ts';
import { discardMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { hangingOn } from '#shared/records/references.ts';
import { takeBack } from './job-event.ts';

/**
 * The changes that take a command back, and how many of its changes stay. Undo takes back one's own work, never
 * another's: what somebody has changed since is left as it is, and so is a record that somebody else has added to or
 * points to, or that is gone.
 */
export function invert(changes: Change[], records: RecordReader): { changes: Change[]; skipped: number } {
  const undoing = new ChangeSet(records);
  let skipped = 0;
  for (const change of changes.toReversed()) {
    if (!mayUndo(change, undoing)) skipped++;
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

function mayUndo({ collection, id, path, before, after }: Change, records: RecordReader): boolean {
  const record = records.get(collection, id) as Json | undefined;
  if (path.length > 0 && record === undefined) return false;
  // A field of an entry that is gone.
  if (path.length > 2 && valueAt(record, path.slice(0, -1)) === undefined) return false;
  if (!equalJson(valueAt(record, path), after)) return false;
  const isCreation = path.length === 0 && before === undefined;
  return !isCreation || hangingOn(records, collection, id).length === 0;
}
