import { z } from 'zod';
import { servicePlaces } from '#shared/public-page/names.ts';
import {
  mostPictureBytes,
  profileSchema,
  type ShownPrice,
  type ShownService,
} from '#shared/public-page/document.ts';
import type { AiSettings, Business, Service } from './business.ts';
import { idSchema, minorSchema, momentSchema } from './common.ts';
import { minorDigits } from './currencies.ts';
import { mostAttendees } from './visit.ts';

/** What can stand on the page, in the order in which it stands there. Each is approved by itself. */
export const pageFields = [
  'name',
  'picture',
  'area',
  'description',
  'services',
  'hours',
  'languages',
  'contact',
] as const;
export type PageField = (typeof pageFields)[number];

export const pagePictureSchema = z.object({
  type: z.enum(['image/jpeg', 'image/webp']),
  /** Base64url. */
  data: z.string().max(Math.ceil((mostPictureBytes * 4) / 3)),
});

const shownFields = profileSchema.omit({ picture: true }).partial().extend({
  picture: pagePictureSchema.optional(),
}).shape;
export const pageFieldSchemas = shownFields;

/** What the owner has approved of the public page: exactly this is published. The one record of its collection: `page`. */
export const publicPageSchema = z.looseObject({
  id: z.literal('page'),
  createdAt: momentSchema,
  slug: z.string().max(40).optional(),
  isPublished: z.boolean(),
  /** Grows with each time it is put online: a device that was away brings nothing older back. */
  approval: z.number().int().min(0),
  /** Which of the keys that the team derives what is typed is sealed to. */
  keyNumber: z.number().int().min(1),
  takesRequests: z.boolean(),
  /** Whether customers are told by e-mail what becomes of their request, and since when; where nobody has said, they are. */
  tellsByMail: z.object({ on: z.boolean(), at: momentSchema }).optional(),
  /** Whether assistants of customers find times here, and hold one. */
  opensToAssistants: z.literal(true).optional(),
  /** Addresses of before that the relay still has to forget, with the approval up to which. */
  formerSlugs: z.record(z.string(), z.number().int()).optional(),
  /** The approval that the relay has taken, as it has said. */
  shownApproval: z.number().int().min(0).optional(),
  /** Why the relay did not take it, by its code. */
  refused: z.string().max(60).optional(),
  ...shownFields,
});
export type PublicPage = z.infer<typeof publicPageSchema>;

/** How a service stands on the page, and what a request for it has to keep to. */
const bookingTermsSchema = z.object({
  /** Whether it stands on the page. */
  isOffered: z.boolean(),
  price: z.enum(['fixed', 'from', 'range', 'ask']),
  /** The upper end of a range. */
  priceTo: minorSchema.optional(),
  minutes: z.number().int().positive().max(10_000).optional(),
  /** Kept free before and after, in minutes. */
  before: z.number().int().min(0).max(1440).optional(),
  after: z.number().int().min(0).max(1440).optional(),
  noticeHours: z.number().int().min(0).max(1440),
  windowDays: z.number().int().min(1).max(730),
  perDay: z.number().int().positive().max(1000).optional(),
  place: z.enum(servicePlaces),
  /** Where they meet by video. */
  link: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  /** Who does it, by their ids; where it names nobody, whoever is free. */
  staff: z.record(idSchema, z.literal(true)).optional(),
  /** How many customers take part in one visit; one where it does not say. */
  seats: z.number().int().min(2).max(mostAttendees).optional(),
  /** Customers take part only in what is planned: they begin nothing of their own. */
  onlyPlanned: z.boolean().optional(),
  /** Until so many hours before it begins a customer moves or cancels by themselves. */
  changeHours: z.number().int().min(0).max(1440),
  /** Customers choose a time, not only days. */
  offersTimes: z.boolean().optional(),
  /** A time that was chosen becomes a visit by itself. */
  confirmsAtOnce: z.boolean().optional(),
  /** How often a customer moves a visit by themselves. */
  moves: z.number().int().min(0).max(20).optional(),
  questions: z
    .record(
      z.string(),
      z.looseObject({ text: z.string().min(1).max(300), isRequired: z.boolean(), order: z.number() }),
    )
    .optional(),
});
export type BookingTerms = z.infer<typeof bookingTermsSchema>;

/** Where a rule does not say how often a customer moves a visit. */
export const usualMoves = 2;

/** The terms of one service, under its id. */
export const bookingRuleSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  ...bookingTermsSchema.shape,
});
export type BookingRule = z.infer<typeof bookingRuleSchema>;

/** What holds for a service of which nobody has said anything. */
export const usualRule = {
  isOffered: true,
  price: 'fixed',
  noticeHours: 24,
  windowDays: 60,
  place: 'customer',
  changeHours: 24,
} as const satisfies BookingTerms;

export function ruleFor(rule: BookingRule | undefined): BookingTerms {
  return rule ?? usualRule;
}

/** What the settings of today would put on the page; the owner approves it, or not. */
export function proposedFields({
  business,
  services,
  rules,
  languages,
}: {
  business: Business;
  services: Iterable<Service>;
  rules: ReadonlyMap<string, BookingRule>;
  languages: AiSettings['languages'];
}): Partial<Pick<PublicPage, 'name' | 'area' | 'services' | 'hours' | 'languages' | 'contact'>> {
  const offered = [...services]
    .filter((service) => service.archivedAt === undefined && ruleFor(rules.get(service.id)).isOffered)
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .slice(0, 100)
    .map((service) => shownService(service, ruleFor(rules.get(service.id))));
  const { name, serviceArea, hours, phone, email } = business;
  const website = websiteOf(business.website);
  const contact = {
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...(website !== undefined && { website }),
  };
  return {
    name,
    ...(serviceArea !== undefined && { area: serviceArea }),
    ...(offered.length > 0 && { services: offered }),
    ...(Object.values(hours).some((spans) => spans.length > 0) && { hours }),
    ...(languages !== undefined && languages.length > 0 && { languages }),
    ...(Object.keys(contact).length > 0 && { contact }),
  };
}

function shownService(service: Service, rule: BookingTerms): ShownService {
  const minutes = rule.minutes ?? service.durationMinutes;
  return {
    id: service.id,
    name: service.name,
    price: shownPrice(service, rule),
    ...(service.description !== undefined && {
      description: service.description.slice(0, 500).toWellFormed(),
    }),
    ...(service.unit !== undefined && service.unit !== '' && { unit: service.unit }),
    ...(minutes !== undefined && { minutes }),
  };
}

function shownPrice({ unitPrice, currency }: Service, { price: kind, priceTo }: BookingTerms): ShownPrice {
  const isSaid = /^\d+$/.test(unitPrice) && BigInt(unitPrice) > 0n;
  if (kind === 'ask' || !isSaid) return { kind: 'ask' };
  const of = { amount: unitPrice, currency, digits: minorDigits(currency) };
  if (kind !== 'range') return { kind, ...of };
  const isRange = priceTo !== undefined && BigInt(priceTo) > BigInt(unitPrice);
  return isRange ? { kind, ...of, to: priceTo } : { kind: 'from', ...of };
}

/** As an address that a browser follows; owners write `example.com`. */
function websiteOf(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined;
  const text = /^[a-z]+:/i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  return profileSchema.shape.contact.unwrap().shape.website.safeParse(text).data;
}
