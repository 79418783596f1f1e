import { z } from 'zod';
import { decimalSchema, idSchema, momentSchema } from './common.ts';
import { reportFieldSchema } from './job-report.ts';

/** A kind of work that comes again and again: what a new job of it begins with. */
export const jobTypeSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(200),
  /** How long a visit takes, in minutes. */
  minutes: z.number().int().min(5).max(10_080).optional(),
  /** What is charged, from the price list, by the service's id. */
  lines: z.record(z.string(), z.looseObject({ quantity: decimalSchema })).optional(),
  /** What is gone through at each visit: one a line. */
  checklist: z.string().max(160_000).optional(),
  /** What stands over its report for the customer, such as "Boiler service record". */
  reportTitle: z.string().max(120).optional(),
  /** What the report asks for. */
  reportFields: z.record(z.string(), reportFieldSchema).optional(),
  /** Which of its parts (`reportParts`) the report leaves out. */
  reportWithout: z.record(z.string(), z.literal(true)).optional(),
  archivedAt: momentSchema.optional(),
});
export type JobType = z.infer<typeof jobTypeSchema>;

/** The lines of a type's checklist, without empty ones. */
export function checksOf({ checklist = '' }: Pick<JobType, 'checklist'>): string[] {
  return checklist
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
