import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Message } from '#shared/domain/conversation.ts';

/** As many as the shell keeps. */
const mostTimes = 1000;
const noteAfter = 500;

/** Has the shell know when something is due, for the time in which nobody has unlocked. Gives what tells of a change. */
export function createDueNotes(deps: {
  bridge: Bridge;
  /** See `Outbound`. */
  waiting(): Message[];
  work: Work;
}): () => void {
  let noted = '';
  return deps.work.debounce(async () => {
    const times = deps
      .waiting()
      .map(({ sendAt, at }) => sendAt ?? at)
      .toSorted((a, b) => a - b)
      .slice(0, mostTimes);
    if (String(times) === noted) return;
    noted = String(times);
    await deps.bridge.call('due.note', { times });
  }, noteAfter);
}
