import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/**
 * Storage buckets of the browser: each has a LevelDB of its own, so that a torn one, or one in which something was
 * erased, can be left behind whole.
 * Of the Storage Buckets API (WICG), which TypeScript does not know, the part that is used here.
 */
interface BucketManager {
  open(
    name: string,
    options: { durability: 'strict'; persisted: boolean },
  ): Promise<{ indexedDB: IDBFactory }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<void>;
}

/** Where the database lies, or may lie. */
export interface Bucket {
  /** 0 is the first; each later one is a clean place beside it. */
  generation: number;
  indexedDB: IDBFactory;
}

/** The places for one database. The browser refuses each of these now and then, as on a full disk. */
export interface Buckets {
  /** All that exist, the newest first. Where there is none, the first is made. */
  all(): Promise<Result<Bucket[]>>;
  /**
   * Makes a clean one. That it is there, also empty, says that those before it are torn. Those between the generation
   * `after` and it were never filled and go: Chromium lets an origin have one for each 33 MB of the disk, no more.
   */
  fresh(after: number): Promise<Result<Bucket>>;
  /** Deletes the databases of all generations before this one. What cannot be deleted now is so at a later start. */
  removeBefore(generation: number): Promise<void>;
  /** Deletes the databases of all generations. `false` where something stayed. */
  removeAll(): Promise<boolean>;
}

/** `databaseName`: letters, digits and hyphens; buckets are called after it. */
export function createBuckets(deps: { databaseName: string }): Buckets {
  const manager = (navigator as unknown as { storageBuckets?: BucketManager }).storageBuckets;
  const prefix = `${deps.databaseName.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}--`;
  const named = (generation: number): string => `${prefix}${generation}`;

  async function open(generation: number): Promise<Bucket> {
    if (manager === undefined) return { generation: 0, indexedDB };
    const bucket = await manager.open(named(generation), { durability: 'strict', persisted: true });
    return { generation, indexedDB: bucket.indexedDB };
  }

  async function generations(): Promise<number[]> {
    const names = (await manager?.keys()) ?? [];
    const own = names.filter((name) => name.startsWith(prefix));
    return own.map((name) => Number(name.slice(prefix.length))).filter(Number.isInteger);
  }

  async function removeBetween(after: number, before: number): Promise<void> {
    for (const each of await generations())
      if (each > after && each < before) await manager?.delete(named(each));
  }

  return {
    all: () =>
      orRefused(async () => {
        const descending = (await generations()).toSorted((a, b) => b - a);
        return Promise.all((descending.length === 0 ? [0] : descending).map(open));
      }),
    fresh: (after) =>
      orRefused(async () => {
        if (manager === undefined) {
          await gone(indexedDB.deleteDatabase(deps.databaseName));
          return open(0);
        }
        const bucket = await open(Math.max(0, ...(await generations())) + 1);
        await removeBetween(after, bucket.generation);
        return bucket;
      }),
    async removeAll() {
      const buckets = await orRefused(() => removeBetween(-1, Infinity));
      const deleted = manager !== undefined || (await gone(indexedDB.deleteDatabase(deps.databaseName)));
      return buckets.ok && deleted;
    },
    async removeBefore(generation) {
      await orRefused(() => removeBetween(-1, generation));
    },
  };
}

async function orRefused<T>(step: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await step());
  } catch {
    return refused;
  }
}

const refused = problem(
  'storage.refused',
  'The browser gives Plumbline no place to store your data in right now. The second copy is whole.',
  'Leave Plumbline open. It tries again.',
);

/** Whether it was deleted; a request that is blocked is carried out when the last connection ends. */
function gone(request: IDBOpenDBRequest): Promise<boolean> {
  return new Promise((resolve) => {
    for (const end of ['success', 'error', 'blocked'])
      request.addEventListener(end, () => resolve(end === 'success'));
  });
}
