import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { daySchema, idSchema, momentSchema, timeOfDaySchema, timeZoneSchema } from './common.ts';
import { addDays } from './day.ts';
import { jobItemSchema } from './job.ts';
import { boundsOf, momentOf } from './local-time.ts';
import type { VisitTime } from './visit.ts';

/** When its visits take place: a rule over days, and a time on the wall. */
export const planTimesSchema = z.looseObject({
  /** The day from which the rule counts, and the first on which there may be a visit. */
  first: daySchema,
  /**
   * RFC 5545, in days: `FREQ=MONTHLY;INTERVAL=6`. Where it ends stands in `until`. Empty where another device has written
   * one that cannot be read: then there are no visits.
   */
  rule: z
    .string()
    .max(200)
    .regex(
      /^$|^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+)*$/,
    )
    .refine((rule) => rule === '' || isRule(rule), 'This is not a rule.'),
  /** Left out, no hour is promised. */
  time: timeOfDaySchema.optional(),
  minutes: z.number().int().min(5).max(10_080),
  zone: timeZoneSchema,
});

/**
 * Work that comes again by a rule: a maintenance contract. Each of its visits is a job with a visit of its own. What it
 * costs stands apart (`PlanTerms`): who does the work need not see it.
 */
export const planSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  contactId: idSchema,
  siteId: idSchema.optional(),
  title: z.string().max(200),
  notes: z.string().max(20_000).optional(),
  /** One value, so that no merge joins one device's rule to another's time. */
  times: planTimesSchema,
  /** The last day on which there may be a visit. */
  until: daySchema.optional(),
  /** Days of the rule on which nobody comes. */
  skipped: z.record(daySchema, z.literal(true)).optional(),
  assignees: z.record(z.string().max(64), z.literal(true)).optional(),
  /** What each visit does, at the normal price. */
  items: z.record(z.string(), jobItemSchema).optional(),
  /** The plan whose later part this one is. */
  followsId: idSchema.optional(),
});
export type Plan = z.infer<typeof planSchema>;

/** The days of a rule between two days, both with it; whatever was skipped or has ended is left out. */
export function planDays(
  { times, until, skipped = {} }: Pick<Plan, 'times' | 'until' | 'skipped'>,
  from: string,
  to: string,
): string[] {
  const { first, rule } = times;
  const last = until !== undefined && until < to ? until : to;
  if (rule === '' || last < first || last < from) return [];
  const days = ruleOf(first, rule).between(noonOf(from), noonOf(last), true);
  return days.map((each) => each.toPlainDate().toString()).filter((day) => !Object.hasOwn(skipped, day));
}

/** When the visit of a day takes place, by the wall clock of its zone. */
export function planTime({ times: { time, minutes, zone } }: Pick<Plan, 'times'>, day: string): VisitTime {
  if (time === undefined) {
    const lastDay = addDays(day, Math.max(0, Math.ceil(minutes / 1440) - 1));
    return { start: boundsOf(day, zone).start, end: boundsOf(lastDay, zone).end, zone, anyTime: true };
  }
  const start = momentOf(day, time, zone)!;
  return { start, end: start + minutes * 60_000, zone };
}

/** The ids of what a plan makes for a day of its rule: the same on every device. */
export function planIds(planId: string, day: string): { jobId: string; visitId: string } {
  return { jobId: contentId(['plan-job', planId, day]), visitId: contentId(['plan-visit', planId, day]) };
}

/** The id of a line that a plan gives its visits. */
export function planItemId(planId: string, order: number): string {
  return contentId(['plan-item', planId, order]);
}

/** The id of the plan that goes on from a day in the place of another. */
export function followingId(planId: string, day: string): string {
  return contentId(['plan', planId, day]);
}

/** Days are counted at noon in UTC, where no clock changes. */
const noonOf = (day: string) => Temporal.ZonedDateTime.from(`${day}T12:00:00[UTC]`);

/** More than there are days in all the years in which anything is planned: the library throws beyond it. */
const maxIterations = 200_000;

function ruleOf(first: string, rule: string) {
  const dtstart = noonOf(first);
  return new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart, temporal: Temporal, maxIterations });
}

function isRule(rule: string): boolean {
  try {
    return ruleOf('2026-01-01', rule).next(noonOf('2026-01-01'), true) !== null;
  } catch {
    return false;
  }
}
