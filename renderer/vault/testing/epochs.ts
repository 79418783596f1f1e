import { storedDatabase } from './stored-database.ts';
import * as Y from 'yjs';
import { readHeader } from '#shared/crypto/envelope.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';

/** The oldest epoch under which something is sealed, for each room in the device's database. */
async function oldestEpochs(databaseName: string): Promise<number[]> {
  const database = await storedDatabase(databaseName);
  await database.open();
  const rows = (await database.table('rows').toArray()) as { kind: string; key: string; bytes: Uint8Array }[];
  database.close();
  return [
    ...Map.groupBy(
      rows.filter(({ kind }) => kind === 'update'),
      ({ key }) => key,
    ).values(),
  ].map((updates) => {
    const outer = new Y.Doc();
    for (const { bytes } of updates) Y.applyUpdate(outer, bytes);
    const headers = outer.getArray<Uint8Array>(envelopesKey).map((bytes) => readHeader(bytes));
    return Math.min(...headers.map((header) => (header.ok ? header.value.epoch : 0)));
  });
}

/**
 * All books on a device but its own, which has no epochs, are sealed under the keys that a first removal has
 * made. `least`: so many rooms must be there.
 */
export async function isSealedAnew(databaseName: string, least = 4): Promise<boolean> {
  const epochs = await oldestEpochs(databaseName);
  return epochs.length >= least && epochs.filter((epoch) => epoch < 2).length <= 1;
}
