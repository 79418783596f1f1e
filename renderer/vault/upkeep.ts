import { drop } from '#shared/lib/drop.ts';
import type { Library } from './books/library.ts';
import type { Executor } from './commands/executor.ts';
import type { FrontPage } from './projection/front-page.ts';

/** How long after the last change the books are tidied. */
const quietMilliseconds = 3000;

/** What is not urgent: long books are shortened and the front page is sealed anew, when the owner pauses. */
export interface Upkeep {
  /** Something was saved; starts the wait anew. */
  saved(): void;
  /** Ends the waiting, finishes what runs, and brings the front page up to date. */
  close(): Promise<void>;
}

export function createUpkeep(deps: { library: Library; executor: Executor; frontPage: FrontPage }): Upkeep {
  const { library, executor, frontPage } = deps;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  async function tidy(): Promise<void> {
    // A status may have come before the message that another device took in.
    const waiting = library.all('pendingUpdates')[Symbol.iterator]().next();
    if (waiting.done !== true) await executor.run('inbox.settle', {});
    await library.tidy();
    await frontPage.write(library);
  }

  return {
    saved() {
      if (closed) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(tidy);
        drop(running);
      }, quietMilliseconds);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
      await library.save();
      await frontPage.write(library);
    },
  };
}
