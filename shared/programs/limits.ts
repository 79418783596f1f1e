import type { ProgramLimits } from '#shared/domain/program.ts';

const [minute, hour] = [60_000, 60 * 60_000];

/** How much a program has asked for lately. */
export interface Meter {
  /** Counts a call; `false` where the program has to wait. */
  mayCall(limits: ProgramLimits, now: number): boolean;
  /** How many records it may still be given in this hour. */
  rowsLeft(limits: ProgramLimits, now: number): number;
  gave(rows: number, now: number): void;
}

/** In memory: who restarts Plumbline to get around it needs the owner's passphrase. */
export function createMeter(): Meter {
  let calls: number[] = [];
  let given: { at: number; rows: number }[] = [];
  return {
    mayCall({ callsPerMinute }, now) {
      calls = calls.filter((at) => at > now - minute);
      if (calls.length >= callsPerMinute) return false;
      calls.push(now);
      return true;
    },
    rowsLeft({ rowsPerHour }, now) {
      given = given.filter(({ at }) => at > now - hour);
      return Math.max(0, rowsPerHour - given.reduce((sum, { rows }) => sum + rows, 0));
    },
    gave(rows, now) {
      if (rows > 0) given.push({ at: now, rows });
    },
  };
}
