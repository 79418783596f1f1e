import type { Job, JobItem } from '#shared/domain/job.ts';
import { planItemId, type Plan } from '#shared/domain/plan.ts';
import { type Period, type PlanPrice, type PlanTerms, priceOn, termOf } from '#shared/domain/plan-terms.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import { jobsBy } from './jobs.ts';
import type { RecordReader } from './reader.ts';

/** How many of the visits that are within a plan's price were made in a year of it. */
export interface VisitsUsed {
  used: number;
  of: number;
}

/** For who sees money: of the year that a day lies in; none where the plan's price covers no number of visits. */
export function visitsUsed(records: RecordReader, plan: Plan, day: string): VisitsUsed | undefined {
  const terms = records.get('planTerms', plan.id);
  if (terms?.includedVisits === undefined) return undefined;
  return { used: doneIn(records, plan, termOf(plan, terms, day)).length, of: terms.includedVisits };
}

/** What a job's work is billed at: a plan's visit by the plan, what was done besides at its own price. */
export function billedItems(records: RecordReader, job: PlannedJob): Record<string, JobItem> {
  const items = job.items ?? {};
  const covered = coverOf(records, job);
  if (covered === undefined) return items;
  const { plan, cover } = covered;
  const ids = new Set(Object.keys(items).filter((id) => isOfPlan(records, plan, id, items[id]!)));
  const others = Object.entries(items).filter(([id]) => !ids.has(id));
  const own = Object.entries(items).filter(([id]) => ids.has(id));
  if (cover !== 'included') return { [job.id]: asOne(job, cover, own), ...Object.fromEntries(others) };
  const free = own.map(([id, item]) => [id, { ...item, unitPrice: '0' }] as const);
  return Object.fromEntries([...free, ...others]);
}

/** Whether all that was done on a job is within its plan's price, so that nothing is to be billed. */
export function isWithinPlan(records: RecordReader, job: PlannedJob): boolean {
  if (coverOf(records, job)?.cover !== 'included') return false;
  return Object.values(billedItems(records, job)).every(({ unitPrice }) => BigInt(unitPrice) === 0n);
}

/** The visit as one line at the plan's price. */
function asOne(job: Job, { amount, currency }: PlanPrice, own: [string, JobItem][]): JobItem {
  const [first] = own.map(([, item]) => item).toSorted((a, b) => a.order - b.order);
  return {
    name: first?.name ?? job.title,
    quantity: '1',
    unitPrice: amount,
    currency,
    ...(first?.serviceId !== undefined && { serviceId: first.serviceId }),
    order: first?.order ?? 0,
  };
}

/** How a plan covers one of its visits: within its price, at its price; none where the normal price holds. */
function coverOf(
  records: RecordReader,
  job: PlannedJob,
): { plan: Plan; cover: 'included' | PlanPrice } | undefined {
  const { planId, planDay } = job;
  if (planId === undefined || planDay === undefined) return undefined;
  const plan = records.get('plans', planId);
  const terms = records.get('planTerms', planId);
  if (plan === undefined || terms === undefined || !isAgreedOn(terms, planDay)) return undefined;
  if (isIncluded(records, plan, terms, job)) return { plan, cover: 'included' };
  const price = terms.billing === 'visit' ? priceOn(terms, planDay) : undefined;
  return price && { plan, cover: price };
}

function isAgreedOn({ renewsOn }: PlanTerms, day: string): boolean {
  return renewsOn === undefined || day < renewsOn;
}

/** Whether it is one of those that the price covers: the first that were done in its year. */
function isIncluded(records: RecordReader, plan: Plan, terms: PlanTerms, job: PlannedJob): boolean {
  const { billing, includedVisits } = terms;
  if (includedVisits === undefined) return billing !== 'visit' && priceOn(terms, job.planDay!) !== undefined;
  const done = doneIn(records, plan, termOf(plan, terms, job.planDay!)).map(({ id }) => id);
  const place = done.indexOf(job.id);
  return (place === -1 ? done.length : place) < includedVisits;
}

/** The visits of a year that were done, of the plans as well in whose place this one goes on; the first one first. */
function doneIn(records: RecordReader, plan: Plan, { from, to }: Period): PlannedJob[] {
  return withFormer(records, plan)
    .flatMap(({ id }) => jobsBy(records, 'planId', id))
    .filter(({ planDay = '', completedAt }) => completedAt !== undefined && planDay >= from && planDay <= to)
    .toSorted((a, b) => a.completedAt! - b.completedAt! || compareCodes(a.id, b.id));
}

function withFormer(records: RecordReader, plan: Plan): Plan[] {
  const found = new Map([[plan.id, plan]]);
  let former = plan.followsId === undefined ? undefined : records.get('plans', plan.followsId);
  while (former !== undefined && !found.has(former.id)) {
    found.set(former.id, former);
    former = former.followsId === undefined ? undefined : records.get('plans', former.followsId);
  }
  return [...found.values()];
}

/** Whether a line of a job is one that its plan gave it, also where the plan has others by now. */
function isOfPlan(records: RecordReader, plan: Plan, id: string, { order }: JobItem): boolean {
  if (Object.hasOwn(plan.items ?? {}, id)) return true;
  return withFormer(records, plan).some((each) => planItemId(each.id, order) === id);
}
