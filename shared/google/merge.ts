import type { GoogleAsks, GoogleEvent, GoogleEventState, GoogleWords } from '#shared/domain/google-event.ts';
import type { VisitTime } from '#shared/domain/visit.ts';
import { eventTime, pushedIn, timeKey, timeOfEvent, wordFields, wordMarks } from './event.ts';

/** What stands here; `gone`: it is not to stand at Google any more. `unknown`: nobody can tell now. */
export type Ours = { time: VisitTime; words: GoogleWords; isDue: boolean } | 'gone' | 'unknown';

/** What is to be done about one event. */
export type Step =
  | { do: 'nothing' }
  /** `generation`: of the id that it is made under. */
  | { do: 'create'; generation: number }
  /** The fields that are written; the marks always are. */
  | { do: 'patch'; time: boolean; words: (typeof wordFields)[number][] }
  | { do: 'delete' }
  | { do: 'forget' }
  /** It was changed at Google: somebody is asked, or it counts here at once. */
  | { do: 'ask'; asks: GoogleAsks }
  | { do: 'take'; asks: GoogleAsks }
  /** It stands there, and nothing is to be asked: what is noted of it says otherwise. */
  | { do: 'note' };

interface Sides {
  ours: Ours;
  /** As Google has it now; `missing`: it was deleted there, or never made. */
  theirs: GoogleEvent | 'missing';
  state: GoogleEventState;
  takesAtOnce: boolean;
}

/**
 * Brings one event together, three ways: as it is here, as Google has it, and as it was when we wrote it last, which stands in the
 * event itself. Times and removals come back; words are ours, and what somebody has written there stays until ours change.
 */
export function stepFor(sides: Sides): Step {
  const { ours, theirs, state } = sides;
  if (ours === 'unknown') return { do: 'nothing' };
  const isThere = theirs !== 'missing' && !theirs.isCancelled;
  if (ours === 'gone') return { do: isThere ? 'delete' : 'forget' };
  if (!isThere) return withoutEvent({ ...sides, ours });
  const step = withEvent({ ...sides, ours, theirs });
  const isNoted =
    state.madeAt !== undefined && (state.asks === undefined || isAskedNow({ ...sides, ours, theirs }));
  return step.do === 'nothing' && !isNoted ? { do: 'note' } : step;
}

type Both = Sides & { ours: Exclude<Ours, string> };

function withoutEvent({ ours, state, takesAtOnce, theirs }: Both): Step {
  // Never made, as far as we know: what was begun is made now.
  if (state.madeAt === undefined && theirs === 'missing')
    return ours.isDue ? { do: 'create', generation: state.generation } : { do: 'nothing' };
  if (state.refused === removed) return { do: 'create', generation: state.generation + 1 };
  if (state.asks?.kind === 'removed') return { do: 'nothing' };
  return { do: takesAtOnce ? 'take' : 'ask', asks: { kind: 'removed' } };
}

function withEvent({ ours, theirs, state, takesAtOnce }: Both & { theirs: GoogleEvent }): Step {
  const base = pushedIn(theirs);
  const now = keysOf(ours, theirs);
  const movedThere = now.theirs !== base.key && now.theirs !== now.ours;
  const isRefused = state.refused === now.theirs;
  if (movedThere && !isRefused) {
    const asks = movedTo(theirs, ours.time.zone);
    if (asks !== undefined && isSameAsk(state.asks, asks)) return { do: 'nothing' };
    const movedHere = now.ours !== base.key;
    if (asks !== undefined) return { do: takesAtOnce && !movedHere ? 'take' : 'ask', asks };
  }
  const marks = wordMarks(ours.words);
  const words = wordFields.filter((field) => marks[field] !== base.words[field]);
  const isSame = now.ours === base.key && now.theirs === base.key && words.length === 0;
  return isSame ? { do: 'nothing' } : { do: 'patch', time: now.theirs !== now.ours, words };
}

/** Whether what somebody is asked is still what there is to ask. */
function isAskedNow({ ours, theirs, state }: Both & { theirs: GoogleEvent }): boolean {
  const { theirs: key, ours: here } = keysOf(ours, theirs);
  return state.asks?.kind === 'moved' && state.asks.key === key && key !== here;
}

function keysOf({ time }: { time: VisitTime }, { start, end }: GoogleEvent) {
  const ours = timeKey(eventTime(time));
  return { ours, theirs: start === undefined || end === undefined ? ours : timeKey({ start, end }) };
}

/** Nothing where it is no time that could be ours. */
function movedTo({ start, end }: GoogleEvent, zone: string): GoogleAsks | undefined {
  if (start === undefined || end === undefined) return undefined;
  const time = timeOfEvent({ start, end }, zone);
  return time && { kind: 'moved', key: timeKey({ start, end }), ...time };
}

function isSameAsk(before: GoogleAsks | undefined, asks: GoogleAsks): boolean {
  return before?.kind === 'moved' && asks.kind === 'moved' && before.key === asks.key;
}

/** By which a removal is refused: it is put back. */
export const removed = 'removed';
