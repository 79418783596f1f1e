import { z } from 'zod';
import { furthestMoment } from '#shared/lib/moment.ts';
import { mostKeyNumber } from './document.ts';
import { chosenTimeSchema, provingTimesSchema } from './free-times.ts';
import {
  longestChatText,
  mostPhotoBytes,
  mostPhotos,
  mostWishes,
  partsOfDay,
  servicePlaces,
} from './names.ts';

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** By which a request is known to the relay: 128 random bits of the customer's browser. */
export const requestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** The longest that a relay passes on, sealed and as base64url. */
export const longestRequest = 256 * 1024;
/** In deliveries to devices, the name of what comes from a public page. */
export const pageRequests = 'plumbline_page';

/** What the relay takes of a photo, encrypted and padded. Bytes. */
export const mostSealedPhotoBytes = 512 * 1024;
const photoId = requestIdSchema;

/** A photo that was encrypted in the customer's browser, as the team's own files are (`StoredFile`); always a JPEG. */
export const sealedPhotoSchema = z.object({
  blob: photoId,
  /** Base64url. */
  key: hash,
  size: z.int().positive().max(mostPhotoBytes),
  sha256: hash,
  width: z.int().positive().max(10_000),
  height: z.int().positive().max(10_000),
});
export type SealedPhoto = z.infer<typeof sealedPhotoSchema>;

/** What the relay is told of photos that come after a request: it takes these and no others. */
export const announcedPhotosSchema = z
  .array(z.object({ id: photoId, size: z.int().positive().max(mostSealedPhotoBytes) }))
  .max(mostPhotos);
export type AnnouncedPhoto = z.infer<typeof announcedPhotosSchema>[number];

const wishSchema = z.object({ day: z.iso.date(), part: z.enum(partsOfDay) });
/** When it was sealed, by the customer's clock. */
const sealedAt = z.int().min(0).max(furthestMoment).optional();
const line = (longest: number) => z.string().max(longest);

/** What a customer says, as it is sealed in their browser. It vouches for nothing: whoever has the link can say it. */
export const customerRequestSchema = z.looseObject({
  version: z.literal(1),
  kind: z.literal('request'),
  at: sealedAt,
  /** Opens and seals what is said about it later: 32 bytes that the relay never has. */
  secret: hash,
  language: line(20),
  serviceId: line(64).optional(),
  /** Days at which it would suit them; none where they only ask something. */
  wishes: z.array(wishSchema).max(mostWishes),
  name: line(200).min(1),
  phone: line(32).optional(),
  email: line(254).optional(),
  address: z.looseObject({ street: line(200), postcode: line(20), city: line(100) }).optional(),
  words: line(4000).optional(),
  /** They want to hear of a time that gets free sooner. */
  waits: z.literal(true).optional(),
  photos: z.array(sealedPhotoSchema).max(mostPhotos).optional(),
  /** By the ids of the questions that the page asks. */
  answers: z.record(line(64), line(2000)).optional(),
  /** What they have agreed to, by what they were asked for; never by leaving something as it was. */
  agrees: z.record(line(40), z.literal(true)).optional(),
  noticeId: line(64).optional(),
});
export type CustomerRequest = z.infer<typeof customerRequestSchema>;

/** What a customer wants of a request that they have made: who knows its secret is who has made it. */
export const changeRequestSchema = z.looseObject({
  version: z.literal(1),
  kind: z.literal('change'),
  at: sealedAt,
  of: requestIdSchema,
  secret: hash,
  wants: z.enum(['cancel', 'move']),
  wishes: z.array(wishSchema).max(mostWishes),
  words: line(2000).optional(),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

/** What a visitor of the owner's site writes in its chat. */
export const chatMessageSchema = z.looseObject({
  version: z.literal(1),
  kind: z.literal('chat'),
  at: sealedAt,
  /** The chat: the id of its first message, which names none. */
  of: requestIdSchema.optional(),
  secret: hash,
  language: line(20),
  words: line(longestChatText).min(1),
  name: line(200).optional(),
  /** How they are reached later: a number or an address, which stands in the words as well. */
  reach: line(254).optional(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

export const fromCustomerSchema = z.discriminatedUnion('kind', [
  customerRequestSchema,
  changeRequestSchema,
  chatMessageSchema,
]);
export type FromCustomer = z.infer<typeof fromCustomerSchema>;

/** What a browser hands to the relay. */
export const sealedRequestSchema = z.object({
  id: requestIdSchema,
  /** `pageHash` of what the customer saw. */
  page: hash,
  keyNumber: z.int().min(1).max(mostKeyNumber),
  /** The time that the relay has given to it, where it was one. */
  claim: chosenTimeSchema.optional(),
  /** Base64url. */
  sealed: z.string().min(100).max(longestRequest),
});

/** What the relay hands to devices: without what it proves to the relay, and with what proves the time to them. */
export const passedRequestSchema = sealedRequestSchema.extend({
  list: provingTimesSchema.optional().catch(undefined),
});

export const noteStates = [
  'asked',
  'confirmed',
  'moved',
  'declined',
  'cancelled',
  'onTheWay',
  'done',
] as const;
export type NoteState = (typeof noteStates)[number];

/** What the business says of a request, for who has its link. */
export const bookingNoteSchema = z.looseObject({
  version: z.literal(1),
  state: z.enum(noteStates),
  reference: line(20),
  service: line(200).optional(),
  /** By which its times are found, and how often they may still be changed. */
  serviceId: line(64).optional(),
  movesLeft: z.int().min(0).optional(),
  start: z.int().optional(),
  end: z.int().optional(),
  timeZone: line(60),
  place: z.enum(servicePlaces).optional(),
  /** Where that is, once it is confirmed: lines of an address, or a link. */
  where: line(600).optional(),
  /** Until when they move or cancel by themselves. */
  changeUntil: z.int().optional(),
  words: line(2000).optional(),
  /** The fingerprint of the key of today: a link from before a renewal goes on to open and to change its request. */
  key: line(22).optional(),
  at: z.int(),
});
export type BookingNote = z.infer<typeof bookingNoteSchema>;
/** As base64url: room for words that JSON has to escape. */
export const longestNote = 32 * 1024;

/** Where devices read for which requests a relay answers, some at once: those behind `after`. */
export function bookingsPath(workspace: string): string {
  return `/v1/workspaces/${workspace}/bookings`;
}
export const bookingIdsSchema = z.object({ ids: z.array(requestIdSchema), more: z.boolean() });

/** Where devices leave a note. */
export function notePath(workspace: string, id: string): string {
  return `/v1/workspaces/${workspace}/bookings/${id}`;
}
