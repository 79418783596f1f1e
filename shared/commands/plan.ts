import { z } from 'zod';
import { idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import { addDays } from '#shared/domain/day.ts';
import { jobItemSchema } from '#shared/domain/job.ts';
import {
  followingId,
  type Plan,
  planDays,
  planItemId,
  planSchema,
  planTimesSchema,
} from '#shared/domain/plan.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { planBillingCommands } from './plan-billing.ts';
import { partTerms, planTermsInput, writeTerms } from './plan-terms.ts';
import { finishRenewal, planRenewalCommands } from './plan-renewal.ts';
import { settlePlan } from './plan-visits.ts';

const { title, notes, siteId } = planSchema.shape;
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
    .extend({ first: likelyDaySchema })
    .strict()
    .refine(({ rule }) => rule !== '', { path: ['rule'], message: 'This is needed.' }),
  /** `null`: it goes on. */
  until: likelyDaySchema.nullable().optional(),
  staffIds: z.array(idSchema).max(50).optional(),
  items: z.array(item).max(100).optional(),
  /** What it costs and how that is billed: for who may write money. */
  terms: planTermsInput.optional(),
});
const changes = fields.partial();
type Fields = z.output<typeof changes>;

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
    const { terms, ...rest } = wanted;
    const { title: called, times } = rest;
    draft.create('plans', { id, createdAt: now, contactId, title: called, times: timesOf(draft, times) });
    write(draft, id, rest);
    const priced = writeTerms(draft, id, terms, now);
    if (!priced.ok) return priced;
    settlePlan(draft, id, now);
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'plan.update',
  title: 'Change plan',
  args: z.strictObject({ id: idSchema, fields: changes }),
  undoable: true,
  run(draft, { id, fields: { terms, ...wanted } }, { now }) {
    const before = draft.get('plans', id);
    if (before === undefined) return missing;
    write(draft, id, wanted);
    const priced = writeTerms(draft, id, terms, now);
    if (!priced.ok) return priced;
    settlePlan(draft, id, now, before);
    return ok({ id });
  },
});

/** From a day on it is another plan: what was until then, and what was done, stays what it was. */
const changeFollowing = defineCommand({
  name: 'plan.changeFollowing',
  title: 'Change plan from a day on',
  args: z.strictObject({ id: idSchema, from: likelyDaySchema, fields: changes }),
  undoable: true,
  run(draft, { id, from, fields: { terms, ...wanted } }, { now }) {
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
    partTerms(draft, id, following, next);
    draft.patch('plans', id, { until: addDays(next, -1) });
    write(draft, following, wanted);
    const priced = writeTerms(draft, following, terms, now, next);
    if (!priced.ok) return priced;
    settlePlan(draft, id, now);
    settlePlan(draft, following, now);
    return ok({ id: following });
  },
});

const end = defineCommand({
  name: 'plan.end',
  title: 'End plan',
  args: z.strictObject({ id: idSchema, lastDay: likelyDaySchema }),
  undoable: true,
  run(draft, { id, lastDay }, context) {
    if (draft.get('plans', id) === undefined) return missing;
    draft.patch('plans', id, { until: lastDay });
    finishRenewal(draft, id, context);
    settlePlan(draft, id, context.now);
    return ok({ id });
  },
});

const skip = defineCommand({
  name: 'plan.skip',
  title: 'Skip visit of plan',
  args: z.strictObject({ id: idSchema, day: likelyDaySchema }),
  undoable: true,
  run(draft, { id, day }, { now }) {
    if (draft.get('plans', id) === undefined) return missing;
    draft.putEntry('plans', id, 'skipped', day, true);
    settlePlan(draft, id, now);
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
    for (const { id, contactId } of draft.all('plans'))
      if (!isKeptOnly(draft, contactId)) settlePlan(draft, id, now);
    return ok({});
  },
});

function timesOf(records: RecordReader, times: z.output<typeof fields>['times']): Plan['times'] {
  return { ...times, zone: businessTimeZone(records) };
}

function write(
  draft: RecordWriter,
  id: string,
  { staffIds, items, times, ...rest }: Omit<Fields, 'terms'>,
): void {
  const none = Object.entries(rest).map(([key, value]) => [key, value === null ? undefined : value]);
  draft.assign('plans', id, Object.fromEntries(none) as Partial<Plan>);
  if (times !== undefined) draft.patch('plans', id, { times: timesOf(draft, times) });
  if (staffIds !== undefined) {
    const assignees = Object.fromEntries(staffIds.map((staffId) => [staffId, true as const]));
    replaceEntries(draft, 'plans', id, 'assignees', assignees);
  }
  if (items === undefined) return;
  const lines = items.map((line, order) => [planItemId(id, order), { ...line, order }] as const);
  replaceEntries(draft, 'plans', id, 'items', Object.fromEntries(lines));
}

export const planCommands = [
  create,
  update,
  changeFollowing,
  end,
  skip,
  makeVisits,
  ...planBillingCommands,
  ...planRenewalCommands,
] as const;
