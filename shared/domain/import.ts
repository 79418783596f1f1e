import { z } from 'zod';
import { serviceSchema } from './business.ts';
import { emailAddressSchema, idSchema, momentSchema } from './common.ts';
import { contactSchema } from './contact.ts';

/** How many rows one command takes: so few that nothing else has to wait for it. */
export const rowsAtOnce = 250;

/** A file that somebody has brought in. What each record has of it stands in the record (`imported`). */
export const importSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  memberId: idSchema,
  what: z.enum(['contacts', 'services']),
  fileName: z.string().max(200),
  /** How many rows became a record of their own, added to one that was known, and changed nothing. */
  counts: z.looseObject({
    made: z.number().int().min(0),
    filled: z.number().int().min(0),
    left: z.number().int().min(0),
  }),
  undoneAt: momentSchema.optional(),
});
export type Import = z.infer<typeof importSchema>;

/** What somebody does about rows of somebody who is known: add what is missing, nothing, or a second record. */
export const knownChoices = ['fill', 'leave', 'add'] as const;
export type KnownChoice = (typeof knownChoices)[number];

const { name, company, kind, phones, emails, addresses, taxIds, tags, notes, custom } = contactSchema.shape;
const valuesOf = <Value extends z.ZodType>(record: z.ZodOptional<z.ZodRecord<z.ZodString, Value>>) =>
  z.array(record.unwrap().valueType).max(50).optional();

/** The row's own name where it comes from, with that of its column: `customer no:1042`. */
const rowId = z.string().min(1).max(200).optional();

/** A row of a file as it becomes a contact. */
export const contactRowSchema = z.strictObject({
  name: name.min(1),
  company,
  kind,
  phones: valuesOf(phones),
  emails: z
    .array(emails.unwrap().valueType.extend({ address: emailAddressSchema }))
    .max(50)
    .optional(),
  addresses: valuesOf(addresses),
  taxIds: valuesOf(taxIds),
  tags,
  notes,
  custom,
  rowId,
});
export type ContactRow = z.infer<typeof contactRowSchema>;

/** A row of a file as it becomes a line of the price list. */
export const serviceRowSchema = serviceSchema
  .pick({ description: true, unitPrice: true, unit: true, durationMinutes: true })
  .extend({ name: name.min(1), rowId })
  .strict();
export type ServiceRow = z.infer<typeof serviceRowSchema>;
