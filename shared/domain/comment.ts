import { z } from 'zod';
import { channelKinds } from './channel.ts';
import { idSchema, momentSchema } from './common.ts';

const day = 24 * 60 * 60 * 1000;
/** So long after a comment its writer can be written to alone, once. */
export const privateReplyLasts = 7 * day;

/** A post, reel or advertisement of the business, under which people have written. */
export const postSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  channel: z.enum(channelKinds),
  accountId: z.string().max(64),
  /** Meta's id of it. */
  externalId: z.string().max(128),
  /** Where it can be seen, and how it begins; unknown until Meta was asked. */
  permalink: z.url().max(2000).optional(),
  excerpt: z.string().max(200).optional(),
  /** It was on air when somebody wrote. */
  live: z.literal(true).optional(),
  /** When Meta was asked about it. */
  askedAt: momentSchema.optional(),
});
export type Post = z.infer<typeof postSchema>;

/** `remove` is for what the business itself has written. */
export const commentActs = ['hide', 'show', 'remove'] as const;
export type CommentAct = (typeof commentActs)[number];

export const commentWishSchema = z.looseObject({
  do: z.enum(commentActs),
  at: momentSchema,
  /** Whoever wished it: the others wait a little before they try. */
  deviceId: z.string().max(64),
  /** Why the channel did not do it: it is not tried again. */
  refused: z.string().max(500).optional(),
});
export type CommentWish = z.infer<typeof commentWishSchema>;

/** In a message of ours: the comment (Meta's id) that it answers, for everybody or for its writer alone. */
const targetSchema = z.union([
  z.strictObject({ underComment: z.string().min(1).max(512) }),
  z.strictObject({ toComment: z.string().min(1).max(512) }),
]);
export type CommentTarget = z.infer<typeof targetSchema>;

/** What a message of ours answers, where that is a comment. */
export function commentTarget({ content }: { content?: unknown }): CommentTarget | undefined {
  return targetSchema.safeParse(content).data;
}
