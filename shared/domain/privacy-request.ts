import { z } from 'zod';
import { countrySchema, daySchema, idSchema, momentSchema } from './common.ts';
import { consentPurposes } from './consent.ts';
import { isBusinessDay } from './availability/business-day.ts';
import { addDays, addMonths } from './day.ts';
import { type PrivacyLaw, privacyLawOf } from './privacy-law.ts';

/** What people, or an authority about them, can ask of a business about data. */
export const requestKinds = [
  'access',
  'correction',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'grievance',
  'nomination',
  'authority',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestWays = ['message', 'email', 'phone', 'inPerson', 'letter', 'form'] as const;
export const requestOutcomes = ['done', 'partly', 'refused', 'withdrawn'] as const;

/** What the page of a request that came through Meta says of it. */
const publishedStates = ['received', 'underWay', 'done', 'refused'] as const;

const text = z.string().max(2000);
const deed = z.looseObject({ at: momentSchema, memberId: idSchema });

/** A request about somebody's data, and what became of it: the proof that it was answered, and when. */
export const privacyRequestSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(requestKinds),
  /** Who asks for themselves. */
  contactId: idSchema.optional(),
  /** Of an authority: whom it asks about. Nothing of it is in that person's own copy. */
  concernsId: idSchema.optional(),
  /** Who asks, where it is no contact: a person not known, or an authority. */
  name: z.string().max(200).optional(),
  /** By whose law the clock runs. */
  country: countrySchema,
  receivedOn: daySchema,
  by: z.enum(requestWays),
  what: text.optional(),
  /** Of an objection: what for. */
  purposes: z.partialRecord(z.enum(consentPurposes), z.literal(true)).optional(),
  /** Of an authority: by which law and decision it asks, and by when. */
  ground: text.optional(),
  dueOn: daySchema.optional(),
  createdAt: momentSchema,
  memberId: idSchema,
  /** How it was made certain that it is them; without it nothing is handed over. */
  identity: deed.extend({ how: text }).optional(),
  acknowledged: deed.extend({ how: text, messageId: idSchema.optional() }).optional(),
  extended: deed.extend({ why: text }).optional(),
  outcome: deed
    .extend({ is: z.enum(requestOutcomes), words: text, proof: z.string().max(300).optional() })
    .optional(),
  /** Of one that came through Meta: its id for who asks, and the code of the page on which they follow it. */
  meta: z.looseObject({ userId: z.string().max(100), code: z.string().regex(/^[\w-]{24}$/) }).optional(),
  /** What that page is to show. */
  published: deed.extend({ state: z.enum(publishedStates), words: z.string().max(1000) }).optional(),
  /** What of it the relay has answered last: `at` is that of what was published. */
  delivered: z.looseObject({ at: momentSchema, isTaken: z.boolean() }).optional(),
});
export type PrivacyRequest = z.infer<typeof privacyRequestSchema>;

/** What a request's page says of it: of what was done in part, that not all could be. */
export function publishedState({
  outcome,
}: Pick<PrivacyRequest, 'outcome'>): (typeof publishedStates)[number] {
  if (outcome === undefined) return 'underWay';
  if (outcome.is === 'done') return 'done';
  return outcome.is === 'withdrawn' ? 'received' : 'refused';
}

/** How long something may take. */
export const periodSchema = z.object({
  count: z.int().min(1).max(400),
  unit: z.enum(['days', 'businessDays', 'months']),
});
export type Period = z.infer<typeof periodSchema>;

/** `own…` the business has set itself; the others are the law's: to answer, longer where announced, to acknowledge a complaint. */
export const clockNames = [
  'ownAcknowledge',
  'ownAnswer',
  'answer',
  'longer',
  'complaint',
  'grievance',
] as const;
export type ClockName = (typeof clockNames)[number];

