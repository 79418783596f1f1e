import { afterAll } from 'vitest';

// A setup file of all tests in the browser. Chromium gives a page as many buckets as its quota has room for, and all
// tests share one page's quota: what a file has stored goes with it.

interface BucketManager {
  open(name: string, options?: object): Promise<unknown>;
  delete(name: string): Promise<void>;
}

const manager = (navigator as unknown as { storageBuckets: BucketManager }).storageBuckets;
const opened = new Set<string>();
// Not the manager's own: in a page that runs several files, that is the one of the file before.
const { open } = Object.getPrototypeOf(manager) as BucketManager;
manager.open = (name, options) => {
  opened.add(name);
  return open.call(manager, name, options);
};

afterAll(async () => {
  for (const name of opened) await manager.delete(name).catch(() => undefined);
});
