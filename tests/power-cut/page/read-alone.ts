import { createBuckets } from '#renderer/vault/storage/buckets.ts';
import type { Row } from '#renderer/vault/storage/row.ts';
import { expectOk } from '#shared/lib/result.ts';
import { type FoundRow, foundRow } from '../marks.ts';

/** Reads the rows of the vault's database one by one: what cannot be read is passed over. */
export async function readAlone(): Promise<FoundRow[]> {
  const database = await open();
  if (database === undefined) return [];
  const rows = () => database.transaction('rows').objectStore('rows');
  const keys = (await done(rows().getAllKeys())) ?? [];
  const found: FoundRow[] = [];
  for (const key of keys) {
    const row = (await done(rows().get(key))) as Row | undefined;
    if (row !== undefined && row.kind !== 'device' && !row.removed) found.push(foundRow(row));
  }
  database.close();
  return found;
}

/** `undefined` where there is none. */
async function open(): Promise<IDBDatabase | undefined> {
  const [bucket] = expectOk(await createBuckets({ databaseName: 'power-cut' }).all());
  const request = bucket!.indexedDB.open('power-cut');
  // It is made only where there was none; then it is not kept.
  request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(undefined);
    });
  });
}
