import type { Page } from '@playwright/test';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Finding } from './canaries.ts';

export interface IndexedDbSearch {
  /** Buckets of the browser beside its default one, databases, stores, records and bytes that were read: a search of nothing would find nothing. */
  buckets: number;
  databases: number;
  stores: number;
  records: number;
  bytes: number;
  findings: Finding[];
}

/**
 * Reads every database, store, key, index and value of the page's origin through the browser, because the
 * files of IndexedDB are compressed, and searches them for the canaries.
 */
export function searchIndexedDb(page: Page, canaries: string[]): Promise<IndexedDbSearch> {
  return page.evaluate(searchInPage, canaries);
}

/** The bytes of one value, and the rest of the record that they stand in. */
export interface StoredBytes {
  store: string;
  row: unknown;
  bytes: Bytes;
}

/** All bytes that stand in records of all databases, in all buckets. */
export async function bytesInIndexedDb(page: Page): Promise<StoredBytes[]> {
  const records = await page.evaluate(readRecords);
  return records.map(({ base64, ...rest }) => ({
    ...rest,
    bytes: new Uint8Array(Buffer.from(base64, 'base64')),
  }));
}

/** Writes a canary as plain text into a database of its own, to prove that the search finds what is there. */
export function plantInIndexedDb(page: Page, canary: string): Promise<void> {
  return page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('planted', 1);
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('plain'));
        opening.addEventListener('error', () => reject(new Error('The database did not open')));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction('plain', 'readwrite', { durability: 'strict' });
          transaction.objectStore('plain').put({ bytes: new TextEncoder().encode(text) }, 'bytes');
          transaction.objectStore('plain').put({ nested: { list: [text] } }, 'text');
          transaction.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    canary,
  );
}

export function removePlanted(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('planted').addEventListener('success', () => resolve());
      }),
  );
}

/** Runs in the page: it must not refer to anything outside itself. */
async function searchInPage(canaries: string[]): Promise<IndexedDbSearch> {
  const result: IndexedDbSearch = { buckets: 0, databases: 0, stores: 0, records: 0, bytes: 0, findings: [] };

  function done<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('IndexedDB could not be read')));
    });
  }

  function search(text: string, encoding: string, place: string): void {
    for (const canary of canaries)
      if (text.includes(canary)) result.findings.push({ canary, encoding, place });
  }

  function searchBytes(bytes: Uint8Array<ArrayBuffer>, place: string): void {
    result.bytes += bytes.length;
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be']) {
      for (const start of encoding === 'utf-8' ? [0] : [0, 1]) {
        search(new TextDecoder(encoding).decode(bytes.subarray(start)), encoding, place);
      }
    }
  }

  async function visit(value: unknown, place: string): Promise<void> {
    if (typeof value === 'string') {
      result.bytes += value.length;
      search(value, 'text', place);
    } else if (value instanceof ArrayBuffer) searchBytes(new Uint8Array(value), place);
    else if (ArrayBuffer.isView(value)) {
      searchBytes(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength), place);
    } else if (value instanceof Blob) searchBytes(new Uint8Array(await value.arrayBuffer()), place);
    else if (value instanceof Map || value instanceof Set) await visit([...value], place);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        search(key, 'text', place);
        await visit(child, place);
      }
    }
  }

  async function readStore(store: IDBObjectStore, place: string): Promise<void> {
    result.stores++;
    await visit([store.name, store.keyPath, ...store.indexNames], place);
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    result.records += keys.length;
    const indexed: unknown[] = [];
    for (const name of store.indexNames) {
      await new Promise<void>((resolve) => {
        const cursor = store.index(name).openKeyCursor();
        cursor.addEventListener('success', () => {
          if (cursor.result === null) return resolve();
          indexed.push(cursor.result.key);
          cursor.result.continue();
        });
      });
    }
    await visit([keys, values, indexed], place);
  }

  const manager = (navigator as unknown as { storageBuckets: BucketManager }).storageBuckets;
  const factories = new Map([['', indexedDB]]);
  for (const name of await manager.keys()) factories.set(name, (await manager.open(name)).indexedDB);
  result.buckets = factories.size - 1;
  for (const [bucket, factory] of factories)
    for (const { name = '' } of await factory.databases()) {
      result.databases++;
      search(`${bucket}/${name}`, 'text', name);
      const database = await done(factory.open(name));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        await readStore(store, `${bucket}/${name}/${storeName}`);
      }
      database.close();
    }
  return result;
}

interface BucketManager {
  keys(): Promise<string[]>;
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
}

/** Runs in the page: it must not refer to anything outside itself. */
async function readRecords(): Promise<{ store: string; row: unknown; base64: string }[]> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('IndexedDB could not be read')));
    });
  const manager = (navigator as unknown as { storageBuckets: BucketManager }).storageBuckets;
  const factories = [indexedDB];
  for (const name of await manager.keys()) factories.push((await manager.open(name)).indexedDB);
  const found: { store: string; row: unknown; base64: string }[] = [];
  for (const factory of factories)
    for (const { name = '' } of await factory.databases()) {
      const database = await done(factory.open(name));
      for (const store of database.objectStoreNames)
        for (const value of await done(database.transaction(store).objectStore(store).getAll())) {
          const { bytes, ...row } = value as { bytes?: Uint8Array };
          if (bytes instanceof Uint8Array)
            found.push({ store, row, base64: (bytes as unknown as { toBase64(): string }).toBase64() });
        }
      database.close();
    }
  return found;
}
