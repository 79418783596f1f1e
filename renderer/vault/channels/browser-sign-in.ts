import { ok, type Result } from '#shared/lib/result.ts';

/** Somebody signs in at a provider, in a browser of theirs; one at a time. */
export interface BrowserSignIn<Wish, Told> {
  /** Gives where. What was begun before is given up. `open`: waits until they have, or whoever asks stops waiting. */
  begin(
    wish: Wish,
    open: (emit: (at: { url: string }) => void, signal: AbortSignal) => Promise<Result<Told>>,
  ): Promise<Result<{ url: string } | { told: Told }>>;
  /** Waits until they have. `undefined` where nothing was begun; no `told` where it was given up. */
  finish(): Promise<{ wish: Wish; told: Result<Told> | undefined } | undefined>;
  giveUp(): void;
}

export function createBrowserSignIn<Wish, Told>(): BrowserSignIn<Wish, Told> {
  let begun: { wish: Wish; stop: AbortController; ended: Promise<Result<Told>> } | undefined;
  return {
    async begin(wish, open) {
      begun?.stop.abort();
      const stop = new AbortController();
      const address = Promise.withResolvers<{ url: string }>();
      const ended = open(address.resolve, stop.signal);
      begun = { wish, stop, ended };
      const first = await Promise.race([address.promise, ended]);
      if ('url' in first) return ok(first);
      return first.ok ? ok({ told: first.value }) : first;
    },
    async finish() {
      const mine = begun;
      if (mine === undefined) return undefined;
      const told = await mine.ended;
      if (begun === mine) begun = undefined;
      return { wish: mine.wish, told: mine.stop.signal.aborted ? undefined : told };
    },
    giveUp() {
      begun?.stop.abort();
      begun = undefined;
    },
  };
}
