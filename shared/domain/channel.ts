import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { emailAddressSchema, idSchema, momentSchema } from './common.ts';
import { exposureSchema } from './exposure.ts';
import { mailSignInSchema } from './mail-sign-in.ts';

/** The channels of Meta's, of which an owner connects numbers, pages and accounts. */
export const metaKinds = ['whatsapp', 'instagram', 'messenger'] as const;
export type MetaKind = (typeof metaKinds)[number];

/** The channels over which customers are reached. Over e-mail they answer to the owner's mailbox, and not here. */
export const channelKinds = [...metaKinds, 'website', 'email'] as const;
/** Of the chat on the owner's site, in the place of an account: there is one, and nothing to connect. */
export const websiteAccount = 'website';
export type ChannelKind = (typeof channelKinds)[number];

/** Meta's id of a number, a business account, a page or an Instagram account. */
export const metaIdSchema = z.string().regex(/^[\w-]{1,64}$/);

/** What the app on a phone can hand over that is used beside this channel. */
export const phoneParts = ['history', 'contacts'] as const;
export type PhonePart = (typeof phoneParts)[number];

/** What every connected channel has. */
const everyChannel = z.looseObject({
  id: idSchema,
  name: z.string().max(100),
  /** The last refusal that concerns the whole channel; nothing, or no advertising, goes out until it is cleared. */
  trouble: z.looseObject({ code: z.number(), subcode: z.number().optional(), at: momentSchema }).optional(),
  /** When the owner last cleared it: what was reported before that no longer counts. */
  resumedAt: momentSchema.optional(),
  createdAt: momentSchema,
});

/** What Meta's have. */
const common = everyChannel.extend({
  accessToken: z.string().min(1).max(1000),
  appSecret: z.string().min(1).max(200),
  verifyToken: z.string().min(1).max(200),
  accessTokenExposed: exposureSchema.optional(),
  appSecretExposed: exposureSchema.optional(),
  /** The Graph API's base, so that a stand-in or a proxy can take its place. */
  graphUrl: z.url(),
  /** The webhook address that Meta has confirmed, or why it did not. */
  subscribedTo: z.url().optional(),
  subscriptionProblem: z.string().max(500).optional(),
  /** Of a number: when the app on the phone was asked for what it has. */
  phoneAsked: z.record(z.string(), momentSchema).optional(),
  /** `false`: the customer does not see when a message is read, or an answer written. */
  showsReading: z.boolean().optional(),
});

export const whatsappChannelSchema = common.extend({
  kind: z.literal('whatsapp'),
  phoneNumberId: metaIdSchema,
  businessAccountId: metaIdSchema,
});
export type WhatsappChannel = z.infer<typeof whatsappChannelSchema>;

/** Meta takes the question for so long after a number was connected. */
const phoneAskedWithin = 24 * 60 * 60 * 1000;

/** Whether the phone's app can still be asked, or was. `now`: epoch milliseconds. */
export function phoneAskable({ createdAt, phoneAsked = {} }: WhatsappChannel, now: number): boolean {
  return now - createdAt < phoneAskedWithin || Object.keys(phoneAsked).length > 0;
}

/** A Facebook page, over which Messenger runs. */
export const messengerChannelSchema = common.extend({ kind: z.literal('messenger'), pageId: metaIdSchema });

/** An Instagram account and the page that it belongs to, through which it answers. */
export const instagramChannelSchema = common.extend({
  kind: z.literal('instagram'),
  pageId: metaIdSchema,
  instagramId: metaIdSchema,
});

/** A connected number, page or account with what is needed to speak for it. Lives in `secrets` only. */
export const channelSchema = z.discriminatedUnion('kind', [
  whatsappChannelSchema,
  messengerChannelSchema,
  instagramChannelSchema,
]);
export type Channel = z.infer<typeof channelSchema>;
/** `tls`: from the first byte on. `starttls`: before anything is said. `none`: a program of this computer only. */
export const mailSecurities = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof mailSecurities)[number];

/** A mailbox of the owner's, and the server that takes its mail. */
export const mailAccountSchema = everyChannel.extend({
  kind: z.literal('email'),
  address: emailAddressSchema,
  /** A host's name or number, without a port. */
  host: z
    .string()
    .max(253)
    .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'This is no name of a server, such as smtp.example.com.'),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  user: z.string().min(1).max(254),
  /** None where it is signed in to at its provider. */
  password: z.string().min(1).max(500).optional(),
  signIn: mailSignInSchema.optional(),
  passwordExposed: exposureSchema.optional(),
});
export type MailAccount = z.infer<typeof mailAccountSchema>;

/** Whatever customers are written to over. */
export type SendingChannel = Channel | MailAccount;

/** Where a mailbox's server is, as the egress guard knows it: `smtps:` is encrypted from the first byte on. */
export function mailServerUrl({
  host,
  port,
  security,
}: Pick<MailAccount, 'host' | 'port' | 'security'>): string {
  return `${security === 'tls' ? 'smtps' : 'smtp'}://${host}:${port}`;
}

/** Whether customers see what they are used to from a phone: that their message was read, and that somebody types. */
export function showsReading({ showsReading: shows = true }: Channel): boolean {
  return shows;
}

/** The id by which Meta's deliveries and our conversations name the channel; a mailbox is the same under any server. */
export function accountIdOf(channel: SendingChannel): string {
  if (channel.kind === 'email') return contentId(['email', channel.address.toLowerCase()]);
  if (channel.kind === 'whatsapp') return channel.phoneNumberId;
  return channel.kind === 'instagram' ? channel.instagramId : channel.pageId;
}

/** All ids that a delivery for this channel may carry. */
export function accountIdsOf(channel: Channel): string[] {
  if (channel.kind === 'whatsapp') return [channel.phoneNumberId, channel.businessAccountId];
  return channel.kind === 'instagram' ? [channel.instagramId, channel.pageId] : [channel.pageId];
}
