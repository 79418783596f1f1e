import { z } from 'zod';
import { idSchema, momentSchema, timeZoneSchema } from './common.ts';
import { isLoopback, parsedUrl } from './egress.ts';
import type { TimeBlock } from './time-block.ts';

/** Somebody's calendar elsewhere, of which only the busy times are read. Its address is a secret: it opens all of it. */
export const calendarFeedSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** Whose it is. */
  staffId: idSchema,
  /** In the owner's words: "Outlook". */
  name: z.string().max(60),
  url: z
    .url()
    .max(2000)
    .refine((url) => isFeedAddress(url), 'This is not an address of a calendar.'),
});
export type CalendarFeed = z.infer<typeof calendarFeedSchema>;

/** What can stand in the way of reading a calendar; each is told in the owner's words. */
export const feedProblems = [
  'unreachable',
  'notFound',
  'notAllowed',
  'busy',
  'private',
  'refused',
  'notCalendar',
  'tooLarge',
  'tooMany',
] as const;
export const feedProblemSchema = z.enum(feedProblems);
export type FeedProblem = z.infer<typeof feedProblemSchema>;

const spanSchema = z.looseObject({
  start: momentSchema,
  end: momentSchema,
  zone: timeZoneSchema,
  /** Whole days. */
  anyTime: z.literal(true).optional(),
});
export type BusySpan = z.infer<typeof spanSchema>;

/** All that is kept of a calendar elsewhere, under its feed's id: when somebody has no time, and nothing of why. */
export const busyTimesSchema = z.looseObject({
  id: idSchema,
  staffId: idSchema,
  name: z.string().max(60),
  spans: z.record(z.string().max(40), spanSchema).optional(),
  /** When all of it was read the last time, at the latest half a day ago where it still can be. */
  readAt: momentSchema.optional(),
  /** Why it cannot be read since. */
  problem: z.looseObject({ kind: feedProblemSchema, since: momentSchema }).optional(),
});
export type BusyTimes = z.infer<typeof busyTimesSchema>;

/** A span by what it is, so that two devices that read the same write the same. */
export function spanKey({ start, end, anyTime }: BusySpan): string {
  return `${start}-${end}${anyTime ? '-d' : ''}`;
}

/** The most that is kept of one calendar. */
export const mostSpans = 5000;

/** So long without having been read, it is said that what is shown may be old. */
export const staleMilliseconds = 36 * 3_600_000;

/** What calendars give as `webcal:` is read as what it is. */
export function feedAddress(text: string): string {
  return text.trim().replace(/^webcals?:/i, 'https:');
}

function isFeedAddress(url: string): boolean {
  const parsed = parsedUrl(url);
  if (parsed === undefined) return false;
  const isPlain = parsed.username === '' && parsed.password === '';
  return isPlain && (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopback(parsed)));
}

/** A busy time as what the schedule and the search for free time know. */
export type BusyBlock = TimeBlock & { feedId: string };

export function blocksOfFeed({ id, staffId, name, spans = {} }: BusyTimes): BusyBlock[] {
  return Object.entries(spans).map(([key, { start, end, zone, anyTime }]) => ({
    id: `${id} ${key}`,
    feedId: id,
    createdAt: start,
    kind: 'block',
    title: name,
    plannedFor: start,
    time: { start, end, zone, ...(anyTime && { anyTime }) },
    staffId,
  }));
}
