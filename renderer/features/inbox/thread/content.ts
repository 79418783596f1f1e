import { z } from 'zod';

/** The parts of a message's content that the thread shows. What does not fit is left out, never an error. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

const mediaSchema = z.object({ filename: text, mime_type: text });
export type Media = z.infer<typeof mediaSchema>;

const locationSchema = z.object({ latitude: number, longitude: number, name: text, address: text });
export type Location = z.infer<typeof locationSchema>;

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item.optional().catch(undefined))
    .catch([])
    .default([])
    .transform((items) => items.filter((each) => each !== undefined));
}

const cardSchema = z.object({
  name: z
    .object({ formatted_name: text, first_name: text, last_name: text })
    .catch({ formatted_name: undefined, first_name: undefined, last_name: undefined })
    .default({ formatted_name: undefined, first_name: undefined, last_name: undefined }),
  phones: listOf(z.object({ phone: text, wa_id: text, type: text })),
  emails: listOf(z.object({ email: text, type: text })),
  org: z.object({ company: text }).optional().catch(undefined),
});
const cardsSchema = z.object({ contacts: listOf(cardSchema) });
export type Card = z.infer<typeof cardSchema>;

const orderSchema = z.object({
  text,
  product_items: listOf(
    z.object({ product_retailer_id: text, quantity: number, item_price: number, currency: text }),
  ),
});
export type Order = z.infer<typeof orderSchema>;

const referralSchema = z.object({
  referral: z.object({ headline: text, body: text, source_url: text, source_type: text }),
});
export type Referral = z.infer<typeof referralSchema>['referral'];

const circumstancesSchema = z.object({
  forwarded: z.boolean().optional().catch(undefined),
  frequently_forwarded: z.boolean().optional().catch(undefined),
  shared: z.enum(['story', 'post']).optional().catch(undefined),
  story: z.object({ url: text }).optional().catch(undefined),
  referred_product: z.object({ product_retailer_id: text }).optional().catch(undefined),
});

const interactiveSchema = z.object({
  list_reply: z.object({ title: text, description: text }).optional().catch(undefined),
  nfm_reply: z.object({ response_json: text }).optional().catch(undefined),
});

const callSchema = z.object({
  missed: z.boolean().optional().catch(undefined),
  byUs: z.boolean().optional().catch(undefined),
  seconds: number,
});

/** Whether a call was taken, by whom it was made and how long it was. */
export function readCall(content: unknown): z.infer<typeof callSchema> {
  return callSchema.safeParse(content).data ?? {};
}

export function readMedia(content: unknown): Media {
  return mediaSchema.safeParse(content).data ?? {};
}

export function readLocation(content: unknown): Location {
  return locationSchema.safeParse(content).data ?? {};
}

export function readCards(content: unknown): Card[] {
  return cardsSchema.safeParse(content).data?.contacts ?? [];
}

export function readOrder(content: unknown): Order {
  return orderSchema.safeParse(content).data ?? { product_items: [], text: undefined };
}

/** The advertisement or post that brought the customer here. */
export function readReferral(content: unknown): Referral | undefined {
  return referralSchema.safeParse(content).data?.referral;
}

export function readCircumstances(content: unknown): z.infer<typeof circumstancesSchema> {
  return circumstancesSchema.safeParse(content).data ?? {};
}

/** What a customer chose from a list, and what a form holds. */
export function readInteractive(content: unknown): z.infer<typeof interactiveSchema> {
  return interactiveSchema.safeParse(content).data ?? {};
}
