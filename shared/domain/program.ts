import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';

/** What of the business a program may look at; each is given by itself. */
export const programScopes = ['schedule', 'contacts', 'money', 'conversations'] as const;
export type ProgramScope = (typeof programScopes)[number];

/** Where Plumbline waits for programs, unless the owner has chosen another port. */
export const usualProgramPort = 4520;

/** A port that anybody may open. */
export const programPortSchema = z
  .int('This is not a port: it is a number from 1024 to 65535.')
  .min(1024, 'This is not a port: it is a number from 1024 to 65535.')
  .max(65_535, 'This is not a port: it is a number from 1024 to 65535.');

const most = { calls: 600, rows: 100_000 } as const;
/** How much a program may ask for: calls in a minute, records in an hour. */
export const programLimitsSchema = z.looseObject({
  callsPerMinute: z.int().min(1).max(most.calls),
  rowsPerHour: z.int().min(1).max(most.rows),
});
export type ProgramLimits = z.infer<typeof programLimitsSchema>;
export const usualProgramLimits: ProgramLimits = { callsPerMinute: 30, rowsPerHour: 1000 };

/** A program on this computer that an owner has let in. Its token is told once, and kept as a hash. */
export const programSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(60),
  tokenHash: z.string().max(64),
  scopes: z.array(z.enum(programScopes)),
  /** It may ask for changes; each waits for the owner. */
  proposes: z.boolean(),
  /** The owner says that what it is told stays on this computer. */
  isLocal: z.boolean(),
  limits: programLimitsSchema,
  /** It is let in no more; its name stays for the log. */
  revokedAt: momentSchema.optional(),
});
export type Program = z.infer<typeof programSchema>;

/** What became of a call. */
export const programOutcomes = ['answered', 'waiting', 'done', 'refused', 'expired', 'failed'] as const;
export type ProgramOutcome = (typeof programOutcomes)[number];

/** A line of the log: what a program asked for, and never with which words. */
export const programCallSchema = z.looseObject({
  /** The id of the request. */
  id: idSchema,
  at: momentSchema,
  /** None where nobody knows who asked. */
  programId: idSchema.optional(),
  way: z.enum(['mcp', 'rest']),
  /** What it calls itself: it may say anything. */
  saysItIs: z.string().max(80).optional(),
  tool: z.string().max(80),
  /** Names and kinds of its arguments: `start: text`. */
  fields: z.array(z.string().max(80)).max(40),
  outcome: z.enum(programOutcomes),
  /** Why not, where it was not answered. */
  code: z.string().max(80).optional(),
  /** Records that it was given. */
  rows: z.int().nonnegative(),
  milliseconds: z.int().nonnegative(),
});
export type ProgramCall = z.infer<typeof programCallSchema>;

/** Where programs are waited for on this device. */
export const programServerSchema = z.looseObject({ id: idSchema, port: programPortSchema });

export const programTokenPrefix = 'plumbline_';

/** What is kept of a token. It is random and long: nobody finds it by trying. */
export function programTokenHash(token: string): string {
  return contentId(['program token', token]);
}
