import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { callBackId } from '#shared/commands/missed-call.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

export interface Calls {
  /** Looks through the calls of the last days, as by itself whenever one comes in. */
  wake(): void;
}

/** Who called longer ago is not called back any more. */
const calledLately = 3 * 24 * 60 * 60 * 1000;

/** A customer’s call over a channel that nobody took becomes a task; a call that was taken settles it. */
export function createCalls(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}): Calls {
  const { records, work } = deps;

  function look(ids: Iterable<string>): void {
    for (const id of ids) {
      const message = records.get('messages', id);
      if (message?.type !== 'call' || message.past === true || message.at < deps.now() - calledLately)
        continue;
      const isNoted = records.get('tasks', callBackId(id)) !== undefined;
      if (!isNoted && readMessage(records, id) !== undefined)
        ignore(work.track(deps.run('call.note', { messageId: id })));
    }
  }

  deps.changes.on(['messages'], look);
  return {
    wake() {
      const from = deps.now() - calledLately;
      for (const { id, lastAt } of records.all('conversations'))
        if (lastAt >= from)
          look(
            records
              .by('messages', 'conversationId', id)
              .toSorted((a, b) => a.at - b.at)
              .map((message) => message.id),
          );
    },
  };
}
