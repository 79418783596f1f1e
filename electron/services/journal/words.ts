import { problem } from '#shared/lib/result.ts';

/** What can go wrong with the journal, in the owner's words. */
export const diskFull = problem(
  'journal.full',
  'The change could not be written to this computer’s disk, because the disk is full. Nothing that was stored before is lost.',
  'Free some space. Plumbline goes on by itself.',
);

export const notWritten = problem(
  'journal.failed',
  'The change could not be written to this computer’s disk. Nothing that was stored before is lost.',
  'Check that the disk is connected and that you may write to it. Plumbline tries again by itself.',
);

export const notReached = problem(
  'journal.failed',
  'Plumbline could not use the second copy of your data on this computer’s disk. Nothing that was stored before is lost.',
  'Check that the disk is connected and that you may write to it. Plumbline tries again by itself.',
);

export const damaged = problem(
  'journal.damaged',
  'A part of the second copy of your data on this computer’s disk cannot be read any more. The first copy is not touched.',
  'Leave Plumbline open. It repairs the second copy from the first.',
);

export const newer = problem(
  'journal.newer',
  'The second copy of your data was made by a newer version of Plumbline. Nothing in it was changed.',
  'Update Plumbline.',
);

export const inUse = problem(
  'journal.in-use',
  'Another program has the second copy of your data open. Nothing was changed.',
  'Close other windows of Plumbline, and programs that copy or search its files.',
);

export const conflict = problem(
  'journal.conflict',
  'The change was not written, because another one has its number. Nothing that was stored before is lost.',
  'Restart Plumbline.',
);

export const mismatch = problem(
  'journal.mismatch',
  'The change was not written, because it did not arrive as it was sent. Nothing that was stored before is lost.',
  'Try again.',
);

export const missing = problem(
  'journal.missing',
  'This part of the second copy is not there any more: something newer has replaced it.',
  'Try again.',
);

export const outOfOrder = problem(
  'journal.out-of-order',
  'The change was not written, because its parts did not arrive in order. Nothing that was stored before is lost.',
  'Try again.',
);

export const tooMuch = problem(
  'journal.busy',
  'Too much is being written at once. Nothing that was stored before is lost.',
  'Try again in a minute.',
);

export const closed = problem(
  'journal.closed',
  'Plumbline is closing, so nothing more is written. Nothing that was stored before is lost.',
);
