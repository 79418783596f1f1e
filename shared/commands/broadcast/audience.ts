import {
  fillTemplate,
  previewTemplate,
  templateFields,
  templateText,
  type TemplateContent,
} from '#shared/channels/meta/whatsapp/templates.ts';
import {
  isWaiting,
  type Broadcast,
  type LeftOutWhy,
  type MailWords,
  purposeOf,
  stageOf,
} from '#shared/domain/broadcast/broadcast.ts';
import { fillMail, fillPlace } from '#shared/domain/broadcast/words.ts';
import type { Business } from '#shared/domain/business.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { mailAddressesOf, mailAddressId } from '#shared/domain/mail.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { peopleFilterSchema, type PeopleFilter } from '#shared/domain/people-filter.ts';
import { createPeopleFinder } from '#shared/domain/people-finder.ts';
import { given } from '#shared/lib/given.ts';
import { affectedPeople } from '#shared/records/breach-people.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { peopleFacts } from '#shared/records/people-facts.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { mailConversation } from '../mail.ts';
import { templateInLanguage } from '../template-language.ts';
import { type Reach, reachOf } from './reach.ts';

/** What a broadcast says, to whom and over what; a draft that is not stored yet has no id. */
export type BroadcastPlan = Pick<Broadcast, 'audience' | 'accountId' | 'templateId' | 'values' | 'mail'> & {
  id?: string;
};

/** Somebody who gets it, and what they get. */
export interface Reached {
  contact: Contact;
  reach: Reach;
  text: string;
  by: ByTemplate | ByMail;
}

interface ByTemplate {
  template: MessageTemplate;
  content: TemplateContent;
}

export interface ByMail {
  subject: string;
  to: string;
}

export interface Reaches {
  reached: Reached[];
  leftOut: { contact: Contact; why: LeftOutWhy }[];
}

/** Everybody whom a broadcast is meant for: who would get it now, and who would not and why. `now`: epoch milliseconds. */
export function whomItReaches(records: RecordReader, plan: BroadcastPlan, now: number): Reaches {
  const found: Reaches = { reached: [], leftOut: [] };
  const elsewhere = reachedElsewhere(records, plan.id, now);
  const taken = new Set<string>();
  for (const contact of peopleOf(records, plan.audience, now)) {
    const one = reachOne(records, plan, contact, now);
    const why = 'why' in one ? one.why : elsewhere.has(contact.id) ? 'elsewhere' : undefined;
    if ('why' in one || why !== undefined) found.leftOut.push({ contact, why: why! });
    else if (taken.has(one.reach.key)) found.leftOut.push({ contact, why: 'sameNumber' });
    else {
      taken.add(one.reach.key);
      found.reached.push(one);
    }
  }
  return found;
}

/** Whether this one gets it, by everything that concerns them alone; asked again when it is their turn. */
export function reachOne(
  records: RecordReader,
  plan: BroadcastPlan,
  contact: Contact,
  now: number,
): Reached | { why: LeftOutWhy } {
  const template =
    plan.templateId === undefined
      ? undefined
      : templateInLanguage(records, plan.templateId, contact.language);
  const channel = plan.mail === undefined ? 'whatsapp' : 'email';
  const purpose = purposeOf(plan);
  const to = { contactId: contact.id, channel } as const;
  const refused = refusalOf(records, to, { purpose, template, now });
  if (refused !== undefined) return { why: refused };
  const talks = contactsOf(records, contact.id).flatMap((id) => records.by('conversations', 'contactId', id));
  if (talks.some((talk) => openDangers(talk).length > 0)) return { why: 'danger' };
  if (purpose === 'marketing' && talks.some(isAside)) return { why: 'apart' };
  // What may be a wish to get no more counts as one until somebody has looked at it.
  if (purpose === 'marketing' && talks.some(({ stopQuestion }) => stopQuestion !== undefined))
    return { why: 'optedOut' };
  const business = records.get('business', 'business');
  if (business === undefined) return { why: 'missing' };
  return plan.mail === undefined
    ? byTemplate(records, plan, { contact, business, template })
    : byMail(records, { ...plan, mail: plan.mail }, { contact, business });
}

interface Somebody {
  contact: Contact;
  business: Business;
}

