import { z } from 'zod';
import { mostPhotos, partsOfDay } from '#shared/public-page/names.ts';
import { storedFileSchema } from './attachment.ts';
import { addressSchema, daySchema, idSchema, momentSchema } from './common.ts';
import { consentPurposes } from './consent.ts';
import { bookingNews } from './letters/booking-words.ts';
import { heardDangers, openDangers } from './danger.ts';

/** How a wish does not keep to the rule of its service, as it came: too soon, too far ahead, or on a day that was full. */
export const wishMisses = ['soon', 'far', 'full'] as const;
export type WishMiss = (typeof wishMisses)[number];

const wishSchema = z.object({
  day: daySchema,
  part: z.enum(partsOfDay),
  misses: z.enum(wishMisses).optional(),
});
export type Wish = z.infer<typeof wishSchema>;
const wishesSchema = z.array(wishSchema).max(5);

/** How the business has answered. What becomes of the visit afterwards is the visit's own. */
export const bookingStates = ['asked', 'confirmed', 'declined', 'cancelled'] as const;

/**
 * What somebody has asked for on the public page. It stands apart from the enquiry, job and visit that come of it, and
 * its words are what was typed: whoever has the link may have typed them.
 */
export const bookingSchema = z.looseObject({
  /** Made by the customer's browser: the same request is one, however often it comes. */
  id: idSchema,
  /** When the relay took it in. */
  at: momentSchema,
  contactId: idSchema,
  enquiryId: idSchema.optional(),
  /** Who has the number or the address that was typed. Until somebody says that it is them, it is a contact of its own. */
  saysToBe: idSchema.optional(),
  /** On the waiting list: they want to hear of a time that gets free sooner. */
  waits: z.literal(true).optional(),
  /** Photos that came with it; at the job once there is one. */
  photos: z.array(storedFileSchema).max(mostPhotos).optional(),
  /** What was ticked, and under which notice: it counts when somebody says who it is. */
  agreed: z
    .looseObject({ noticeId: idSchema, purposes: z.array(z.enum(consentPurposes)).max(20) })
    .optional(),
  serviceId: idSchema.optional(),
  /** As it stood on the page, by the price list of then. */
  service: z.string().max(200).optional(),
  /** None where they only ask something. */
  wishes: wishesSchema,
  name: z.string().max(200),
  phone: z.string().max(32).optional(),
  email: z.string().max(254).optional(),
  address: addressSchema.optional(),
  words: z.string().max(4000).optional(),
  answers: z.array(z.object({ question: z.string().max(300), answer: z.string().max(2000) })).optional(),
  language: z.string().max(20),
  /** Opens what is said to them about it: who has it is who has asked. */
  secret: z.string().max(64),
  /** What was heard in it, and in what they have wished for since: by the ids of those requests. */
  ...heardDangers,
  /** From somebody who is kept apart: nothing tells of it. */
  aside: z.literal(true).optional(),

  /** The time that they have chosen, and the relay has given to them: until it is answered it is nobody else's. */
  slot: z.object({ start: momentSchema, end: momentSchema }).optional(),
  /** Claims of times that were made for it, under the relay's ids. */
  claims: z.record(idSchema, z.literal(true)).optional(),
  /** How often they have moved it by themselves. */
  moves: z.number().int().min(0).optional(),

  state: z.enum(bookingStates),
  stateAt: momentSchema,
  /** None where the customer did it. */
  memberId: idSchema.optional(),
  /** What the business says on their page. */
  reply: z.string().max(2000).optional(),
  /** One of several who take part in the visit: it is among its attendees under the id of the request. */
  seat: z.literal(true).optional(),
  jobId: idSchema.optional(),
  visitId: idSchema.optional(),
  /** When it was confirmed to begin: a visit at another time was moved. */
  confirmedFor: momentSchema.optional(),
  /** What the customer was told of it by e-mail, once each, by what it said. */
  told: z
    .record(
      idSchema,
      z.looseObject({
        news: z.enum(bookingNews),
        at: momentSchema,
        messageId: idSchema,
        start: momentSchema.optional(),
        end: momentSchema.optional(),
        /** A hash of the business's own words that stood in it. */
        words: z.string().max(64).optional(),
      }),
    )
    .optional(),
  /** What the customer wants now, and nobody has settled. */
  change: z
    .looseObject({
      wants: z.enum(['cancel', 'move']),
      at: momentSchema,
      wishes: wishesSchema,
      words: z.string().max(2000).optional(),
      /** Which time they have chosen for it. */
      slot: z.object({ start: momentSchema, end: momentSchema }).optional(),
    })
    .optional(),
});
export type Booking = z.infer<typeof bookingSchema>;

/** Whether somebody wants to hear of a time that gets free: not any more where all is settled. */
export function isOnList({ waits, state, aside }: Booking): boolean {
  return waits === true && aside !== true && (state === 'asked' || state === 'confirmed');
}

/** Whether somebody waits for an answer, or for somebody who looks after them. */
export function isWaiting(booking: Booking): boolean {
  const { state, change, aside, dangers } = booking;
  if (openDangers(booking).length > 0) return true;
  if (aside === true && dangers === undefined) return false;
  return state === 'asked' || change !== undefined;
}