/** What an owner has set for a country, whose code is the id; what is left out is as Plumbline supposes. */
export const requestClocksSchema = z.looseObject({
  id: countrySchema,
  clocks: z.record(z.string().max(40), periodSchema).optional(),
});
export type RequestClocks = z.infer<typeof requestClocksSchema>;
type Clocks = Partial<Record<ClockName, Period>>;

const own: Clocks = {
  ownAcknowledge: { count: 7, unit: 'businessDays' },
  ownAnswer: { count: 30, unit: 'days' },
};
const monthly: Clocks = { answer: { count: 1, unit: 'months' }, longer: { count: 2, unit: 'months' } };

/** As of November 2026: a help that the owner checks, no advice. */
const usual: Record<PrivacyLaw, Clocks> = {
  gdpr: { ...own, ...monthly },
  uk: { ...own, ...monthly, complaint: { count: 30, unit: 'days' } },
  india: { ...own, grievance: { count: 90, unit: 'days' } },
  other: own,
};

/** The clocks of a country: what the owner has set over what is usual. */
export function clocksOf(country: string, set: RequestClocks | undefined): Clocks {
  return { ...usual[privacyLawOf(country)], ...set?.clocks };
}

export interface Deadline {
  what: 'acknowledge' | 'answer';
  by: 'own' | 'law';
  day: string;
}

/** The rights of which the law says by when they are answered. */
const answered: readonly RequestKind[] = [
  'access',
  'correction',
  'erasure',
  'restriction',
  'portability',
  'objection',
];

/**
 * What is still to be done, and by when; the earliest first. Nothing where the request is closed. `holidayRegion`: of
 * the business, whose public holidays are no business days.
 */
export function deadlinesOf(
  request: PrivacyRequest,
  clocks: Clocks,
  holidayRegion: string | undefined,
): Deadline[] {
  if (request.outcome !== undefined) return [];
  const { kind, receivedOn, acknowledged, extended, dueOn } = request;
  const end = (from: string, period: Period) => endOf(from, period, holidayRegion);
  const ends = (what: Deadline['what'], by: Deadline['by'], period: Period | undefined): Deadline[] =>
    period === undefined ? [] : [{ what, by, day: end(receivedOn, period) }];
  const answer = answered.includes(kind)
    ? clocks.answer
    : kind === 'grievance'
      ? clocks.grievance
      : undefined;
  const longer = extended !== undefined && answer !== undefined ? clocks.longer : undefined;
  const lawDay = answer && end(receivedOn, answer);
  return [
    ...(acknowledged === undefined ? ends('acknowledge', 'own', clocks.ownAcknowledge) : []),
    ...(acknowledged === undefined && kind === 'grievance'
      ? ends('acknowledge', 'law', clocks.complaint)
      : []),
    // Who has announced that it takes longer is not late by their own clock either.
    ...(longer === undefined ? ends('answer', 'own', clocks.ownAnswer) : []),
    ...(lawDay === undefined
      ? []
      : [{ what: 'answer', by: 'law', day: longer === undefined ? lawDay : end(lawDay, longer) } as const]),
    ...(dueOn === undefined ? [] : [{ what: 'answer', by: 'law', day: dueOn } as const]),
  ].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Whether the law lets it take longer still, and it was not said yet; only before its first month is over. */
export function mayExtend(
  request: PrivacyRequest,
  clocks: Clocks,
  { today, holidayRegion }: { today: string; holidayRegion: string | undefined },
): boolean {
  const { kind, extended, outcome, receivedOn } = request;
  if (outcome !== undefined || extended !== undefined || !answered.includes(kind)) return false;
  const { answer, longer } = clocks;
  return answer !== undefined && longer !== undefined && today <= endOf(receivedOn, answer, holidayRegion);
}

/** The last day of a period that begins with a day. */
function endOf(from: string, { count, unit }: Period, holidayRegion: string | undefined): string {
  if (unit === 'months') return addMonths(from, count);
  if (unit === 'days') return addDays(from, count);
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, holidayRegion)) left--;
  }
  return day;
}
