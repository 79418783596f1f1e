import { z } from 'zod';
import { feedProblemSchema } from '#shared/domain/calendar-feed.ts';

const spanSchema = z.object({
  start: z.number(),
  end: z.number(),
  zone: z.string(),
  anyTime: z.literal(true).optional(),
});

export const calendarCalls = {
  /**
   * When somebody is busy by their calendar elsewhere; nothing else of it passes. `etag`: of the last answer, where
   * nothing may have changed since. `timeZone`: in which times without one are meant.
   */
  'calendar.read': {
    args: z.object({
      url: z.url(),
      etag: z.string().max(300).optional(),
      timeZone: z.string(),
      window: z.object({ start: z.number(), end: z.number() }),
    }),
    result: z.union([
      z.object({ kind: z.literal('same') }),
      z.object({ kind: z.literal('read'), spans: z.array(spanSchema), etag: z.string().optional() }),
      z.object({ kind: z.literal('problem'), problem: feedProblemSchema }),
    ]),
  },
} as const;
