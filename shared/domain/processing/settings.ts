import { z } from 'zod';
import { countrySchema, isKey } from '../common.ts';

/** What the owner says of somebody who gets data; what is left out is as Plumbline supposes. */
const recipientSchema = z.looseObject({
  name: z.string().max(200).optional(),
  country: countrySchema.optional(),
});

/** Names a recipient among `recipients`: `meta`, or the host where it is reached. */
export const recipientKeySchema = z.string().min(1).max(255).refine(isKey);

/** What an owner adds to the record of processing. The one record of its collection: id `processing`. */
export const processingSchema = z.looseObject({
  id: z.literal('processing'),
  /** Whom people write to about their data; the business itself where it is left out. */
  contact: z.string().max(500).optional(),
  /** Where people complain; left out, the authority of the business's country. */
  authority: z.string().max(500).optional(),
  recipients: z.record(recipientKeySchema, recipientSchema).optional(),
  /** Hours from noticing a breach until somebody has to be told: see `breach.ts`. */
  breachHours: z.record(z.string().max(20), z.int().min(1).max(10_000)).optional(),
  /** On what data goes to a country, by its code; left out, what is usual from here. */
  transfers: z.record(countrySchema, z.string().max(500)).optional(),
});
