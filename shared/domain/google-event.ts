import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';

/** When an event begins or ends: a day, or a moment with the zone that it is meant in. */
const whenSchema = z.union([
  z.object({ day: z.iso.date() }),
  z.object({ at: momentSchema, zone: z.string().max(64).optional() }),
]);
export type GoogleWhen = z.infer<typeof whenSchema>;

/** What an event says; empty where it says nothing. */
export const googleWordsSchema = z.object({
  summary: z.string().max(2000),
  location: z.string().max(2000),
  description: z.string().max(10_000),
});
export type GoogleWords = z.infer<typeof googleWordsSchema>;

/** One of our events, as Google has it. */
export const googleEventSchema = z.object({
  id: z.string().max(1100),
  etag: z.string().max(200),
  isCancelled: z.boolean(),
  words: googleWordsSchema,
  start: whenSchema.optional(),
  end: whenSchema.optional(),
  /** What only Plumbline reads: see `marksOf`. */
  marks: z.record(z.string(), z.string()),
});
export type GoogleEvent = z.infer<typeof googleEventSchema>;

/** What of an event is written. */
export const googleWritingSchema = z.object({
  words: googleWordsSchema.partial(),
  start: whenSchema.optional(),
  end: whenSchema.optional(),
  marks: z.record(z.string(), z.string()),
});
export type GoogleWriting = z.infer<typeof googleWritingSchema>;

export const googleSubjects = ['visits', 'timeBlocks'] as const;

/** What somebody is asked about an event that was changed at Google. */
const asksSchema = z.union([
  z.looseObject({
    kind: z.literal('moved'),
    /** By which it is known again. */
    key: z.string().max(120),
    start: momentSchema,
    end: momentSchema,
    anyTime: z.literal(true).optional(),
  }),
  z.looseObject({ kind: z.literal('removed') }),
]);
export type GoogleAsks = z.infer<typeof asksSchema>;

/**
 * An event of ours at Google: that it was begun, that it stands there, and what somebody is asked about it. What it says is not kept
 * here. It lies in the book of what it stands for, so that both are known together or neither.
 */
export const googleEventStateSchema = z.looseObject({
  id: idSchema,
  linkId: idSchema,
  /** The calendar that it stands in. */
  calendarId: z.string().max(300),
  of: z.enum(googleSubjects),
  subjectId: idSchema,
  plannedFor: momentSchema,
  /** An id that was deleted at Google stays taken: the next one counts on. */
  generation: z.int().min(0).max(10_000),
  madeAt: momentSchema.optional(),
  asks: asksSchema.optional(),
  /** What was answered with “as it is here”: the time there by its key, or `removed`. */
  refused: z.string().max(120).optional(),
});
export type GoogleEventState = z.infer<typeof googleEventStateSchema>;

/** The same on each device. */
export function googleEventStateId(linkId: string, subjectId: string): string {
  return contentId(['google-event', linkId, subjectId]);
}
