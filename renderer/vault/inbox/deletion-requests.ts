import { z } from 'zod';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { metaRequestId } from '#shared/commands/meta-request.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

const rawSchema = z.looseObject({ code: z.string(), user_id: z.string() });
/** What is older stands in the register, or its person was erased with it since. */
const newest = 2 * 24 * 60 * 60 * 1000;

/** Has a person look at each request for deletion that came through Meta: in the register under an id of its code, once. */
export function createDeletionRequests(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  mayWrite(): boolean;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
}): { wake(): void } {
  const wake = deps.work.singleFlight(look);

  async function look(): Promise<void> {
    if (!deps.mayWrite()) return;
    for (const { field, raw, at } of deps.records.all('accountEvents')) {
      const asked = field === 'data_deletion' ? rawSchema.safeParse(raw).data : undefined;
      if (asked === undefined || at < deps.now() - newest || deps.work.isOver) continue;
      if (deps.records.get('privacyRequests', metaRequestId(asked.code)) !== undefined) continue;
      await deps.run('request.noteDeletion', { code: asked.code, userId: asked.user_id });
    }
  }

  deps.changes.on(['accountEvents'], wake);
  return { wake };
}
