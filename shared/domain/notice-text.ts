import { contentId } from '#shared/lib/hash.ts';
import type { Business } from './business.ts';
import type { ChannelKind } from './channel.ts';
import type { ConsentPurpose } from './consent.ts';
import type { Notice } from './notice.ts';
import { type PrivacyLaw, privacyLawOf } from './privacy-law.ts';
import { authorityText } from './processing/authorities.ts';

/** What of the settings a notice depends on. */
export interface NoticeFacts {
  business: Pick<Business, 'name' | 'legalName' | 'address' | 'phone' | 'email' | 'website'>;
  country: string;
  /** What customers write over. */
  channels: readonly ChannelKind[];
  /** Whoever elsewhere reads parts of messages to help with answers; the models of this computer are nobody. */
  modelHosts: readonly string[];
  /** Where people complain and whom they write to, as the owner has said for their own country. */
  authority?: string | undefined;
  contact?: string | undefined;
  /** Whether automatic answers are switched on. */
  answersByItself: boolean;
}

export type WrittenNotice = Pick<Notice, 'text' | 'asks' | 'madeFrom'>;

const channelNames = { whatsapp: 'WhatsApp', instagram: 'Instagram', messenger: 'Messenger' } as const;

/** The words that the settings give: a start that the business reads and changes, never advice. */
export function writeNotice(facts: NoticeFacts): WrittenNotice {
  const text = [
    who(facts),
    what(facts),
    whatFor(facts),
    whoReceives(facts),
    howLong(facts),
    rights(facts),
    complain(facts),
  ].join('\n\n');
  const asks = asksOf(facts);
  return { text, asks, madeFrom: contentId([text, asks]) };
}

function who({ business, contact }: NoticeFacts): string {
  const { name, legalName, address, phone, email, website } = business;
  const place = [address?.street, [address?.postcode, address?.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const known = [legalName === undefined || legalName === name ? name : `${name} (${legalName})`, place];
  const reached = [phone, email, website].filter(Boolean).join(' · ');
  return [
    'Who we are',
    `${known.filter(Boolean).join(', ')} is responsible for your data.`,
    ...(reached === '' ? [] : [`You reach us at ${reached}.`]),
    ...(contact === undefined || contact === '' ? [] : [`About your data write to: ${contact}`]),
  ].join('\n');
}

function what({ channels }: NoticeFacts): string {
  const over = channels.length === 0 ? '' : ` over ${channels.map((kind) => channelNames[kind]).join(', ')}`;
  return [
    'What we keep',
    `Your name, address, phone number and email address; what you write to us${over}; what you ask for, your visits, what was done, photos of the work, invoices and payments. You have given it to us yourself, or it came about by our work.`,
  ].join('\n');
}

const bases: Record<PrivacyLaw, string> = {
  gdpr: 'To answer you, plan visits, do the work and send invoices: because of our contract or because you asked for an offer (Art. 6(1)(b) GDPR). To keep invoices: because the law asks for it (Art. 6(1)(c)). For reminders of visits and payments: because both of us have an interest in them (Art. 6(1)(f)). For requests for a review and for advertising: only if you agree (Art. 6(1)(a)).',
  uk: 'To answer you, plan visits, do the work and send invoices: because of our contract or because you asked for an offer (Article 6(1)(b) UK GDPR). To keep invoices: because the law asks for it (Article 6(1)(c)). For reminders of visits and payments: because both of us have an interest in them (Article 6(1)(f)). For requests for a review and for advertising: only if you agree (Article 6(1)(a)).',
  india:
    'To answer you, plan visits, do the work you have asked for, send invoices and remind you of visits and payments: you have given us your data for that of your own accord. To keep invoices: because the law asks for it. For requests for a review and for advertising: only if you consent.',
  other:
    'To answer you, plan visits, do the work, send invoices and remind you of visits and payments. To keep invoices, because the law asks for it. For requests for a review and for advertising, only if you agree.',
};

function whatFor({ country, answersByItself }: NoticeFacts): string {
  return [
    'What for',
    bases[privacyLawOf(country)],
    ...(answersByItself
      ? [
          'Some answers come from an automatic assistant, which says so. A person can always take over: say that you want one.',
        ]
      : []),
  ].join('\n');
}

function whoReceives({ channels, modelHosts }: NoticeFacts): string {
  const lines = [
    ...(channels.length === 0
      ? []
      : [
          `Meta Platforms carries the messages over ${channels.map((kind) => channelNames[kind]).join(', ')}, under its own terms, also outside of your country.`,
        ]),
    ...(modelHosts.length === 0
      ? []
      : [
          `To prepare answers, parts of messages are read by a service at ${modelHosts.join(', ')}. Names and numbers are replaced before.`,
        ]),
    'Otherwise your data stay on the devices of our business, encrypted between them. We sell nothing.',
  ];
  return ['Who receives it', ...lines].join('\n');
}

function howLong({ country }: NoticeFacts): string {
  const india =
    privacyLawOf(country) === 'india' ? ' Records of who used your data are kept for at least one year.' : '';
  return `How long\nAs long as we work for you and it is needed; invoices as long as the law asks for.${india}`;
}

const rightsOf: Record<PrivacyLaw, string> = {
  gdpr: 'You can ask for a copy of your data, have them corrected, erased or only kept, take them elsewhere, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us. We answer within one month.',
  uk: 'You can ask for a copy of your data, have them corrected, erased or only kept, take them elsewhere, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us. We answer within one month. A complaint to us is acknowledged within 30 days.',
  india:
    'You can ask for a summary of your data and of who has received them, have them corrected, completed or erased, name somebody who acts for you, and withdraw your consent as easily as you gave it: write “stop” or tell us. A grievance is answered within 90 days.',
  other:
    'You can ask for a copy of your data, have them corrected or erased, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us.',
};

function rights({ country }: NoticeFacts): string {
  return `Your rights\n${rightsOf[privacyLawOf(country)]}`;
}

function complain({ country, authority }: NoticeFacts): string {
  const where = authority ?? authorityText(country);
  if (where === '')
    return 'Complaints\nTell us first; you can also turn to the authority for data protection where you live.';
  return privacyLawOf(country) === 'india'
    ? `Complaints\nTell us first. If that does not settle it, you can complain to: ${where}.`
    : `Complaints\nYou can complain to us, and at any time to: ${where}.`;
}

function asksOf({ business: { name }, channels }: NoticeFacts): Notice['asks'] {
  const by =
    channels.length === 0 ? 'by message' : `over ${channels.map((kind) => channelNames[kind]).join(' or ')}`;
  return {
    answers: `${name} may write to me ${by} about what I have asked for.`,
    visitReminders: `${name} may remind me of my visits ${by}.`,
    paymentReminders: `${name} may remind me of open payments ${by}.`,
    reviews: `${name} may ask me ${by} how content I was. I can withdraw this at any time.`,
    marketing: `${name} may send me offers and news ${by}. I can withdraw this at any time.`,
  } satisfies Record<ConsentPurpose, string>;
}
