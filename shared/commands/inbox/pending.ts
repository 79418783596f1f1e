import { contentId } from '#shared/lib/hash.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { PendingUpdate } from '#shared/domain/conversation.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** As long as Meta repeats a delivery, and a day: what it is about will not come any more. */
const longestWait = 8 * 24 * 60 * 60 * 1000;

/** So many wait at most. Where another tool sends over the same number, its statuses find no message here, ever. */
const mostWaiting = 1000;

/** What waits for a message by its external id, or for a person by the id of their identity. */
export function waitingFor(records: RecordReader, about: string): PendingUpdate[] {
  return records.by('pendingUpdates', 'externalId', about);
}

export function wait(
  draft: RecordWriter,
  about: string,
  event: JsonObject & { at: number },
  now: number,
): void {
  const id = contentId(['pending', about, event]);
  if (draft.get('pendingUpdates', id) !== undefined) return;
  draft.create('pendingUpdates', { id, at: event.at, externalId: about, since: now, event });
}

/** Lets go of what has waited too long, and of the oldest where too much waits. */
export function boundWaiting(draft: RecordWriter, now: number): void {
  const waiting = [...draft.all('pendingUpdates')];
  const kept = waiting.filter(({ since }) => now - since <= longestWait);
  const excess = kept.length - mostWaiting;
  const oldest =
    excess > 0 ? kept.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(0, excess) : [];
  const expired = waiting.filter(({ since }) => now - since > longestWait);
  for (const { id } of [...expired, ...oldest]) draft.remove('pendingUpdates', id);
}
