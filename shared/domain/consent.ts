import { z } from 'zod';
import { channelKinds } from './channel.ts';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** For what somebody is written to without having asked. `messages` is all of it but reminders of visits. */
export const consentPurposes = ['messages', 'marketing', 'reminders'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * What somebody said about being written to, or the owner wrote down for them: one event of each time, never changed,
 * so that what held at any moment can be shown. Of a purpose the newest counts.
 */
export const consentSchema = z.looseObject({
  /** The hash of the rest: nobody gives what was said another sense. */
  id: idSchema,
  /** Who said it, as the channel knows them: whatever contact that turns out to be. */
  identityId: idSchema.optional(),
  /** Whom the owner noted it for. */
  contactId: idSchema.optional(),
  purpose: z.enum(consentPurposes),
  /** Left out where it counts for every channel. */
  channel: z.enum(channelKinds).optional(),
  given: z.boolean(),
  at: momentSchema,
  /** What was said, or the owner's note. */
  words: z.string().max(500).optional(),
  /** Who says so: the customer's own message, their answer to our question, or a member of the business. */
  basis: z.enum(['message', 'answer', 'owner']),
  messageId: idSchema.optional(),
  /** A machine made the words out in a voice note. */
  machineRead: z.literal(true).optional(),
  memberId: idSchema.optional(),
  /** Of what the owner noted: the same noted twice is two events. */
  salt: saltSchema.optional(),
});
export type ConsentEvent = z.infer<typeof consentSchema>;

/** What a purpose needs: who wants no messages wants no advertising either. */
const needed: Record<ConsentPurpose, readonly ConsentPurpose[]> = {
  messages: ['messages'],
  marketing: ['messages', 'marketing'],
  reminders: ['reminders'],
};

/** The event by which somebody may not be written to for this purpose; `undefined` where they may. */
export function optOutOf(events: Iterable<ConsentEvent>, purpose: ConsentPurpose): ConsentEvent | undefined {
  const all = [...events];
  return needed[purpose]
    .map((each) => newest(all.filter((event) => event.purpose === each)))
    .find((event) => event?.given === false);
}

/** Of two of one moment the one that stops counts. */
function newest(events: ConsentEvent[]): ConsentEvent | undefined {
  return events.toSorted((a, b) => b.at - a.at || Number(a.given) - Number(b.given))[0];
}
