import { addDays, dayOf } from '#shared/domain/day.ts';
import { type Plan, planDays, planIds, planTime } from '#shared/domain/plan.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { jobsBy, readJob } from '#shared/records/jobs.ts';
import { hangingOn } from '#shared/records/references.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** So many days ahead visits are made, and back they are looked after: a whole year, and a month beyond it. */
const ahead = 396;

/**
 * Makes what is missing of a plan's visits and takes away those that are none any more. `before`: how the plan was,
 * where it was changed: what it has made follows.
 */
export function settlePlan(draft: RecordWriter, id: string, now: number, before?: Plan): void {
  const plan = draft.get('plans', id)!;
  const today = dayOf(now, plan.times.zone);
  const days = new Set(planDays(plan, today, addDays(today, ahead)));
  for (const job of jobsBy(draft, 'planId', id)) {
    const day = job.planDay!;
    if (day < today || !isUntouched(job)) continue;
    if (!days.has(day) && isAlone(draft, job)) take(draft, plan, day);
  }
  // What one device took away while another worked on it is there again: what was done is never lost.
  const all = planDays({ times: plan.times }, addDays(today, -ahead), addDays(today, ahead));
  for (const day of all) {
    const { jobId } = planIds(id, day);
    if (draft.get('jobs', jobId) === undefined && hangingOn(draft, 'jobs', jobId).length > 0)
      make(draft, plan, day);
  }
  for (const day of days) {
    const { jobId } = planIds(id, day);
    const job = readJob(draft, jobId);
    if (job === undefined) make(draft, plan, day);
    else if (before !== undefined && isUntouched(job)) follow(draft, plan, before, day);
  }
}

/** Whether nothing has been done on a job of a plan yet. */
function isUntouched({ state, documentId, photos }: PlannedJob): boolean {
  return (state === 'created' || state === 'scheduled') && documentId === undefined && photos === undefined;
}

/** Whether nothing hangs on it but the visit that the plan has made. */
function isAlone(draft: RecordWriter, { id, planId, planDay }: PlannedJob): boolean {
  const { visitId } = planIds(planId!, planDay!);
  return hangingOn(draft, 'jobs', id).every((each) => each.id === visitId);
}

/** All of it follows from the plan and the day, so that two devices that make it make the same. */
function make(draft: RecordWriter, plan: Plan, day: string): void {
  const { jobId, visitId } = planIds(plan.id, day);
  const time = planTime(plan, day);
  draft.create('jobs', {
    id: jobId,
    planId: plan.id,
    planDay: day,
    createdAt: time.start,
    ...copied(plan),
    ...(plan.items && { items: plan.items }),
  });
  // Where the job alone was taken away, its visit stands as somebody has left it.
  if (draft.get('visits', visitId) !== undefined) return;
  draft.create('visits', {
    id: visitId,
    jobId,
    createdAt: time.start,
    plannedFor: time.start,
    time,
    ...(plan.assignees && { assignees: plan.assignees }),
  });
}

function copied({ contactId, siteId: site, title: called, notes: words }: Plan) {
  return {
    contactId,
    title: called,
    ...(site !== undefined && { siteId: site }),
    ...(words !== undefined && { notes: words }),
  };
}

/**
 * Writes what has changed in the plan into what it has made. What was changed at a single visit since stays: only what
 * still was as the plan had it follows.
 */
function follow(draft: RecordWriter, plan: Plan, before: Plan, day: string): void {
  const { jobId, visitId } = planIds(plan.id, day);
  for (const field of ['title', 'notes', 'siteId'] as const)
    if (plan[field] !== before[field] && draft.get('jobs', jobId)?.[field] === before[field])
      draft.assign('jobs', jobId, { [field]: plan[field] });
  if (!isEqual(plan.items ?? {}, before.items ?? {}))
    replaceEntries(draft, 'jobs', jobId, 'items', plan.items ?? {});
  const visit = draft.get('visits', visitId);
  if (visit === undefined) return;
  const [was, is] = [planTime(before, day), planTime(plan, day)];
  if (!isEqual(was, is) && visit.time.start === was.start && visit.time.end === was.end)
    draft.patch('visits', visitId, { time: is });
  const [went, goes] = [before.assignees ?? {}, plan.assignees ?? {}];
  if (!isEqual(went, goes) && isEqual(visit.assignees ?? {}, went))
    replaceEntries(draft, 'visits', visitId, 'assignees', goes);
}

function isEqual(a: object, b: object): boolean {
  return equalJson(a as Json, b as Json);
}

function take(draft: RecordWriter, plan: Plan, day: string): void {
  const { jobId, visitId } = planIds(plan.id, day);
  if (draft.get('visits', visitId) !== undefined) draft.remove('visits', visitId);
  draft.remove('jobs', jobId);
}
