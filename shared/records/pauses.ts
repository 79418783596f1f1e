import { holdsFor, type PausablePart, pausableParts, type Pause } from '#shared/domain/pause.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { RecordReader } from './reader.ts';

type Records = Pick<RecordReader, 'all'>;

/** Whether somebody has stopped this part, on whatever device. */
export function isPaused(records: Records, part: PausablePart): boolean {
  return pausesOf(records, part).length > 0;
}

/** The pauses that hold for a part, the first one first. */
export function pausesOf(records: Records, part: PausablePart): Pause[] {
  return [...records.all('pauses')]
    .filter((pause) => holdsFor(pause, part))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Whether a locked device stays silent: it goes on only where all that it does by itself goes on. */
export function silencesLocked(records: Records): boolean {
  return isPaused(records, 'sends') || isPaused(records, 'intake') || isPaused(records, 'autopilot');
}

export function pausedParts(records: Records): PausablePart[] {
  return pausableParts.filter((part) => isPaused(records, part));
}

/**
 * When a part was last let go on; what was due by then is stale, and goes out only if somebody asks for it. Epoch
 * milliseconds; -Infinity where it never stood still.
 */
export function liftedAt(records: Records, part: PausablePart): number {
  return Math.max(
    -Infinity,
    ...Array.from(records.all('pauses'), ({ lifted }) => lifted?.[part]?.at ?? -Infinity),
  );
}

export const pauseProblems = {
  sends: {
    code: 'pause.sends',
    message: 'Sending is paused for the whole business. Nothing was sent.',
    remedy: 'It can be let go on in Settings → Incident.',
  },
  models: {
    code: 'pause.models',
    message: 'Models are paused for the whole business. None was asked.',
    remedy: 'They can be let go on in Settings → Incident.',
  },
} satisfies Record<string, Problem>;
