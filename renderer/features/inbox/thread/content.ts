import { z } from 'zod';

/** The parts of a message's content that the thread shows. What does not fit is left out, never an error. */
const text = z.string().optional().catch(undefined);

const mediaSchema = z.object({
  filename: text,
  mime_type: text,
  voice: z.boolean().optional().catch(undefined),
});
export type Media = z.infer<typeof mediaSchema>;

const number = z.number().optional().catch(undefined);
const locationSchema = z.object({ latitude: number, longitude: number, name: text, address: text });

const phonesSchema = z.array(z.object({ phone: text })).catch([]);
const cardSchema = z.object({
  name: z.object({ formatted_name: text }).catch({ formatted_name: undefined }),
  phones: phonesSchema.optional(),
  emails: z
    .array(z.object({ email: text }))
    .catch([])
    .optional(),
});
const cardsSchema = z.object({ contacts: z.array(cardSchema).catch([]) });
export type Card = z.infer<typeof cardSchema>;

export function readMedia(content: unknown): Media {
  return mediaSchema.safeParse(content).data ?? {};
}

export function readLocation(content: unknown): z.infer<typeof locationSchema> {
  return locationSchema.safeParse(content).data ?? {};
}

export function readCards(content: unknown): Card[] {
  return cardsSchema.safeParse(content).data?.contacts ?? [];
}
