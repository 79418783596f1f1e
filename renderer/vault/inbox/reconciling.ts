import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { isUnreconciled } from '#shared/commands/inbox/reconcile.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

/**
 * Puts together what devices took in apart: what was taken back is erased wherever a merge has brought its words
 * again, and an answer of ours that also came in as an echo stands once.
 */
export interface Reconciling {
  /** Everything is loaded: looks at all of which something became once. */
  start(): void;
}

export function createReconciling(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}): Reconciling {
  const { records } = deps;

  function look(ids: Iterable<string>): void {
    const left = [...ids].filter((id) => isUnreconciled(records, id));
    if (left.length > 0) ignore(deps.run('inbox.reconcile', { ids: left }));
  }

  const newestOf = (id: string): string => records.get('conversations', id)?.lastMessageId ?? '';
  const watched = ['messages', 'messageStates', 'conversations'] satisfies CollectionName[];
  deps.changes.on(watched, (ids, collection) =>
    look(collection === 'conversations' ? [...ids].map(newestOf) : ids),
  );

  return { start: () => look(Array.from(records.all('messageStates'), ({ id }) => id)) };
}
