import { equalJson } from '#shared/lib/json.ts';
import type { Change, RecordReader } from './records.ts';
import { valueAt } from './records.ts';
import type { Json } from '#shared/lib/json.ts';

/**
 * The changes that take a command back. A field that somebody changed since is left as it is: undo takes
 * back one's own work, never another's.
 */
export function invert(changes: Change[], records: RecordReader): { changes: Change[]; skipped: number } {
  const inverse: Change[] = [];
  const settled = new Map<string, Json | undefined>();
  let skipped = 0;
  for (const change of changes.toReversed()) {
    const key = JSON.stringify([change.collection, change.id, change.path]);
    const record = records.get(change.collection, change.id) as Json | undefined;
    const current = settled.has(key) ? settled.get(key) : valueAt(record, change.path);
    if (!equalJson(current, change.after) && change.path.length > 0) {
      skipped++;
      continue;
    }
    settled.set(key, change.before);
    inverse.push({ ...change, before: current, after: change.before });
  }
  return { changes: inverse, skipped };
}