function byTemplate(
  records: RecordReader,
  { accountId, values }: BroadcastPlan,
  { contact, business, template }: Somebody & { template: MessageTemplate | undefined },
): Reached | { why: LeftOutWhy } {
  const reach = reachOf(records, contact, accountId);
  if (reach === undefined) return { why: 'noNumber' };
  if (reach === 'other') return { why: 'sameNumber' };
  if (template === undefined) return { why: 'missing' };
  const filled = Object.fromEntries(
    templateFields(template).map(({ key }) => [
      key,
      fillPlace(values[key] ?? { words: '' }, { contact, business }) ?? '',
    ]),
  );
  const content = fillTemplate(template, filled);
  if (!content.ok) return { why: 'missing' };
  const text = templateText(previewTemplate(template, filled));
  return { contact, reach, text, by: { template, content: content.value } };
}

function byMail(
  records: RecordReader,
  { accountId, mail }: BroadcastPlan & { mail: MailWords },
  { contact, business }: Somebody,
): Reached | { why: LeftOutWhy } {
  const [to] = mailAddressesOf(contact);
  if (to === undefined) return { why: 'noAddress' };
  const filled = fillMail(mail, { contact, business });
  if (filled === undefined) return { why: 'missing' };
  const conversation = mailConversation(records, contact.id, accountId);
  const reach = { key: mailAddressId(to), country: undefined, ...given({ conversation }) };
  return { contact, reach, text: filled.text, by: { subject: filled.subject, to } };
}

const whyOf: Record<string, LeftOutWhy> = {
  'contact.in-bin': 'bin',
  'contact.restricted': 'restricted',
  'contact.do-not-contact': 'doNotContact',
  'contact.minor': 'minor',
  'consent.unsaid': 'noConsent',
  'consent.withdrawn': 'optedOut',
};

interface Intended {
  purpose: 'marketing' | 'rights';
  template: MessageTemplate | undefined;
  now: number;
}

/** What the law or they themselves say against it. */
function refusalOf(
  records: RecordReader,
  to: Pick<Conversation, 'contactId' | 'channel'>,
  { purpose, template, now }: Intended,
): LeftOutWhy | undefined {
  const named = template && { name: template.name, language: template.language, components: [] };
  const sending = {
    purpose,
    autopilot: true,
    writtenAt: now,
    content: { template: named },
  } as const;
  const may = checkRight(records, to, sending, now);
  return may.ok ? undefined : (whyOf[may.error.code] ?? 'refused');
}

/** Whom the owner has chosen, each once: who was merged into somebody is that one. */
function peopleOf(records: RecordReader, audience: Broadcast['audience'], now: number): Contact[] {
  if (audience.of === 'breach') return concernedBy(records, audience.breachId, now);
  const contacts = [...records.all('contacts')];
  const find = createPeopleFinder(contacts, {
    factsOf: peopleFacts(records),
    fields: fieldsOf(records.all('customFields'), 'contacts'),
  });
  const rows = new Set(filtersOf(records, audience).flatMap((filter) => find(filter, now)));
  return Array.from(rows, (row) => contacts[row]!).toSorted(byName);
}

/** Those whom a breach concerns; nobody before its record says who. */
function concernedBy(records: RecordReader, breachId = '', now: number): Contact[] {
  const affected = records.get('breaches', breachId)?.affected;
  return affected === undefined ? [] : affectedPeople(records, affected, now).toSorted(byName);
}

function byName(a: Contact, b: Contact): number {
  return a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}

function filtersOf(
  records: RecordReader,
  { of, segmentId = '', tags = [] }: Broadcast['audience'],
): PeopleFilter[] {
  if (of === 'all') return [{}];
  if (of === 'breach') return [];
  if (of === 'tags') return tags.map((tag) => ({ tag }));
  const segment = records.get('segments', segmentId);
  // What a newer version asks for and this one does not know must not make it reach more people.
  const filter = segment && peopleFilterSchema.strict().safeParse(segment.filter).data;
  return filter === undefined ? [] : [filter];
}

/** Who waits for another broadcast: two at once would be one too many. */
function reachedElsewhere(records: RecordReader, own: string | undefined, now: number): Set<string> {
  const running = [...records.all('broadcasts')].filter(
    (one) => one.id !== own && ['waiting', 'running', 'paused'].includes(stageOf(one, now)),
  );
  const waiting = running.flatMap(({ id }) => records.by('broadcastRecipients', 'broadcastId', id));
  return new Set(waiting.filter(isWaiting).map(({ contactId }) => contactId));
}
