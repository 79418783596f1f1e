import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { isUnreconciled } from '#shared/commands/inbox/reconcile.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { isMergedInCircle } from '#shared/domain/contact-merge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

/**
 * Puts together what devices took in apart: what was taken back is erased wherever a merge has brought its words
 * again, an answer of ours that also came in as an echo stands once, and what was written in a conversation that was
 * joined with another goes along.
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

  /** Of a conversation its newest message; of one that is gone those that were left there. */
  function messagesOf(id: string): string[] {
    const talk = records.get('conversations', id);
    if (talk !== undefined) return talk.lastMessageId === undefined ? [] : [talk.lastMessageId];
    return messagesBy(records, 'conversationId', id).map((message) => message.id);
  }

  /** Whatever something became of, and what may have been left where a message was moved from. */
  function* all(): Iterable<string> {
    const left = new Set<string>();
    for (const { id, conversationId } of records.all('messageStates')) {
      yield id;
      const from = conversationId === undefined ? undefined : records.get('messages', id)?.conversationId;
      if (from !== undefined) left.add(from);
    }
    for (const id of left) if (records.get('conversations', id) === undefined) yield* messagesOf(id);
    for (const { id } of records.all('transcripts')) yield id;
  }

  /** Who was merged on two devices at once, each into the other, would be in no list. */
  function settle(ids: Iterable<string>): void {
    const circular = [...ids].filter((id) => isMergedInCircle(id, (each) => records.get('contacts', each)));
    if (circular.length > 0) ignore(deps.run('contact.settleMerges', { ids: circular }));
  }

  /** Of somebody of whom only comments seem to be known: what they have written. */
  function writtenBy(contactId: string): string[] {
    if (records.get('contacts', contactId)?.onlyComments !== true) return [];
    return records.by('conversations', 'contactId', contactId).flatMap(({ id }) => messagesOf(id));
  }

  const watched = ['messages', 'messageStates', 'transcripts', 'conversations'] satisfies CollectionName[];
  deps.changes.on(watched, (ids, collection) =>
    look(collection === 'conversations' ? [...ids].flatMap(messagesOf) : ids),
  );

  deps.changes.on(['contacts'], (ids) => {
    look([...ids].flatMap(writtenBy));
    settle([...ids].flatMap((id) => contactsOf(records, id)));
  });

  return {
    start() {
      look(all());
      settle([...records.all('contacts')].map(({ id }) => id));
    },
  };
}
