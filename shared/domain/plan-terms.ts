import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { currencySchema, daySchema, idSchema, minorSchema, momentSchema } from './common.ts';
import { addDays, addMonths } from './day.ts';
import type { Plan } from './plan.ts';

/** How a plan is billed: each visit when it is done, or the whole in advance for each month, quarter or year. */
export const planBillings = ['visit', 'month', 'quarter', 'year'] as const;
export type PlanBilling = (typeof planBillings)[number];

const monthsOf: Record<Exclude<PlanBilling, 'visit'>, number> = { month: 1, quarter: 3, year: 12 };

export const planPriceSchema = z.looseObject({ amount: minorSchema, currency: currencySchema });
export type PlanPrice = z.infer<typeof planPriceSchema>;

/** What a plan costs, how that is billed, and what has been: named by the plan, and only for who sees money. */
export const planTermsSchema = z.looseObject({
  /** The plan's. */
  id: idSchema,
  planId: idSchema,
  createdAt: momentSchema,
  billing: z.enum(planBillings),
  /** Each by the day from which it holds: what was agreed for then is not what is agreed now. */
  prices: z.record(daySchema, planPriceSchema).optional(),
  /** So many visits a year are within the price; left out, all are where the whole is billed, and none otherwise. */
  includedVisits: z.number().int().min(0).max(1000).optional(),
  /** The first day of the first period that is billed in advance; the others are counted from it. */
  billFrom: daySchema,
  /** The first day after what is agreed: from then on it costs nothing and covers nothing, until it is renewed. */
  renewsOn: daySchema.optional(),
  /** So many days before, somebody is to ask the customer. */
  noticeDays: z.number().int().min(0).max(365).optional(),
  /** The periods that were billed, by their first day: each once, whatever became of its invoice. */
  billed: z.record(daySchema, z.looseObject({ to: daySchema, documentId: idSchema })).optional(),
  /** What is proposed for the year from a day on, which somebody was told to ask about. */
  proposed: z.record(daySchema, z.looseObject({ price: planPriceSchema.optional() })).optional(),
});
export type PlanTerms = z.infer<typeof planTermsSchema>;

/** Days, both with it. */
export interface Period {
  from: string;
  to: string;
}

/** Where nothing else was said, so many days before. */
export const usualNoticeDays = 30;

/** What is agreed for a day: the price that came last until then, and of those to come the first. */
export function priceOn({ prices = {} }: Pick<PlanTerms, 'prices'>, day: string): PlanPrice | undefined {
  const days = Object.keys(prices).toSorted();
  const from = days.findLast((each) => each <= day) ?? days[0];
  return from === undefined ? undefined : prices[from];
}

type Billed = Pick<PlanTerms, 'billing' | 'prices' | 'billFrom' | 'renewsOn' | 'billed'>;

/**
 * The periods that are to be billed in advance by a day and have not been. None that begins after the plan ends or
 * what is agreed does, nor within one that was billed.
 */
export function periodsDue({ until }: Pick<Plan, 'until'>, terms: Billed, today: string): Period[] {
  const { billing, renewsOn, billed = {} } = terms;
  if (billing === 'visit') return [];
  const due: Period[] = [];
  const isOver = (from: string) =>
    from > today || (until !== undefined && from > until) || (renewsOn !== undefined && from >= renewsOn);
  for (let count = 0; !isOver(periodStart(terms, count)); count++) {
    const from = periodStart(terms, count);
    const isBilled = Object.entries(billed).some(([start, { to }]) => start <= from && from <= to);
    const price = priceOn(terms, from);
    if (isBilled || price === undefined || BigInt(price.amount) === 0n) continue;
    due.push({ from, to: addDays(periodStart(terms, count + 1), -1) });
  }
  return due;
}

/** The first day of a period; counted from the first one, so that what falls on a 31st comes back to it. */
function periodStart({ billing, billFrom }: Pick<PlanTerms, 'billing' | 'billFrom'>, count: number): string {
  return addMonths(billFrom, count * (billing === 'visit' ? 12 : monthsOf[billing]));
}

/** From which day on a plan is billed that goes on from a day in the place of another: where that one's periods end. */
export function nextPeriodStart(terms: Pick<PlanTerms, 'billing' | 'billFrom'>, day: string): string {
  if (terms.billing === 'visit') return day > terms.billFrom ? day : terms.billFrom;
  let count = 0;
  while (periodStart(terms, count) < day) count++;
  return periodStart(terms, count);
}

/** The day after the last that was billed in advance; none where nothing was. */
export function billedUntil({ billed = {} }: Pick<PlanTerms, 'billed'>): string | undefined {
  const last = Object.values(billed)
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  return last === undefined ? undefined : addDays(last, 1);
}

/** The year of a plan that a day lies in: from one renewal to the next, or from its first day. */
export function termOf(
  { times }: Pick<Plan, 'times'>,
  { renewsOn }: Pick<PlanTerms, 'renewsOn'>,
  day: string,
): Period {
  const anchor = renewsOn ?? times.first;
  let years = Number(day.slice(0, 4)) - Number(anchor.slice(0, 4));
  if (addMonths(anchor, years * 12) > day) years--;
  return { from: addMonths(anchor, years * 12), to: addDays(addMonths(anchor, (years + 1) * 12), -1) };
}

/** From when on the customer is to be asked whether a plan goes on; none where nothing is to be renewed. */
export function renewalAskedFrom(
  { until }: Pick<Plan, 'until'>,
  { renewsOn, noticeDays = usualNoticeDays }: Pick<PlanTerms, 'renewsOn' | 'noticeDays'>,
): string | undefined {
  if (renewsOn === undefined || (until !== undefined && until < renewsOn)) return undefined;
  return addDays(renewsOn, -noticeDays);
}

/** The id of the draft that a plan makes for a period: the same on every device. */
export function planInvoiceId(planId: string, { from, to }: Period): string {
  return contentId(['plan-invoice', planId, from, to]);
}

/** The id of the task to ask about a plan's renewal. */
export function renewalTaskId(planId: string, renewsOn: string): string {
  return contentId(['plan-renewal', planId, renewsOn]);
}

/** A moment of a day that no zone and no clock change moves: it names the book of what a plan makes by itself. */
export function middayOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}
