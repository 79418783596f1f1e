import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { keepsRevokedWords } from '#shared/commands/inbox/erase.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

/**
 * Erases what was taken back wherever it is still kept: another device may have taken the message in again before it
 * knew, so that its words came with the next merge.
 */
export interface Erasure {
  /** Everything is loaded: looks at all that was ever taken back once. */
  start(): void;
}

export function createErasure(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}): Erasure {
  const { records } = deps;

  function look(ids: Iterable<string>): void {
    const left = [...ids].filter((id) => keepsRevokedWords(records, id));
    if (left.length > 0) ignore(deps.run('message.eraseRevoked', { ids: left }));
  }

  const newestOf = (id: string): string => records.get('conversations', id)?.lastMessageId ?? '';
  const watched = ['messages', 'messageStates', 'conversations'] satisfies CollectionName[];
  deps.changes.on(watched, (ids, collection) =>
    look(collection === 'conversations' ? [...ids].map(newestOf) : ids),
  );

  return { start: () => look(Array.from(records.all('messageStates'), ({ id }) => id)) };
}
