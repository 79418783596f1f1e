import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { addDays, dayOf } from './day.ts';
import { idSchema, momentSchema } from './common.ts';
import type { ConsentPurpose } from './consent.ts';
import { momentOf, timeOf } from './local-time.ts';
import type { VisitTime } from './visit.ts';

/** What a rule counts from: before or at a visit's beginning, after its end, or after its job was completed. */
export const reminderKinds = ['before', 'at', 'after', 'review'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** What a button of a reminder asks for; the figures answer how it was. */
export const reminderAnswers = ['confirm', 'move', 'cancel', '1', '2', '3', '4', '5'] as const;
export type ReminderAnswer = (typeof reminderAnswers)[number];

/** A message that goes out by itself around a visit: by a template, by e-mail to whom no template reaches, or either. */
export const reminderRuleSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().min(1).max(100),
  kind: z.enum(reminderKinds),
  /** Between the visit and the message; 0 for `at`. */
  minutes: z
    .int()
    .min(0)
    .max(60 * 24 * 60),
  templateId: idSchema.optional(),
  /** What stands in the template's places, by their keys: words with `{{name}}`, `{{day}}` and the like. */
  values: z.record(z.string().max(200), z.string().max(1024)),
  /** What each quick reply of the template asks for, by its place among the buttons. */
  buttons: z.record(z.string().regex(/^\d$/), z.enum(reminderAnswers)).optional(),
  /** The owner's own words, with places as in a template's values. */
  mail: z.object({ subject: z.string().min(1).max(200), text: z.string().min(1).max(5000) }).optional(),
  isOn: z.boolean(),
  /** Since when it is on: nothing of before is caught up. */
  since: momentSchema,
});
export type ReminderRule = z.infer<typeof reminderRuleSchema>;

/**
 * That a rule was followed for a visit as it was planned then: one record for each (rule, visit, start), under an id that
 * all devices make of the three.
 */
export const reminderSchema = z.looseObject({
  id: idSchema,
  ruleId: idSchema,
  visitId: idSchema,
  jobId: idSchema,
  contactId: idSchema,
  /** The visit's when it was sent. It names the book and never changes. */
  start: momentSchema,
  at: momentSchema,
  /** The message by which it went out. */
  messageId: idSchema,
  /** What came back by its buttons, by the customer's message. */
  answers: z
    .record(z.string(), z.looseObject({ answer: z.enum(reminderAnswers), at: momentSchema }))
    .optional(),
  /** A proposal of the customer's that somebody has looked at. */
  settledAt: momentSchema.optional(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export function reminderId(ruleId: string, visitId: string, start: number): string {
  return contentId(['reminder', ruleId, visitId, start]);
}

/** For what a rule writes to somebody. */
export function purposeOf({ kind }: Pick<ReminderRule, 'kind'>): ConsentPurpose {
  return kind === 'review' ? 'reviews' : 'visitReminders';
}

const tokenStart = 'reminder.';

/** What a button of a template gives back. It names the reminder, and is looked up when it comes. */
export function answerToken(reminder: string, answer: ReminderAnswer): string {
  return `${tokenStart}${reminder}.${answer}`;
}

export function readAnswerToken(token: string): { reminderId: string; answer: ReminderAnswer } | undefined {
  if (!token.startsWith(tokenStart)) return undefined;
  const [id = '', word] = token.slice(tokenStart.length).split('.');
  const answer = reminderAnswers.find((each) => each === word);
  return answer === undefined || id === '' ? undefined : { reminderId: id, answer };
}

/** The newest answer counts. */
export function answerOf({ answers = {} }: Pick<Reminder, 'answers'>): ReminderAnswer | undefined {
  return Object.values(answers).toSorted((a, b) => b.at - a.at)[0]?.answer;
}

const hour = 60 * 60 * 1000;
const dayLength = 24 * hour;
/** Nobody is written to by itself later in the evening, or earlier in the morning. */
const evening = '20:00';
const morning = '08:00';
/** Of a visit without an hour the day is told, at this time of an earlier day. */
const whenNoHour = '17:00';

/** From when until when a rule's message makes sense for a visit; `undefined` where it never does. */
export function reminderSpan(
  { kind, minutes }: Pick<ReminderRule, 'kind' | 'minutes'>,
  time: VisitTime,
  completedAt: number | undefined,
): { at: number; until: number } | undefined {
  const { start, end, zone } = time;
  if (kind === 'before' || kind === 'at') {
    const at = kind === 'at' ? start : beforeStart(time, minutes);
    return at > start ? undefined : { at, until: kind === 'at' ? start + 2 * hour : start };
  }
  const from = kind === 'after' ? end : completedAt;
  if (from === undefined) return undefined;
  const at = civilLater(from + minutes * 60_000, zone);
  return { at, until: at + (kind === 'after' ? dayLength : 3 * dayLength) };
}

function beforeStart({ start, zone, anyTime }: VisitTime, minutes: number): number {
  if (anyTime !== true) return civilEarlier(start - minutes * 60_000, zone);
  const days = Math.max(1, Math.round((minutes * 60_000) / dayLength));
  return momentOf(addDays(dayOf(start, zone), -days), whenNoHour, zone) ?? start;
}

/** The evening before, where it would be at night. */
function civilEarlier(at: number, zone: string): number {
  const time = timeOf(at, zone);
  const day = dayOf(at, zone);
  if (time < morning) return momentOf(addDays(day, -1), evening, zone) ?? at;
  return time > evening ? (momentOf(day, evening, zone) ?? at) : at;
}

/** The next morning, where it would be at night. */
function civilLater(at: number, zone: string): number {
  const time = timeOf(at, zone);
  const day = dayOf(at, zone);
  if (time > evening) return momentOf(addDays(day, 1), morning, zone) ?? at;
  return time < morning ? (momentOf(day, morning, zone) ?? at) : at;
}
