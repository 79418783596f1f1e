import { news as allNews } from '#shared/domain/news/news.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { createSecondFactor, type SecondFactor } from '../access/second-factor.ts';
import type { Keyring } from '../books/keyring.ts';
import { type ClosingWatch, createClosingWatch } from '../closing/watch.ts';
import type { Database } from '../database/database.ts';
import { createNews, type News } from '../news/news.ts';
import type { Closure } from '../team/closure.ts';
import { createQuickUnlockWatch } from './quick-unlock.ts';
import type { Records } from './records.ts';

/** Whether this device may go on with the business, and what opens it and lets owners act. */
export interface Standing {
  news: News;
  secondFactor: SecondFactor;
  watch: ClosingWatch;
  /** An owner has closed the business. */
  isClosed(): boolean;
  /** Whether anything may go out of this business. */
  mayGoOut(): boolean;
  /** The team, or what it has agreed to, may have changed. */
  look(): void;
  /** It is known by now what owners have agreed to. */
  loaded(): void;
}

export function createStanding(
  deps: Pick<Records, 'library' | 'changes'> & {
    crypto: WebCrypto;
    keyring: Keyring;
    database: Database;
    closure: Closure;
    run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
    work: Work;
    /** Epoch milliseconds. */
    now(): number;
    /** See `SessionDeps`. */
    forgetQuickUnlock?: (() => void) | undefined;
    /** What may leave the device is another than before. */
    onClosing(): void;
  },
): Standing {
  const { library, changes, keyring, database, closure, work, now } = deps;
  let isLoaded = false;
  const secondFactor = createSecondFactor(deps);
  const news = createNews({ library, keyring, entries: allNews });
  const quickUnlock = createQuickUnlockWatch({
    changes,
    closure,
    news,
    isLoaded: () => isLoaded,
    forget: () => deps.forgetQuickUnlock?.(),
  });
  const watch = createClosingWatch({
    database,
    closure,
    work,
    now,
    onChange() {
      quickUnlock.look();
      deps.onClosing();
    },
  });

  function look(): void {
    watch.look();
    quickUnlock.look();
  }

  return {
    news,
    secondFactor,
    watch,
    isClosed: () => closure.closing() !== undefined,
    mayGoOut: () => closure.mayWrite().ok,
    look,
    loaded() {
      isLoaded = true;
      look();
      secondFactor.share();
    },
  };
}
