import { dayOf } from '#shared/domain/day.ts';
import { isOpenJob, sortedVisits } from '#shared/domain/job-states.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { allJobs } from '#shared/records/jobs.ts';
import { type AnswerLine, lineOf } from '../answers.ts';
import { matchWords } from '../find.ts';
import type { SentenceName } from '../sentences.ts';
import type { When } from '../when.ts';
import { type Plan, type Planning, says } from './planning.ts';

/** A visit that is ahead, with its job. */
export interface Ahead {
  job: PlannedJob;
  visit: Visit & { id: string };
}

/** More than can be told apart at a glance is asked for in words. */
const mostChoices = 8;

/** The visits that are ahead, earliest first: of a customer, or the one that was chosen. */
export function visitsAhead({ records, now, chosen }: Planning, contactId: string | undefined): Ahead[] {
  const ahead = allJobs(records)
    .filter((job) => isOpenJob(job) && (contactId === undefined || job.contactId === contactId))
    .flatMap((job) => sortedVisits(job).map((visit) => ({ job, visit })))
    .filter(({ visit }) => visit.end > now && visit.state !== 'done')
    .toSorted((a, b) => a.visit.start - b.visit.start);
  const [meant] = ahead.filter(({ visit }) => visit.id === chosen);
  return meant === undefined ? ahead : [meant];
}

/** Whether a visit is on the day and at the time that were named. */
export function isThen({ visit }: Ahead, { day, days, time }: When, planning: Planning): boolean {
  const { timeZone } = planning.business;
  return (
    (day === undefined || dayOf(visit.start, timeZone) === day) &&
    (days === undefined || days.includes(dayOf(visit.start, timeZone))) &&
    (time === undefined || timeOf(visit.start, timeZone) === time)
  );
}

/** Those whose job is called so; `undefined` where the words are no part of any title. */
export function called<Each extends { job: PlannedJob }>(all: Each[], words: string): Each[] | undefined {
  if (words === '') return all;
  const found = all.filter(({ job }) => matchWords(words, [job.title]) !== undefined);
  return found.length === 0 ? undefined : found;
}

export function lineOfVisit({ job, visit }: Ahead, planning: Planning): AnswerLine {
  const { id: visitId, start, end } = visit;
  const { id, contactId, state } = job;
  const finding = {
    kind: 'job',
    id,
    contactId,
    state,
    invoiced: false,
    visit: { visitId, start, end },
  } as const;
  return { ...lineOf(finding, planning, planning.language), choice: visitId };
}

/** Asks which of several is meant. */
export function asksWhich(planning: Planning, question: SentenceName, lines: AnswerLine[]): Plan {
  return { ...says(planning, question), choices: lines.slice(0, mostChoices) };
}
