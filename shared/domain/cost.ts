import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { currencySchema, daySchema, idSchema, minorSchema, momentSchema } from './common.ts';

/** What something costs: an hour of somebody, one of something from the price list, or of a material of one job. */
export const costSubjects = ['staff', 'service', 'material'] as const;
export type CostSubject = (typeof costSubjects)[number];

/**
 * A cost from a day on. It lies in the compartment of the money, so that who has no key for that never receives it.
 * Days that are over keep the cost that they had.
 */
export const costSchema = z.looseObject({
  id: idSchema,
  of: z.enum(costSubjects),
  /** The staff, the line of the price list, or the entry of a job's materials. */
  subjectId: idSchema,
  from: daySchema,
  amount: minorSchema,
  currency: currencySchema,
  createdAt: momentSchema,
});
export type Cost = z.infer<typeof costSchema>;

/** The same on every device: two that set a cost on one day set one cost. */
export function costIdOf({ subjectId, from }: Pick<Cost, 'subjectId' | 'from'>): string {
  return contentId(['cost', subjectId, from]);
}

/** What something cost on a day; before the first that is known, what that says. */
export function costOn(costs: readonly Cost[], day: string): Cost | undefined {
  const known = costs.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return known.findLast(({ from }) => from <= day) ?? known[0];
}
