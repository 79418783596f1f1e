import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';
import { heardDangers } from './danger.ts';
import { exposureSchema } from './exposure.ts';

/** How a delivery shows that it is genuine: by Standard Webhooks, or by an HMAC-SHA256 of its body in a header. */
const checkSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('standard') }),
  z.looseObject({
    kind: z.literal('hmac'),
    header: z
      .string()
      .max(100)
      .regex(/^(?:x|webhook|svix)-[a-z0-9-]+$/, 'A header’s name, such as x-signature.'),
  }),
]);
export type WebhookCheck = z.infer<typeof checkSchema>;

/** Of whom and what an arrival speaks. */
export const arrivalFields = ['name', 'phone', 'email', 'title', 'words'] as const;

const pathSchema = z.string().trim().max(200);

/** A program elsewhere that sends something here, over an address at the relay that cannot be guessed. */
export const webhookSourceSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(60),
  /** The end of its address: 32 random bytes. */
  address: z.string().max(64),
  check: checkSchema,
  /** Where in the JSON each stands, such as `data.customer.phone`. One value. */
  fields: z.partialRecord(z.enum(arrivalFields), pathSchema),
  /** A person looks first, before anything is made of it. */
  asks: z.literal(true).optional(),
  secretExposed: exposureSchema.optional(),
  /** Since when nothing is taken in any more: the relay is told by whichever device meets it. */
  closedAt: momentSchema.optional(),
});
export type WebhookSource = z.infer<typeof webhookSourceSchema>;

/** What is wrong with something that came. */
export const arrivalProblems = ['signature', 'time', 'json', 'nobody'] as const;

/** Something that a program elsewhere has sent. Its body goes once something was made of it, or it was put away. */
export const webhookArrivalSchema = z.looseObject({
  id: idSchema,
  /** When the relay took it in. */
  at: momentSchema,
  sourceId: idSchema,
  body: z.string().max(70_000).optional(),
  problem: z.enum(arrivalProblems).optional(),
  contactId: idSchema.optional(),
  enquiryId: idSchema.optional(),
  settledAt: momentSchema.optional(),
  ...heardDangers,
});
export type WebhookArrival = z.infer<typeof webhookArrivalSchema>;

/** The same however often it comes, on whatever device. What is not genuine never takes a genuine one's place. */
export function arrivalId(sourceId: string, kind: 'genuine' | 'bad', key: string): string {
  return contentId(['webhook arrival', sourceId, kind, key]);
}

/** What stands at a path: text or a number. Steps are keys, or numbers in lists. */
export function valueAt(json: unknown, path: string): string | undefined {
  let value = json;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    if (Array.isArray(value) && step === 'length') return undefined;
    value = (value as { [key: string]: unknown })[step];
  }
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
