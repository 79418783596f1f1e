import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitConflicts } from '#shared/domain/visit-conflicts.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useInTurn } from '#renderer/state/in-turn.ts';
import { readTable, windowRecords } from '#renderer/state/records.ts';
import { jobsAround, useConflictRules, useConflictWords } from '#renderer/state/visit-conflicts.ts';
import type { Person } from '../use-people.ts';
import { useVisitWords } from '../use-visit-words.ts';
import type { Change, ScheduledVisit } from '../use-visits.ts';

/** What changes visits, each by a command that can be undone. */
export interface Changes {
  /** What is being stored, by the visits' ids. */
  pending: ReadonlyMap<string, Change>;
  /** The last change in words, for those who hear it, with what is in its way. */
  said: string;
  say(words: string): void;
  change(visit: ScheduledVisit, change: Change): void;
  /** Gives the visit's id. */
  schedule(job: PlannedJob, change: Change): Promise<string | undefined>;
  unschedule(visit: ScheduledVisit): void;
}

/** `who`: whose schedule alone is shown; what is put into it without a name is theirs. */
export function useChanges(people: readonly Person[], who: string | undefined): Changes {
  const { t } = useTranslation('schedule');
  const [pending, setPending] = useState<ReadonlyMap<string, Change>>(new Map());
  const [said, setSaid] = useState('');
  const newest = useRef(new Map<string, symbol>());
  const inTurn = useInTurn();
  const words = useChangeWords(people);

  const change = useCallback(
    (visit: ScheduledVisit, wanted: Change) => {
      const { id, job } = visit;
      setPending((before) => new Map(before).set(id, { ...before.get(id), ...wanted }));
      const last = Symbol(id);
      newest.current.set(id, last);
      const store = async () => {
        const done = await runChange(job.id, id, visit, wanted);
        // A later change has come on top of it: what that leaves is shown until it is stored.
        if (newest.current.get(id) === last) setPending((before) => without(before, id));
        if (done) setSaid(words(job, id, { ...visit, ...wanted }));
      };
      ignore(inTurn(store));
    },
    [inTurn, words],
  );
  const schedule = useCallback(
    async (job: PlannedJob, { start = 0, end = 0, anyTime, staffIds: named = [] }: Change) => {
      const staffIds = named.length === 0 && who !== undefined ? [who] : named;
      const time = { start, end, ...(anyTime && { anyTime }) };
      const done = await run('job.schedule', { id: job.id, ...time, staffIds: [...staffIds] });
      if (!done.ok) return undefined;
      setSaid(words(job, done.value.visitId, { start, end, anyTime: anyTime ?? false, staffIds }));
      return done.value.visitId;
    },
    [words, who],
  );
  const unschedule = useCallback(
    ({ id, job, customer = t('unknownCustomer') }: ScheduledVisit) => {
      const store = async () => {
        const done = await run('job.removeVisit', { id: job.id, visitId: id });
        if (done.ok) setSaid(t('said.removed', { customer }));
      };
      ignore(inTurn(store));
    },
    [inTurn, t],
  );
  return useMemo(
    () => ({ pending, said, say: setSaid, change, schedule, unschedule }),
    [pending, said, change, schedule, unschedule],
  );
}

/** The command that changes no more than has to change; one, so that it is undone as one. */
async function runChange(
  id: string,
  visitId: string,
  visit: ScheduledVisit,
  { staffIds, ...time }: Change,
): Promise<boolean> {
  const { start = visit.start, end = visit.end, anyTime = visit.anyTime } = time;
  const span = { start, end, ...(anyTime && { anyTime }) };
  const going = staffIds && [...staffIds];
  if (going === undefined) return (await run('job.reschedule', { id, visitId, ...span })).ok;
  if (Object.keys(time).length === 0)
    return (await run('job.assignVisit', { id, visitId, staffIds: going })).ok;
  return (await run('job.updateVisit', { id, visitId, time: span, staffIds: going })).ok;
}

function without(pending: ReadonlyMap<string, Change>, id: string): ReadonlyMap<string, Change> {
  const rest = new Map(pending);
  rest.delete(id);
  return rest;
}

type After = Pick<ScheduledVisit, 'start' | 'end' | 'anyTime' | 'staffIds'>;

/** Says when a visit is now, who goes there, and what is in its way. */
function useChangeWords(people: readonly Person[]): (job: PlannedJob, id: string, after: After) => string {
  const { t } = useTranslation('schedule');
  const { day } = useFormat();
  const { when, who } = useVisitWords(people);
  const conflictWords = useConflictWords();
  const rules = useConflictRules();
  return useCallback(
    (job, id, after) => {
      const customer = readTable('contacts').get(job.contactId)?.name ?? t('unknownCustomer');
      const whole = [customer, day(after.start), when(after), who(after)].filter(Boolean).join(', ');
      if (rules === undefined) return whole;
      const span = { ...after, anyTime: after.anyTime || undefined };
      const jobs = jobsAround(windowRecords, after);
      const conflicts = visitConflicts(span, jobs, rules, { except: id, isTeam: people.length > 1, job });
      return [`${whole}.`, ...conflicts.map(conflictWords)].join(' ');
    },
    [t, day, when, who, conflictWords, rules, people.length],
  );
}
