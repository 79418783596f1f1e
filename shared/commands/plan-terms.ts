import { z } from 'zod';
import { likelyDaySchema } from '#shared/domain/common.ts';
import { addDays, addMonths, dayOf } from '#shared/domain/day.ts';
import {
  billedUntil,
  nextPeriodStart,
  planBillings,
  type PlanPrice,
  planPriceSchema,
  type PlanTerms,
  planTermsSchema,
  priceOn,
} from '#shared/domain/plan-terms.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const { includedVisits, noticeDays } = planTermsSchema.shape;

/** What somebody says a plan costs. `null` takes away what was said. */
export const planTermsInput = z.strictObject({
  billing: z.enum(planBillings),
  price: planPriceSchema.strict().nullable().optional(),
  includedVisits: includedVisits.nullable(),
  /** Left out, what is to be billed is billed from the first day on, or from today if that is over. */
  billFrom: likelyDaySchema.optional(),
  renewsOn: likelyDaySchema.nullable().optional(),
  noticeDays,
});
type TermsInput = z.output<typeof planTermsInput>;

/** What is said to have begun longer ago than this is a slip of the pen. */
const mostDaysBack = 366;

/**
 * Writes what a plan costs. `from`: the day from which a price holds; left out, today: what was agreed until then
 * stays what it was.
 */
export function writeTerms(
  draft: RecordWriter,
  planId: string,
  wanted: TermsInput | undefined,
  now: number,
  from?: string,
): Result<void> {
  const plan = draft.get('plans', planId);
  if (wanted === undefined || plan === undefined) return ok();
  const today = dayOf(now, plan.times.zone);
  const before = draft.get('planTerms', planId);
  const fits = check(wanted, before, today);
  if (!fits.ok) return fits;
  const { price, billFrom, ...rest } = wanted;
  const begins = plan.times.first > today ? plan.times.first : today;
  if (before === undefined)
    draft.create('planTerms', {
      id: planId,
      planId,
      createdAt: now,
      billing: rest.billing,
      billFrom: billFrom ?? begins,
    });
  const none = Object.entries(rest).map(([key, value]) => [key, value === null ? undefined : value]);
  draft.assign('planTerms', planId, Object.fromEntries(none) as Partial<PlanTerms>);
  const counted = countedFrom(before, wanted);
  if (counted !== undefined) draft.patch('planTerms', planId, { billFrom: counted });
  const agreedFrom = before === undefined ? earlier(today, billFrom ?? begins) : today;
  if (price !== undefined) setPrice(draft, planId, price, from ?? agreedFrom);
  return ok();
}

const earlier = (a: string, b: string) => (a < b ? a : b);

function check(
  { billFrom, renewsOn }: TermsInput,
  before: PlanTerms | undefined,
  today: string,
): Result<void> {
  if (billFrom !== undefined && billFrom !== before?.billFrom && billFrom < addDays(today, -mostDaysBack))
    return problem('plan.billed-from', 'Bills can begin at most a year ago.', 'Choose a later day.');
  if (typeof renewsOn === 'string' && renewsOn !== before?.renewsOn && renewsOn <= today)
    return problem('plan.renewed-before', 'The day on which it is renewed is over.', 'Choose a later day.');
  return ok();
}

/** From which day on periods are counted: anew where it is billed otherwise now, after what was billed already. */
function countedFrom(before: PlanTerms | undefined, { billing, billFrom }: TermsInput): string | undefined {
  if (before === undefined || billing === before.billing) return billFrom;
  const after = billedUntil(before);
  return after === undefined || (billFrom !== undefined && billFrom > after) ? billFrom : after;
}

/** From a day on; what was to hold later does not any more. */
function setPrice(draft: RecordWriter, planId: string, price: PlanPrice | null, from: string): void {
  const terms = draft.get('planTerms', planId)!;
  if (price !== null && isSame(priceOn(terms, from), price)) return;
  for (const day of Object.keys(terms.prices ?? {}))
    if (price === null || day >= from) draft.removeEntry('planTerms', planId, 'prices', day);
  if (price !== null) draft.putEntry('planTerms', planId, 'prices', from, price);
}

function isSame(a: PlanPrice | undefined, b: PlanPrice): boolean {
  return a?.amount === b.amount && a.currency === b.currency;
}

/** The first of the yearly renewals after a day. */
function renewalAfter(renewsOn: string, day: string): string {
  let years = 0;
  while (addMonths(renewsOn, years * 12) <= day) years++;
  return addMonths(renewsOn, years * 12);
}

/** What a plan costs that goes on from a day in the place of another: the same, billed from where that one's periods end. */
export function partTerms(draft: RecordWriter, planId: string, following: string, day: string): void {
  const terms = draft.get('planTerms', planId);
  if (terms === undefined || draft.get('planTerms', following) !== undefined) return;
  const { billed: _, renewsOn, ...rest } = terms;
  draft.create('planTerms', {
    ...rest,
    id: following,
    planId: following,
    billFrom: nextPeriodStart(terms, day),
    ...(renewsOn !== undefined && { renewsOn: renewalAfter(renewsOn, day) }),
  });
}
