import { createJournalService } from '#electron/services/journal/service.ts';
import type { RowHead } from '#shared/bridge/contract.ts';
import { type Bytes, concat } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { type FoundRow, foundRow } from './marks.ts';

/** What a journal gives back by itself. It is opened, and so mended: to be used on a copy. */
export async function readJournalAlone(folder: string): Promise<FoundRow[]> {
  const thread = new URL('../../electron/services/journal/thread.ts', import.meta.url);
  const { calls, close } = createJournalService({ folder, thread, mayWrite: async () => ok() });

  async function bytesOf({ sequence, length }: RowHead): Promise<Bytes> {
    const pieces: Bytes[] = [];
    for (let offset = 0; offset < length; offset += pieces.at(-1)!.length)
      pieces.push(expectOk(await calls['journal.read']({ sequence, offset, length: length - offset })).bytes);
    return concat(...pieces);
  }

  try {
    expectOk(await calls['journal.open']({}));
    const { rows } = expectOk(await calls['journal.list']({ after: 0 }));
    const found: FoundRow[] = [];
    for (const head of rows.filter(({ kind, removed }) => kind !== 'device' && !removed))
      found.push(foundRow({ ...head, bytes: await bytesOf(head) }));
    return found;
  } finally {
    await close();
  }
}
