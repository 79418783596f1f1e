import type { Problem } from '#shared/lib/result.ts';

/** What went wrong and what to do, in one line. */
export function problemWords({ message, remedy }: Problem): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}
