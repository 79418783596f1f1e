import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { roles } from './roles.ts';

/** What the team calls a member. Rights are in the signed membership, not here. */
export const memberSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(200),
  createdAt: momentSchema,
  /** Under which they write on WhatsApp; it goes with the member. */
  phone: z.string().max(32).optional(),
  /** Who writes from that number is served as this member, and is no customer. */
  isServed: z.boolean().optional(),
});
export type Member = z.infer<typeof memberSchema>;

/** A record that one of several copies of a device has written; `side`: which of them, as its book tells them apart. */
const writtenSchema = z.object({ collection: z.string().max(100), id: idSchema, side: z.int().min(0) });
export type Written = z.infer<typeof writtenSchema>;

/** Two devices went by one name: when they were stopped, and what they had written beside each other. */
export const copiesSchema = z.looseObject({
  stoppedAt: momentSchema,
  wrote: z.array(writtenSchema).max(10_000),
});
export type Copies = z.infer<typeof copiesSchema>;

/** What the team calls a device. */
export const deviceSchema = z.looseObject({
  id: idSchema,
  memberId: idSchema,
  name: z.string().max(200),
  createdAt: momentSchema,
  copies: copiesSchema.optional(),
});

/** Of a device whose right to write has ended: what of its later work an owner has decided on, and when. */
export const lateWorkSchema = z.looseObject({
  id: idSchema,
  settled: z.record(z.string().max(200), momentSchema),
});

/** By what a record goes there. */
export function lateWorkKey(collection: string, id: string): string {
  return `${collection} ${id}`;
}

/**
 * How an invitation has ended. `lost`: the relay knows it no more. `locked`: too many codes were wrong. `disturbed`:
 * what came with it had been changed on the way.
 */
export const invitationEnds = ['used', 'expired', 'withdrawn', 'lost', 'locked', 'disturbed'] as const;
export type InvitationEnd = (typeof invitationEnds)[number];

/** How far two devices have come with each other: a restart goes on from there, and gives nobody another try. */
export const pairingSchema = z.object({
  /** The notes of both, by turns, sealed. */
  notes: z.array(z.string()),
  /** The keys of this side for the attempt that is under way. */
  keys: z.object({ publicKey: z.string(), privateKey: z.string(), nonce: z.string() }).optional(),
  /** Codes that were typed wrong. */
  wrong: z.int(),
});
export type Pairing = z.infer<typeof pairingSchema>;

/** An invitation that waits for its device, or has ended lately. Kept on the inviting device only: it holds the link's secret. */
export const invitationSchema = z.looseObject({
  id: idSchema,
  secret: z.string(),
  name: z.string().max(200),
  role: z.enum(roles),
  access: z.record(z.string(), z.enum(['read', 'write'])),
  /** Set where it is for another device of a member. */
  memberId: idSchema.optional(),
  createdAt: momentSchema,
  expiresAt: momentSchema,
  pairing: pairingSchema.optional(),
  ended: z.object({ how: z.enum(invitationEnds), at: momentSchema }).optional(),
});
export type Invitation = z.infer<typeof invitationSchema>;
