import { z } from 'zod';
import { addDays, addMonths, daysBetween } from './day.ts';
import { daySchema, idSchema, momentSchema, timeOfDaySchema } from './common.ts';

/** What a task may be about. */
export const taskLinks = ['contacts', 'conversations', 'sites', 'enquiries', 'jobs', 'documents'] as const;

export const taskRepeats = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type TaskRepeat = (typeof taskRepeats)[number];

/**
 * What tasks ask for that nobody has typed: to call back, to ask about a bad mark, to ask whether a plan goes on, to see
 * a visit gone or moved, to offer a time that got free, to write what no channel carries, to tell somebody outside what
 * became of data, to take a device that has left out of the team.
 */
export type TaskAsks =
  | 'callBack'
  | 'badMark'
  | 'renewal'
  | 'cancelled'
  | 'moved'
  | 'waiting'
  | 'byHand'
  | 'tellCorrection'
  | 'tellRestriction'
  | 'left';

/** Something that somebody has to do. */
export const taskSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** Empty, where `asks` says it and nobody has put it otherwise. */
  title: z.string().max(300),
  /** What somebody is asked to do by itself; the window says it in its reader's language. */
  asks: z.looseObject({ kind: z.string().max(40), about: z.string().max(300).optional() }).optional(),
  notes: z.string().max(20_000).optional(),
  /** In the business's own time zone; without a time of day it is due by the end of the day. */
  due: z.looseObject({ day: daySchema, time: timeOfDaySchema.optional() }).optional(),
  /** Whose it is; left out, it is anybody's. */
  memberId: idSchema.optional(),
  /** What it is about: a record of this collection. */
  aboutKind: z.enum(taskLinks).optional(),
  aboutId: idSchema.optional(),
  repeat: z.enum(taskRepeats).optional(),
  /** The day that its repeating is counted from. */
  repeatsFrom: daySchema.optional(),
  /** The call over a channel that it is about: whoever called is called back. */
  callId: idSchema.optional(),
  done: z.looseObject({ at: momentSchema, memberId: idSchema }).optional(),
});
export type Task = z.infer<typeof taskSchema>;

/** Where the business's clock stands: `2026-11-29`, `14:05`. */
export interface WallClock {
  day: string;
  time: string;
}

/** Whether it should have been done by now. */
export function isOverdue({ due, done }: Pick<Task, 'due' | 'done'>, { day, time }: WallClock): boolean {
  if (due === undefined || done !== undefined) return false;
  return due.day < day || (due.day === day && due.time !== undefined && due.time < time);
}

/** The order in which tasks are to be done: by when they are due, those without a day last. */
export function inOrderOfDue(a: Task, b: Task): number {
  return compare(dueKey(a), dueKey(b)) || a.createdAt - b.createdAt || compare(a.id, b.id);
}

function dueKey({ due }: Task): string {
  return due === undefined ? '~' : `${due.day} ${due.time ?? '~'}`;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The next day of something that repeats, after a day: counted from the first one, so that what falls on a 31st comes
 * back to it after a shorter month. All days as `2026-11-29`.
 */
export function nextDue(first: string, repeat: TaskRepeat, after: string): string {
  if (repeat === 'daily') return addDays(after < first ? first : after, after < first ? 0 : 1);
  if (repeat === 'weekly') {
    const rounds = Math.max(0, Math.floor(daysBetween(first, after) / 7) + 1);
    return addDays(first, rounds * 7);
  }
  const step = repeat === 'monthly' ? 1 : 12;
  const [year = 0, month = 1] = first.split('-').map(Number);
  const [afterYear = 0, afterMonth = 1] = after.split('-').map(Number);
  let rounds = Math.max(0, Math.floor(((afterYear - year) * 12 + afterMonth - month) / step));
  while (addMonths(first, rounds * step) <= after) rounds++;
  return addMonths(first, rounds * step);
}
