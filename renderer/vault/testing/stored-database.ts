import Dexie from 'dexie';
import { expectOk } from '#shared/lib/result.ts';
import { createBuckets } from '../storage/buckets.ts';

/** What a device has stored in the browser, where its vault would look for it. Whoever opens it closes it. */
export async function storedDatabase(databaseName: string): Promise<Dexie> {
  const [newest] = expectOk(await createBuckets({ databaseName }).all());
  return new Dexie(databaseName, { indexedDB: newest!.indexedDB });
}

/** As when the browser has erased its copy. */
export async function forgetDatabase(databaseName: string): Promise<void> {
  await createBuckets({ databaseName }).removeAll();
}

/** Whether the browser holds anything of a device. */
export async function hasStored(databaseName: string): Promise<boolean> {
  const { storageBuckets } = navigator as unknown as { storageBuckets: { keys(): Promise<string[]> } };
  return (await storageBuckets.keys()).some((name) => name.startsWith(`${databaseName}--`));
}
