import type { Work } from '#shared/lib/async.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { Library } from '../books/library.ts';
import type { Network } from './network.ts';

/** By room, what a device has of it (`Book.state`). */
export type Heads = Record<string, string>;

/**
 * Resolves when all is loaded and saved, the relay has it on its disk where one is used, what came from there is
 * opened, and nothing goes on by itself. Devices with equal heads have the same. Fails where the disk takes nothing.
 */
export async function quiet(deps: {
  loaded: Promise<void>;
  library: Library;
  network: Pick<Network, 'isStored' | 'stored'>;
  work: Work;
  /** Has the window hear of all changes so far. */
  flush(): void;
}): Promise<Result<Heads>> {
  const { library, network, work } = deps;
  const isQuiet = (): boolean =>
    work.isQuiet && network.isStored() && library.books.every((book) => book.isSaved());
  await deps.loaded;
  // What was saved may give work to do, and work something to save.
  do {
    const saved = await library.save();
    if (!saved.ok) return saved;
    await work.quiet();
    await network.stored();
    for (const book of library.books) await book.settled();
  } while (!work.isOver && !isQuiet());
  deps.flush();
  return ok(Object.fromEntries(library.books.map((book) => [book.room, book.state()])));
}
