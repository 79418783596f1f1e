import type { Bridge } from '#shared/bridge/bridge.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { GoogleLink } from '#shared/domain/google.ts';
import type { GoogleEvent, GoogleEventState, GoogleWriting } from '#shared/domain/google-event.ts';
import { eventId, eventTime, isOurEvent, marksOf, timeKey, wordMarks } from '#shared/google/event.ts';
import { type Ours, type Step, stepFor } from '#shared/google/merge.ts';
import { newState, oursOf, type Subject, wantedSubjects } from '#shared/google/wanted.ts';
import { given } from '#shared/lib/given.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { ask, type Asking } from './ask.ts';
import { createPull } from './pull.ts';

export interface CalendarDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  /** Whether it is this device's turn still. */
  mayGoOn(): boolean;
  /** Epoch milliseconds. */
  now(): number;
}

/** More than so many removals at once are somebody's slip, or another program's: they are asked about. */
const mostAtOnce = 5;
/** What concerns one event alone, and nothing of the others. */
const ofOne: ReadonlySet<GoogleFailed['why']> = new Set(['refused', 'changed', 'taken', 'missing', 'gone']);

/** Brings one person's calendar at Google and the schedule together. */
export function createCalendarRounds(deps: CalendarDeps) {
  const { bridge, records, run, now } = deps;
  const pull = createPull(bridge);

  /** One round; what failed ends it, and is tried again with the next. */
  async function round(asking: Asking): Promise<Result<void, GoogleFailed>> {
    const { link } = asking;
    const isOwn = link.wants.place === 'own';
    const pulled = await pull.read(asking, isOwn ? undefined : now() - overFor);
    if (!pulled.ok) return pulled;
    const states = statesOf(asking);
    const removals = [...states.values()].filter(
      (state) => state.madeAt !== undefined && pulled.value.get(eventId(state)) === undefined,
    );
    const takesAtOnce = link.takesAtOnce === true && removals.length <= mostAtOnce;
    for (const state of states.values()) {
      if (!deps.mayGoOn() || isOther(link)) return ok();
      const done = await settle(asking, { state, theirs: pulled.value.get(eventId(state)), takesAtOnce });
      if (!done.ok && !ofOne.has(done.error.why)) return done;
      if (!done.ok) pull.forget(link.id);
    }
    return ok();
  }

  const isOther = ({ id, calendarId }: GoogleLink): boolean => {
    const known = records.get('googleLinks', id);
    return known === undefined || known.leftAt !== undefined || known.calendarId !== calendarId;
  };

  /** What stands there, and what is to; in another calendar nothing stands yet. */
  function statesOf({ link, calendarId }: Asking): Map<string, GoogleEventState> {
    const states = new Map<string, GoogleEventState>();
    for (const subject of wantedSubjects(records, link, now())) {
      const state = newState(link, calendarId, subject);
      states.set(state.id, state);
    }
    for (const { madeAt, asks, refused, ...state } of records.by('googleEvents', 'linkId', link.id)) {
      const isHere = state.calendarId === calendarId;
      states.set(state.id, { ...state, calendarId, ...(isHere && given({ madeAt, asks, refused })) });
    }
    return states;
  }

  interface Known {
    state: GoogleEventState;
    theirs: GoogleEvent | undefined;
    takesAtOnce: boolean;
  }

  async function settle(
    asking: Asking,
    known: Known,
    isSecondTry = false,
  ): Promise<Result<void, GoogleFailed>> {
    const { link } = asking;
    const { state, takesAtOnce } = known;
    const subject: Subject = state;
    const ours = oursOf(records, link, subject, now());
    let { theirs } = known;
    // What is not in the list was deleted, or was never made: only Google knows.
    if (theirs === undefined && ours !== 'unknown' && state.madeAt !== undefined) {
      const looked = await look(asking, state);
      if (!looked.ok) return looked;
      theirs = looked.value;
    }
    if (theirs !== undefined && !theirs.isCancelled && !isOurEvent(theirs, state)) return ok();
    const step = stepFor({ ours, theirs: theirs ?? 'missing', state, takesAtOnce });
    const done = await perform(asking, step, { ours, theirs, state });
    if (done.ok || isSecondTry || (done.error.why !== 'changed' && done.error.why !== 'taken')) return done;
    // Somebody was faster, or it was made already by a try whose answer was lost.
    const looked = await look(asking, state);
    if (!looked.ok) return looked;
    return settle(asking, { state, theirs: looked.value, takesAtOnce }, true);
  }

  async function look(asking: Asking, state: GoogleEventState) {
    const { access, calendarId, link } = asking;
    const told = await ask(bridge, 'google.event', { access, calendarId, id: eventId(state) });
    if (told.ok) pull.note(link.id, told.value.event);
    const found: Result<GoogleEvent | undefined, GoogleFailed> = told.ok
      ? ok(told.value.event)
      : told.error.why === 'missing'
        ? ok(undefined)
        : told;
    return found;
  }

  async function perform(
    asking: Asking,
    step: Step,
    { ours, theirs, state }: { ours: Ours; theirs: GoogleEvent | undefined; state: GoogleEventState },
  ): Promise<Result<void, GoogleFailed>> {
    if (step.do === 'nothing') return ok();
    if (step.do === 'forget') return noted(run('google.forgetEvent', { id: state.id }));
    if (step.do === 'note') return note(state, { isMade: true });
    if (step.do === 'ask') return note(state, { isMade: state.madeAt !== undefined, asks: step.asks });
    if (step.do === 'take') return take(state, step.asks);
    if (step.do === 'delete') return remove(asking, state, theirs!);
    if (typeof ours === 'string') return ok();
    if (step.do === 'create') {
      const next = { ...state, generation: step.generation };
      // Noted first: what is made and not noted would stay there for good.
      const begun = await note(next, { isMade: false });
      if (!begun.ok) return begun;
      return write(asking, next, writingOf(next, ours));
    }
    const { words, ...writing } = writingOf(state, ours);
    const changed = Object.fromEntries(step.words.map((field) => [field, words[field]]));
    const { marks, start, end } = writing;
    return write(
      asking,
      state,
      { marks, words: changed, ...(step.time && given({ start, end })) },
      theirs!.etag,
    );
  }

  async function write(
    { access, calendarId, link }: Asking,
    state: GoogleEventState,
    writing: GoogleWriting,
    etag?: string,
  ): Promise<Result<void, GoogleFailed>> {
    const id = eventId(state);
    const told = await ask(bridge, 'google.writeEvent', {
      access,
      calendarId,
      id,
      writing,
      ...given({ etag }),
    });
    if (!told.ok) return told;
    pull.note(link.id, told.value.event);
    return note(state, { isMade: true });
  }

  async function remove(
    { access, calendarId, link }: Asking,
    state: GoogleEventState,
    { etag }: GoogleEvent,
  ) {
    const id = eventId(state);
    const told = await ask(bridge, 'google.deleteEvent', { access, calendarId, id, etag });
    if (!told.ok) return told;
    pull.drop(link.id, id);
    return noted(run('google.forgetEvent', { id: state.id }));
  }

  /** What the schedule does not take over, such as of work that has begun, somebody is asked about. */
  async function take(state: GoogleEventState, asks: NonNullable<GoogleEventState['asks']>) {
    const asked = await note(state, { isMade: true, asks });
    if (asked.ok) await run('google.accept', { id: state.id });
    return asked;
  }

  function note(
    { id, linkId, calendarId, of, subjectId, plannedFor, generation }: GoogleEventState,
    { isMade, asks }: { isMade: boolean; asks?: GoogleEventState['asks'] },
  ) {
    const args = { id, linkId, calendarId, of, subjectId, plannedFor, generation, isMade };
    const before = records.get('googleEvents', id);
    const isKnown =
      before !== undefined &&
      before.calendarId === calendarId &&
      before.generation === generation &&
      (before.madeAt !== undefined) === isMade &&
      before.asks === undefined &&
      before.refused === undefined &&
      asks === undefined;
    return isKnown ? Promise.resolve(ok()) : noted(run('google.noteEvent', { ...args, ...given({ asks }) }));
  }

  return { round, forget: pull.forget };
}

/** So long an event is over that Google is not asked for any more. */
const overFor = 30 * 86_400_000;

function writingOf(state: GoogleEventState, { time, words }: Exclude<Ours, string>) {
  const at = eventTime(time);
  const marks = marksOf(state, { key: timeKey(at), words: wordMarks(words) });
  return { ...at, words, marks };
}

async function noted(step: Promise<Result<unknown>>): Promise<Result<void, GoogleFailed>> {
  return (await step).ok ? ok() : err({ outcome: 'failed', why: 'lost' });
}
