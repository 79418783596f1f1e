import { parentPort } from 'node:worker_threads';
import type { Question } from '../messages.ts';

/** The journal's thread, but that it dies when it is asked to tidy. */
parentPort!.on('message', ({ name }: Question) => {
  if (name === 'journal.tidy') process.exit(1);
});
await import('../thread.ts');
