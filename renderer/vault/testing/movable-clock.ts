import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Timers } from '#shared/lib/async.ts';
import { ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';

/** The computer's clock and timers, which a test can move on by hours: what falls due meanwhile runs at once. */
export interface MovableClock {
  now(): number;
  timers: Timers;
  pass(milliseconds: number): void;
  /** The shell of a computer whose relay lives in the same time. */
  around(bridge: Bridge): Bridge;
}

const toldTime = z.looseObject({ body: z.looseObject({ time: z.number() }) });

interface Waiting {
  at: number;
  action: () => void;
  callOff: () => void;
}

export function createMovableClock(): MovableClock {
  const waiting = new Set<Waiting>();
  let ahead = 0;
  const elapsed = (): number => systemTimers.elapsed() + ahead;

  function run(entry: Waiting): void {
    if (!waiting.delete(entry)) return;
    entry.callOff();
    entry.action();
  }

  return {
    now: () => Date.now() + ahead,
    timers: {
      elapsed,
      after(milliseconds, action) {
        const callOff = systemTimers.after(milliseconds, () => run(entry));
        const entry: Waiting = { at: elapsed() + milliseconds, action, callOff };
        waiting.add(entry);
        return () => {
          waiting.delete(entry);
          callOff();
        };
      },
    },
    around: (bridge) => ({
      ...bridge,
      async call(name, args) {
        const answer = await bridge.call(name, args);
        const told = answer.ok ? toldTime.safeParse(answer.value).data : undefined;
        if (told === undefined) return answer;
        const body = { ...told.body, time: told.body.time + ahead };
        return ok({ ...told, body }) as typeof answer;
      },
    }),
    pass(milliseconds) {
      ahead += milliseconds;
      for (const entry of [...waiting].toSorted((a, b) => a.at - b.at)) if (entry.at <= elapsed()) run(entry);
    },
  };
}
