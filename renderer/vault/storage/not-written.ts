import type { Problem } from '#shared/lib/result.ts';

/** What was done is in memory alone, and will be stored. */
export const notWritten: Problem = {
  code: 'storage.not-written',
  message: 'Your last change could not be stored on this computer yet. What was stored before is safe.',
  remedy: 'Leave Plumbline open. It stores the change as soon as it can.',
};
