import { contentId } from '#shared/lib/hash.ts';
import type { Business } from './business.ts';
import type { MetaKind } from './channel.ts';
import type { LetterLanguage } from './letters/language.ts';
import { noticeWords } from './letters/notice-words/index.ts';
import type { NoticeWords } from './letters/notice-words/words.ts';
import type { Notice } from './notice.ts';
import { privacyLawOf } from './privacy-law.ts';
import { authorityText } from './processing/authorities.ts';

/** What of the settings a notice depends on. */
export interface NoticeFacts {
  business: Pick<Business, 'name' | 'legalName' | 'address' | 'phone' | 'email' | 'website'>;
  country: string;
  language: LetterLanguage;
  /** What customers write over. */
  channels: readonly MetaKind[];
  /** Whoever elsewhere reads parts of messages to help with answers; the models of this computer are nobody. */
  modelHosts: readonly string[];
  /** Where people complain and whom they write to, as the owner has said for their own country. */
  authority?: string | undefined;
  contact?: string | undefined;
  /** Whether automatic answers are switched on. */
  answersByItself: boolean;
}

export type WrittenNotice = Pick<Notice, 'text' | 'asks' | 'madeFrom'>;

const channelNames = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  messenger: 'Messenger',
  email: 'e-mail',
} as const;

interface Said extends NoticeFacts {
  words: NoticeWords;
}

/** The words that the settings give: a start that the business reads and changes, never advice. */
export function writeNotice(facts: NoticeFacts): WrittenNotice {
  const said: Said = { ...facts, words: noticeWords[facts.language] };
  const text = [
    who(said),
    what(said),
    whatFor(said),
    whoReceives(said),
    howLong(said),
    [said.words.rights, said.words.rightsBy[privacyLawOf(facts.country)]].join('\n'),
    complain(said),
  ].join('\n\n');
  const asks = asksOf(said);
  return { text, asks, madeFrom: contentId([text, asks]) };
}

function who({ business, contact = '', words }: Said): string {
  const { name, legalName, address, phone, email, website } = business;
  const place = [address?.street, [address?.postcode, address?.city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const known = [legalName === undefined || legalName === name ? name : `${name} (${legalName})`, place];
  const reached = [phone, email, website].filter(Boolean).join(' · ');
  return [
    words.who,
    words.responsible(known.filter(Boolean).join(', ')),
    ...(reached === '' ? [] : [words.reached(reached)]),
    ...(contact === '' ? [] : [words.aboutData(contact)]),
  ].join('\n');
}

/** The channels by name; `undefined` where there are none. */
function listed({ channels }: Said): string | undefined {
  return channels.length === 0 ? undefined : channels.map((kind) => channelNames[kind]).join(', ');
}

function what(said: Said): string {
  return [said.words.what, said.words.kept(listed(said))].join('\n');
}

function whatFor({ country, answersByItself, words }: Said): string {
  const lines = [words.whatFor, words.bases[privacyLawOf(country)]];
  return [...lines, ...(answersByItself ? [words.answersByItself] : [])].join('\n');
}

function whoReceives(said: Said): string {
  const { modelHosts, words } = said;
  const over = listed(said);
  return [
    words.receives,
    ...(over === undefined ? [] : [words.carries(over)]),
    ...(modelHosts.length === 0 ? [] : [words.reads(modelHosts.join(', '))]),
    words.otherwise,
  ].join('\n');
}

function howLong({ country, words }: Said): string {
  const kept = privacyLawOf(country) === 'india' ? `${words.keptFor} ${words.records}` : words.keptFor;
  return [words.howLong, kept].join('\n');
}

function complain({ country, authority, words }: Said): string {
  const where = authority ?? authorityText(country);
  const isFirstToUs = privacyLawOf(country) === 'india';
  const line = isFirstToUs ? words.firstToUs(where) : words.atAnyTime(where);
  return [words.complaints, where === '' ? words.toAnybody : line].join('\n');
}

function asksOf({ business: { name }, channels, language, words }: Said): Notice['asks'] {
  const either = new Intl.ListFormat(language, { type: 'disjunction' });
  const names = channels.map((kind) => channelNames[kind]);
  return words.asks(name, names.length === 0 ? words.byMessage : words.over(either.format(names)));
}
