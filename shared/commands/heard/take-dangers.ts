import { openDangers } from '#shared/domain/danger.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';

/** Where danger is heard. */
export const heardIn = ['conversations', 'bookings', 'webhookArrivals'] as const;

/** A person looks after whoever may be in danger there. */
export function takeDangers(
  draft: RecordWriter,
  { collection, id }: { collection: (typeof heardIn)[number]; id: string },
  { now, memberId }: Pick<CommandContext, 'now' | 'memberId'>,
): void {
  for (const { messageId } of openDangers(draft.get(collection, id) ?? {}))
    draft.putEntry(collection, id, 'dangersTaken', messageId, { at: now, memberId });
}
