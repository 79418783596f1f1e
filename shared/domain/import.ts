import { z } from 'zod';
import { serviceSchema } from './business.ts';
import {
  currencySchema,
  daySchema,
  emailAddressSchema,
  idSchema,
  minorSchema,
  momentSchema,
} from './common.ts';
import { storedFileSchema } from './attachment.ts';
import { contactSchema } from './contact.ts';
import { jobSchema } from './job.ts';
import { pastInvoiceStates } from './past-invoice.ts';
import { phoneCallSchema } from './phone-call.ts';

/** How many rows one command takes: so few that nothing else has to wait for it. */
export const rowsAtOnce = 250;

/** How long an import can be taken back. */
export const undoMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** A file that somebody has brought in. What each record has of it stands in the record (`imported`). */
export const importSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  memberId: idSchema,
  what: z.enum(['contacts', 'services', 'jobs', 'invoices', 'chats', 'calls']),
  fileName: z.string().max(200),
  /** How many rows became a record of their own, added to one that was known, and changed nothing. */
  counts: z.looseObject({
    made: z.number().int().min(0),
    filled: z.number().int().min(0),
    left: z.number().int().min(0),
  }),
  undoneAt: momentSchema.optional(),
  /** Of a chat: where it went, and by which names the business is called in it. */
  conversationId: idSchema.optional(),
  us: z.array(z.string().max(100)).max(20).optional(),
  /** Of a list of calls: which phone of the business it is of. */
  phone: z.string().max(60).optional(),
  /** What its columns became, for the next file of the same columns: a hash of their names, and their targets. */
  columns: z
    .looseObject({ names: z.string().max(64), targets: z.array(z.string().max(100)).max(500) })
    .optional(),
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

/** The customer of a row: a new one has a key of its own within the file, so that its rows make one contact. */
const rowCustomerSchema = z.strictObject({
  key: z.string().max(64),
  knownId: idSchema.optional(),
  row: contactRowSchema,
});
export type RowCustomer = z.infer<typeof rowCustomerSchema>;

/** How many visits one job of a file has at most. */
export const mostRowVisits = 200;

/** A job of a file, with what is said of its visits in all of its rows. */
export const jobRowSchema = z.strictObject({
  customer: rowCustomerSchema,
  title: jobSchema.shape.title.min(1),
  notes: jobSchema.shape.notes,
  /** In minor units of the business's currency. */
  price: minorSchema.optional(),
  createdAt: momentSchema.optional(),
  visits: z
    .array(
      z
        .strictObject({ start: momentSchema, end: momentSchema, anyTime: z.literal(true).optional() })
        .refine(({ start, end }) => end > start, 'A visit must end after it begins.'),
    )
    .max(mostRowVisits),
  /** It is over, and nothing follows from it. */
  past: jobSchema.shape.past,
  rowId: z.string().min(1).max(200),
});
export type JobRow = z.infer<typeof jobRowSchema>;

/** An invoice of a file, as it was issued elsewhere. */
export const invoiceRowSchema = z.strictObject({
  customer: rowCustomerSchema,
  number: z.string().min(1).max(100),
  issuedOn: daySchema,
  dueOn: daySchema.optional(),
  currency: currencySchema,
  total: minorSchema,
  paid: minorSchema,
  state: z.enum(pastInvoiceStates),
  title: z.string().max(200).optional(),
  notes: jobSchema.shape.notes,
  rowId: z.string().min(1).max(200),
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;

/** Something that was said in a chat that is brought in. */
export const chatRowSchema = z.strictObject({
  /** The same in every export of the chat. */
  key: z.string().min(1).max(64),
  at: momentSchema,
  /** The business said it. */
  isOurs: z.boolean(),
  /** In a group: who said it. */
  sender: z.string().max(200).optional(),
  text: z.string().max(65_536),
  /** What came along with it, as it is stored already. */
  file: storedFileSchema.optional(),
});
export type ChatRow = z.infer<typeof chatRowSchema>;

/** A call of somebody who is known. */
export const callRowSchema = phoneCallSchema
  .pick({ id: true, contactId: true, at: true, direction: true, outcome: true, seconds: true, number: true })
  .strict();
export type CallRow = z.infer<typeof callRowSchema>;
