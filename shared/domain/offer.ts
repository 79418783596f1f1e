import { z } from 'zod';
import { stepSchema } from './act.ts';
import { idSchema, momentSchema } from './common.ts';

/** How long an option can be tapped where nothing else is said, in milliseconds. */
export const offerLifetime = 24 * 60 * 60 * 1000;

export const optionSchema = z.looseObject({
  /** Sorts the options; the first is 0. */
  order: z.number().int().nonnegative(),
  title: z.string().min(1).max(300),
  description: z.string().max(300).optional(),
  /** What it leads to, as values. They are looked up anew when it is tapped. */
  target: stepSchema,
});
type OfferedOption = z.infer<typeof optionSchema>;

/**
 * What a message lets its customer choose from. The key of an option is random and the second half of its token
 * (see `tokenOf`), so that a token is bound to one message and tells nobody what it stands for.
 */
export const offerSchema = z.looseObject({
  options: z.record(idSchema, optionSchema),
  /** Which part of the options this message shows, from 0. */
  page: z.number().int().nonnegative(),
  /** Leads to the next part, where one channel's message cannot show all. */
  more: z.looseObject({ key: idSchema, title: z.string().min(1).max(60) }),
  /** On the button that opens a list. */
  open: z.string().min(1).max(60),
  expiresAt: momentSchema,
  /** The message that made this offer first: further pages and what is sent again belong to the same. */
  continues: idSchema.optional(),
});
export type Offer = z.infer<typeof offerSchema>;

/** A customer chose by tapping: the token that came back, and the words they saw. */
export const tapSchema = z.looseObject({
  token: z.string().min(1).max(1000),
  title: z.string().max(300).optional(),
});

export type Tap = z.infer<typeof tapSchema>;

const separator = '.';

/** The token of an option of a message's offer. Both halves are random. */
export function tokenOf(messageId: string, key: string): string {
  return `${messageId}${separator}${key}`;
}

/** The two halves of a token; `undefined` where it is none of ours. */
export function readToken(token: string): { messageId: string; key: string } | undefined {
  const at = token.indexOf(separator);
  if (at <= 0 || at === token.length - 1) return undefined;
  return { messageId: token.slice(0, at), key: token.slice(at + 1) };
}

/** The options of an offer with their keys, in their order. */
export function optionsOf({ options }: Pick<Offer, 'options'>): [key: string, option: OfferedOption][] {
  return Object.entries(options).toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
}
