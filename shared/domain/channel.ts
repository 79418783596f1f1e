import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** A connected WhatsApp number with what is needed to speak for it. Lives in `secrets` only. */
export const channelSchema = z.looseObject({
  id: idSchema,
  kind: z.literal('whatsapp'),
  name: z.string().max(100),
  phoneNumberId: z.string().regex(/^[\w-]{1,64}$/),
  businessAccountId: z.string().regex(/^[\w-]{1,64}$/),
  accessToken: z.string().min(1).max(1000),
  appSecret: z.string().min(1).max(200),
  verifyToken: z.string().min(1).max(200),
  /** The Graph API's base, so that a stand-in or a proxy can take its place. */
  graphUrl: z.url(),
  /** The webhook address that Meta has confirmed, or why it did not. */
  subscribedTo: z.url().optional(),
  subscriptionProblem: z.string().max(500).optional(),
  /** Meta's last refusal that concerns the whole channel; nothing, or no advertising, goes out until it is cleared. */
  trouble: z.looseObject({ code: z.number(), at: momentSchema }).optional(),
  /** When the owner last cleared it: what Meta reported before that no longer counts. */
  resumedAt: momentSchema.optional(),
  createdAt: momentSchema,
});
export type Channel = z.infer<typeof channelSchema>;
