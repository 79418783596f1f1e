import type { CallHandlers } from '#shared/bridge/bridge.ts';
import { ok } from '#shared/lib/result.ts';

/** What the window wants to have again after a reload: in memory, gone with the process. */
export function createWindowMemory(): Pick<CallHandlers, 'window.remember' | 'window.recall'> {
  let kept = '';
  return {
    async 'window.remember'({ text }) {
      kept = text;
      return ok({});
    },
    'window.recall': async () => ok({ text: kept }),
  };
}
