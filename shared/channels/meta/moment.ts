import { z } from 'zod';
import { furthestMoment } from '#shared/lib/moment.ts';

/**
 * A moment as Meta gives it, as epoch milliseconds: seconds since 1970 as text or number, or, in newer fields and
 * on pages, milliseconds. What no `Date` holds is refused here, because everything behind it formats moments.
 */
export const metaMomentSchema = z
  .union([z.string().regex(/^\d{1,16}$/), z.number().int().nonnegative()])
  .transform((given) => (Number(given) > 1e11 ? Number(given) : Number(given) * 1000))
  .refine((moment) => moment <= furthestMoment);

/**
 * When something was said or became known. Words are not lost for a clock: what names no moment, or none that can be
 * read, has happened by the time it arrived, and `parseWebhook` dates it so.
 */
export const saidAtSchema = metaMomentSchema.catch(furthestMoment);
