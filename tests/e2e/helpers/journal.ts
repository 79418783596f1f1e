import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { patience } from '#shared/lib/testing/eventually.ts';

/**
 * So long without a write, in milliseconds, is a pause. Books are made shorter three seconds after the last change, and
 * until then it is noted what the relay has: on a busy machine that comes late, and leaves no longer pause.
 */
const pauseMilliseconds = 1000;

/** Resolves at the first write to the shell's journal after the next pause. */
export async function journalIsWrittenAgain(profile: string): Promise<void> {
  const log = path.join(profile, 'journal', 'journal.sqlite-wal');
  const begun = Date.now();
  let written = { at: begun, mark: statSync(log).mtimeMs };
  while (Date.now() - begun < patience) {
    await wait(5);
    const mark = statSync(log).mtimeMs;
    if (mark === written.mark) continue;
    if (Date.now() - written.at > pauseMilliseconds) return;
    written = { at: Date.now(), mark };
  }
  throw new Error('The journal was not written again');
}
