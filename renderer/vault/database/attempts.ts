import { z } from 'zod';

/** What a device remembers of codes, over restarts: no wait is shortened by a lock. */
export const attemptsSchema = z.looseObject({
  /** The step of the last code that was taken; see `stepOf`. */
  step: z.int(),
  /** Wrong ones since, and when the last was (epoch milliseconds). */
  wrong: z.int().nonnegative(),
  wrongAt: z.number(),
});
export type Attempts = z.infer<typeof attemptsSchema>;

export const noAttempts: Attempts = { step: -1, wrong: 0, wrongAt: 0 };

const free = 3;
const firstWait = 30_000;
const longestWait = 60 * 60_000;

/** Until when the next code is not looked at: three are free, then each wait is twice the one before. */
export function waitsUntil({ wrong, wrongAt }: Attempts): number {
  if (wrong < free) return 0;
  return wrongAt + Math.min(firstWait * 2 ** (wrong - free), longestWait);
}
