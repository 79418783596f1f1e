import type { Problem } from '#shared/lib/result.ts';
import { closeCode } from '#shared/sync/protocol.ts';

const full: Problem = {
  code: 'relay.full',
  message: 'The relay is full: some of your work stays on this device only, where it is safe.',
  remedy: 'Ask the relay’s operator for more room, or move to another relay.',
};
const noAccess: Problem = {
  code: 'relay.no-access',
  message: 'The relay does not open some of this device’s books to it. What is on this device is safe.',
  remedy: 'Ask the owner which access you have. Locking and unlocking Plumbline asks the relay again.',
};
const other: Problem = {
  code: 'relay.book-refused',
  message: 'The relay does not take some of this device’s books. What is on this device is safe.',
  remedy: 'Check that Plumbline and the relay are up to date.',
};
/** What the relay says to a device that an owner has taken out. */
export const removedCode = 'relay.auth.removed';

const removed: Problem = {
  code: removedCode,
  message:
    'This device was taken out of the team. What is on it stays readable here; nothing new arrives, and nothing you write here reaches the others.',
  remedy: 'If that is a mistake, ask the owner for a new invitation.',
};

/** What it means to the owner that the relay has ended the sync of a book for good. */
export function bookRefused(code: number): Problem {
  if (code === closeCode.full) return full;
  return code === closeCode.noAccess ? noAccess : other;
}

const elsewhere: Problem = {
  code: 'relay.auth.network',
  message: 'An owner has not allowed connecting from this network. Your work stays on this device meanwhile.',
  remedy: 'Connect from a network of the business, or ask the owner.',
};

/** Says a sign-in's problem in the words that fit a device which is already at work. */
export function signInRefused(problem: Problem): Problem {
  if (problem.code === elsewhere.code) return elsewhere;
  return problem.code === removed.code ? removed : problem;
}

/** As one text, for places that have no second line. */
export function inWords({ message, remedy }: Problem): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}
