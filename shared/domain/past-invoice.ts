import { z } from 'zod';
import { currencySchema, daySchema, idSchema, minorSchema, momentSchema } from './common.ts';
import { importedSchema } from './imported.ts';

/** How it stood with an invoice where it was issued. */
export const pastInvoiceStates = ['open', 'paid', 'void'] as const;

/**
 * An invoice that was issued elsewhere: history, and no document of ours. It has no place in our series, is printed
 * nowhere and counts in no sum of ours; what is open of it can be followed up.
 */
export const pastInvoiceSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  /** As it stands on the paper. */
  number: z.string().max(100),
  /** The beginning of the day on which it was issued: names the book. */
  issuedAt: momentSchema,
  issuedOn: daySchema,
  dueOn: daySchema.optional(),
  currency: currencySchema,
  total: minorSchema,
  /** What had been paid of it when it was brought in. */
  paid: minorSchema,
  state: z.enum(pastInvoiceStates),
  /** When somebody here noted that the rest was paid. */
  settledAt: momentSchema.optional(),
  title: z.string().max(200).optional(),
  notes: z.string().max(20_000).optional(),
  createdAt: momentSchema,
  imported: importedSchema.optional(),
});
export type PastInvoice = z.infer<typeof pastInvoiceSchema>;

/** What is still open of it, in minor units. */
export function openOf({ state, settledAt, total, paid }: PastInvoice): bigint {
  return state === 'open' && settledAt === undefined ? BigInt(total) - BigInt(paid) : 0n;
}
