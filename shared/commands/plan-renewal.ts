import { z } from 'zod';
import { idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import { addDays, addMonths, dayOf } from '#shared/domain/day.ts';
import type { Plan } from '#shared/domain/plan.ts';
import {
  middayOf,
  planPriceSchema,
  type PlanTerms,
  priceOn,
  renewalAskedFrom,
  renewalTaskId,
} from '#shared/domain/plan-terms.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';

const price = planPriceSchema.strict();

/** In time before a plan is to be renewed: a task to ask, and a price that is proposed. Run by itself. */
const askRenewals = defineCommand({
  name: 'plan.askRenewals',
  title: 'Ask about renewals',
  args: z.strictObject({}),
  undoable: false,
  run(draft, _, { now }) {
    for (const [plan, terms] of renewalsDue(draft, now)) ask(draft, plan, terms);
    return ok({});
  },
});

/** The plans about whose renewal nobody was told yet, and somebody should be. */
export function renewalsDue(records: RecordReader, now: number): [Plan, PlanTerms][] {
  return [...records.all('planTerms')].flatMap((terms): [Plan, PlanTerms][] => {
    const plan = records.get('plans', terms.planId);
    const from = plan && renewalAskedFrom(plan, terms);
    if (plan === undefined || from === undefined || isKeptOnly(records, plan.contactId)) return [];
    if (dayOf(now, plan.times.zone) < from) return [];
    return terms.proposed?.[terms.renewsOn!] === undefined ? [[plan, terms]] : [];
  });
}

/** All of it follows from the plan and the day, so that two devices that ask have asked once. */
function ask(draft: RecordWriter, plan: Plan, terms: PlanTerms): void {
  const renewsOn = terms.renewsOn!;
  const agreed = priceOn(terms, addDays(renewsOn, -1));
  draft.putEntry('planTerms', plan.id, 'proposed', renewsOn, agreed === undefined ? {} : { price: agreed });
  const id = renewalTaskId(plan.id, renewsOn);
  if (draft.get('tasks', id) !== undefined) return;
  draft.create('tasks', {
    id,
    createdAt: middayOf(renewalAskedFrom(plan, terms)!),
    title: '',
    asks: { kind: 'renewal' satisfies TaskAsks, about: plan.title.slice(0, 300) },
    due: { day: renewsOn },
    aboutKind: 'contacts',
    aboutId: plan.contactId,
  });
}

const propose = defineCommand({
  name: 'plan.propose',
  title: 'Propose price of plan',
  args: z.strictObject({ id: idSchema, renewsOn: likelyDaySchema, price }),
  undoable: true,
  run(draft, { id, renewsOn, price: proposed }) {
    const found = find(draft, id, renewsOn);
    if (!found.ok) return found;
    draft.putEntry('planTerms', id, 'proposed', renewsOn, { price: proposed });
    return ok({ id });
  },
});

/** It goes on for another year from the day on which it was to be renewed, at a price of its own. */
const renew = defineCommand({
  name: 'plan.renew',
  title: 'Renew plan',
  args: z.strictObject({ id: idSchema, renewsOn: likelyDaySchema, price: price.optional() }),
  undoable: true,
  run(draft, { id, renewsOn, price: agreed }, context) {
    const found = find(draft, id, renewsOn);
    if (!found.ok) return found;
    finishRenewal(draft, id, context);
    if (agreed !== undefined) draft.putEntry('planTerms', id, 'prices', renewsOn, agreed);
    draft.patch('planTerms', id, { renewsOn: addMonths(renewsOn, 12) });
    return ok({ id });
  },
});

function find(records: RecordReader, id: string, renewsOn: string): Result<PlanTerms> {
  const terms = records.get('planTerms', id);
  if (terms === undefined || records.get('plans', id) === undefined)
    return problem('plan.missing', 'This plan is no longer there.');
  if (terms.renewsOn !== renewsOn)
    return problem('plan.renewed', 'Somebody has renewed this plan already, or chosen another day.');
  return ok(terms);
}

/** Nobody has to ask any more. */
export function finishRenewal(draft: RecordWriter, planId: string, { now, memberId }: CommandContext): void {
  const renewsOn = draft.get('planTerms', planId)?.renewsOn;
  const task = renewsOn === undefined ? undefined : draft.get('tasks', renewalTaskId(planId, renewsOn));
  if (task !== undefined && task.done === undefined)
    draft.patch('tasks', task.id, { done: { at: now, memberId } });
}

export const planRenewalCommands = [askRenewals, propose, renew] as const;
