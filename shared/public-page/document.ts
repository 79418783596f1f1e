import { z } from 'zod';
import { parseJson } from '#shared/lib/json.ts';
import { furthestMoment } from '#shared/lib/moment.ts';
import { servicePlaces } from './names.ts';
import { slugProblem } from './slug.ts';

/** For what a device signs a page; see `forPurpose`. */
export const pagePurpose = 'plumbline public page v1';

/** Longest texts of a page, in characters; the picture in bytes. */
export const longestPayload = 128 * 1024;
export const mostPictureBytes = 150 * 1024;
/** How long a page is shown that no device renews, and how long at most. Milliseconds. */
export const pageLasts = 30 * 24 * 60 * 60 * 1000;
export const mostPageLasts = 60 * 24 * 60 * 60 * 1000;

/** Keys are renewed when somebody leaves a team. */
export const mostKeyNumber = 1_000_000;

const id = z.string().min(1).max(64);
const moment = z.number().int().min(0).max(furthestMoment);
const amount = z.string().regex(/^\d{1,18}$/);
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const currency = { currency: z.string().regex(/^[A-Z]{3}$/), digits: z.int().min(0).max(4) };

/** What something costs, in minor units of a currency that has so many digits. */
export const shownPriceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask') }),
  z.object({ kind: z.enum(['fixed', 'from']), amount, ...currency }),
  z.object({ kind: z.literal('range'), amount, to: amount, ...currency }),
]);
export type ShownPrice = z.infer<typeof shownPriceSchema>;

export const shownServiceSchema = z.looseObject({
  id,
  name: z.string().min(1).max(200),
  description: z.string().max(500).optional(),
  price: shownPriceSchema,
  /** Of what the price is: an hour, a metre. */
  unit: z.string().max(20).optional(),
  minutes: z.int().positive().max(10_000).optional(),
});
export type ShownService = z.infer<typeof shownServiceSchema>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const shownHoursSchema = z.record(
  z.string().regex(/^(mon|tue|wed|thu|fri|sat|sun)$/),
  z.array(z.object({ from: time, to: time })).max(8),
);
export type ShownHours = z.infer<typeof shownHoursSchema>;

export const shownContactSchema = z.looseObject({
  phone: z.string().max(32).optional(),
  email: z.string().max(254).optional(),
  /** Only what a browser may safely follow. */
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
});

/** What an owner can show of the business: each of these is approved by itself. */
export const profileSchema = z.looseObject({
  name: z.string().min(1).max(200),
  area: z.string().max(500).optional(),
  description: z.string().max(2000).optional(),
  services: z.array(shownServiceSchema).max(100).optional(),
  hours: shownHoursSchema.optional(),
  languages: z.array(z.string().max(35)).max(20).optional(),
  /** The SHA-256 of the picture's bytes; they travel beside the document. */
  picture: hash.optional(),
  contact: shownContactSchema.optional(),
});
export type ShownProfile = z.infer<typeof profileSchema>;

/** What a request for one service has to say, and how far ahead it may look. */
export const requestRuleSchema = z.looseObject({
  place: z.enum(servicePlaces),
  noticeHours: z
    .int()
    .min(0)
    .max(24 * 60),
  windowDays: z.int().min(1).max(730),
  questions: z
    .array(z.looseObject({ id, text: z.string().min(1).max(300), isRequired: z.boolean() }))
    .max(20),
});
export type RequestRule = z.infer<typeof requestRuleSchema>;

/** What customers are told when they give their data, and what they are asked to agree to. */
export const shownNoticeSchema = z.looseObject({
  id,
  text: z.string().max(20_000),
  asks: z.record(z.string().max(40), z.string().max(1000)),
});

/** What stands on the page of a business, as one of its devices has signed it. */
export const pageDocumentSchema = z.looseObject({
  version: z.literal(1),
  workspace: z.string().min(8).max(64),
  slug: z.string().refine((slug) => slugProblem(slug) === undefined),
  /** Counts how often the owner has put the page online: what was taken away is not brought back by an older word. */
  approval: z.int().min(1),
  issuedAt: moment,
  expiresAt: moment,
  /** What is typed is sealed to this X25519 key, whose fingerprint stands in the page's link. */
  key: hash,
  keyNumber: z.int().min(1).max(mostKeyNumber),
  locale: z.string().max(35),
  country: z.string().regex(/^[A-Z]{2}$/),
  timeZone: z.string().max(60),
  profile: profileSchema,
  /** Assistants of customers may look for times here and hold one. */
  assistants: z.literal(true).optional(),
  /** By service; left out where the business takes no requests here. */
  requests: z
    .looseObject({ rules: z.record(id, requestRuleSchema), notice: shownNoticeSchema.optional() })
    .optional(),
});
export type PageDocument = z.infer<typeof pageDocumentSchema>;

/** A page on its way: the payload is signed as it stands. */
export const signedPageSchema = z.object({
  payload: z.string().min(2).max(longestPayload),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  picture: z
    .object({
      type: z.enum(['image/jpeg', 'image/webp']),
      /** Base64url. */
      data: z.string().max(Math.ceil((mostPictureBytes * 4) / 3)),
    })
    .optional(),
});
export type SignedPage = z.infer<typeof signedPageSchema>;

/** A document as text that can stand inside of HTML as it is: no sign of it begins a tag. */
export function writePayload(document: PageDocument): string {
  return inHtml(JSON.stringify(document));
}

/** JSON that stays the same JSON and holds no `<`. */
export function inHtml(json: string): string {
  return json.replaceAll('<', String.raw`\u003c`);
}

/** What a payload says; `undefined` where it is none, or could break out of the HTML around it. */
export function readPayload(payload: string): PageDocument | undefined {
  if (payload.includes('<')) return undefined;
  return pageDocumentSchema.safeParse(parseJson(payload)).data;
}

/** Where devices put a page. */
export function pagePath(workspace: string, slug: string): string {
  return `/v1/workspaces/${workspace}/profile/${slug}`;
}

/** The link that customers get. `relayUrl`: with the path of a proxy, if it has one. */
export function pageUrl(relayUrl: string, slug: string, fingerprint: string): string {
  return `${relayUrl.replace(/\/$/, '')}/b/${slug}#${fingerprint}`;
}
