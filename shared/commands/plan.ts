import { z } from 'zod';
import { currencySchema, daySchema, idSchema, minorSchema } from '#shared/domain/common.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { jobItemSchema } from '#shared/domain/job.ts';
import {
  followingId,
  type Plan,
  planBillings,
  planDays,
  planIds,
  planSchema,
  planTime,
  planTimesSchema,
} from '#shared/domain/plan.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { contentId } from '#shared/lib/hash.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { jobsBy, readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const { title, notes, siteId, includedVisits } = planSchema.shape;
const item = jobItemSchema.pick({
  name: true,
  quantity: true,
  unitPrice: true,
  currency: true,
  serviceId: true,
});
const fields = z.strictObject({
  title: title.trim().min(1),
  notes,
  siteId,
  times: planTimesSchema
    .omit({ zone: true })
    .strict()
    .refine(({ rule }) => rule !== '', { path: ['rule'], message: 'This is needed.' }),
  /** `null`: it goes on. */
  until: daySchema.nullable().optional(),
  staffIds: z.array(idSchema).max(50).optional(),
  items: z.array(item).max(100).optional(),
  billing: z.enum(planBillings),
  price: z.strictObject({ amount: minorSchema, currency: currencySchema }).nullable().optional(),
  includedVisits: includedVisits.nullable(),
  renewsOn: daySchema.nullable().optional(),
});
const changes = fields.partial();
type Fields = z.output<typeof changes>;

/** So many days ahead visits are made: those of a whole year, and a month to look beyond it. */
const ahead = 396;

const missing = problem('plan.missing', 'This plan is no longer there.');

const create = defineCommand({
  name: 'plan.create',
  title: 'Make plan',
  args: fields.extend({ contactId: idSchema }),
  undoable: true,
  run(draft, { contactId, ...wanted }, { newId, now }) {
    if (draft.get('contacts', contactId) === undefined)
      return problem('contact.missing', 'This contact no longer exists.');
    const id = newId();
    const { title: called, times, billing } = wanted;
    draft.create('plans', {
      id,
      createdAt: now,
      contactId,
      title: called,
      billing,
      times: timesOf(draft, times),
    });
    write(draft, id, wanted);
    settle(draft, id, now);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'plan.update',
  title: 'Change plan',
  args: z.strictObject({ id: idSchema, fields: changes }),
  undoable: true,
  run(draft, { id, fields: wanted }, { now }) {
    const before = draft.get('plans', id);
    if (before === undefined) return missing;
    write(draft, id, wanted);
    settle(draft, id, now, before);
    return ok({ id });
  },
});

/** From a day on it is another plan: what was until then, and what was done, stays what it was. */
const changeFollowing = defineCommand({
  name: 'plan.changeFollowing',
  title: 'Change plan from a day on',
  args: z.strictObject({ id: idSchema, from: daySchema, fields: changes }),
  undoable: true,
  run(draft, { id, from, fields: wanted }, { now }) {
    const plan = draft.get('plans', id);
    if (plan === undefined) return missing;
    const [next] = planDays(plan, from, addDays(from, 3660));
    if (next === undefined) return problem('plan.over', 'No visit follows on that day.');
    if (next <= plan.times.first)
      return problem('plan.whole', 'That is the whole plan.', 'Change all of it.');
    const following = followingId(id, next);
    if (draft.get('plans', following) === undefined) {
      // Made of the plan alone, so that two devices that part it there have parted it once.
      const { skipped: _, ...rest } = plan;
      draft.create('plans', { ...rest, id: following, followsId: id, times: { ...plan.times, first: next } });
    }
    draft.patch('plans', id, { until: addDays(next, -1) });
    write(draft, following, wanted);
    settle(draft, id, now);
    settle(draft, following, now);
    return ok({ id: following });
  },
});

const end = defineCommand({
  name: 'plan.end',
  title: 'End plan',
  args: z.strictObject({ id: idSchema, lastDay: daySchema }),
  undoable: true,
  run(draft, { id, lastDay }, { now }) {
    if (draft.get('plans', id) === undefined) return missing;
    draft.patch('plans', id, { until: lastDay });
    settle(draft, id, now);
    return ok({ id });
  },
});

const skip = defineCommand({
  name: 'plan.skip',
  title: 'Skip visit of plan',
  args: z.strictObject({ id: idSchema, day: daySchema }),
  undoable: true,
  run(draft, { id, day }, { now }) {
    if (draft.get('plans', id) === undefined) return missing;
    draft.putEntry('plans', id, 'skipped', day, true);
    settle(draft, id, now);
    return ok({ id });
  },
});

/** As time goes on more visits are to be made; run by itself, and without effect where nothing is missing. */
const makeVisits = defineCommand({
  name: 'plan.makeVisits',
  title: 'Make visits of plans',
  args: z.strictObject({}),
  undoable: false,
  run(draft, _, { now }) {
    for (const { id } of draft.all('plans')) settle(draft, id, now);
    return ok({});
  },
});

function timesOf(records: RecordReader, times: z.output<typeof fields>['times']): Plan['times'] {
  return { ...times, zone: records.get('business', 'business')?.timeZone ?? 'UTC' };
}

function write(draft: RecordWriter, id: string, { staffIds, items, times, ...rest }: Fields): void {
  const none = Object.entries(rest).map(([key, value]) => [key, value === null ? undefined : value]);
  draft.assign('plans', id, Object.fromEntries(none) as Partial<Plan>);
  if (times !== undefined) draft.patch('plans', id, { times: timesOf(draft, times) });
  if (staffIds !== undefined) {
    const assignees = Object.fromEntries(staffIds.map((staffId) => [staffId, true as const]));
    replaceEntries(draft, 'plans', id, 'assignees', assignees);
  }
  if (items === undefined) return;
  const lines = items.map(
    (line, order) => [contentId(['plan-item', id, order]), { ...line, order }] as const,
  );
  replaceEntries(draft, 'plans', id, 'items', Object.fromEntries(lines));
}

/**
 * Makes what is missing of a plan's visits and takes away those that are none any more. `before`: how the plan was,
 * where it was changed: what it has made follows.
 */
function settle(draft: RecordWriter, id: string, now: number, before?: Plan): void {
  const plan = draft.get('plans', id)!;
  const today = dayOf(now, plan.times.zone);
  const days = new Set(planDays(plan, today, addDays(today, ahead)));
  for (const job of jobsBy(draft, 'planId', id)) {
    const day = job.planDay!;
    if (day < today || !isUntouched(job)) continue;
    if (!days.has(day)) take(draft, plan, day);
  }
  // What one device took away while another did the work on it is there again: what was done is never lost.
  const all = planDays({ times: plan.times }, plan.times.first, addDays(today, ahead));
  for (const day of all) {
    const { jobId } = planIds(id, day);
    if (draft.get('jobs', jobId) === undefined && draft.by('jobEvents', 'jobId', jobId).length > 0)
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

export const planCommands = [create, update, changeFollowing, end, skip, makeVisits] as const;
