import type { AiSettings, Business, Service } from '#shared/domain/business.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { type SaidMessage, withTranscript } from '#shared/domain/transcript.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Site } from '#shared/domain/site.ts';
import { dayOf } from '#shared/domain/day.ts';
import { onlyOpenEnquiry } from '#shared/records/enquiries.ts';
import { jobsBy } from '#shared/records/jobs.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isKeptOnly, isLimitedPerson } from '#shared/records/right-to-send.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { businessOn, filledSignature, voiceOn } from '#shared/domain/channel-settings.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { currentServices } from './beginning.ts';
import { matchServices } from './basic/services.ts';
import { type FoundKnowledge, findKnowledge, knowledgeOn } from './retrieval/find.ts';
import { availability, freeSlots, type Slot } from './slots.ts';

export interface InvoiceFacts {
  issued: IssuedDocument;
  /** Minor units received so far. */
  paid: bigint;
  /** Minor units still open. */
  open: bigint;
}

/** All that a reply may rest on, read once, so that draft, prompt and check speak of the same records. */
export interface ReplyFacts {
  /** Epoch milliseconds. */
  now: number;
  /** As the customers of this channel know it. */
  business: Business;
  /** The price list without its archived lines, in the owner's order. */
  services: Service[];
  contact: Contact | undefined;
  /** A child, who gets no score. */
  isMinor: boolean;
  /** The contact's, newest first. */
  jobs: PlannedJob[];
  /** Where these jobs are done. */
  sites: Site[];
  invoices: InvoiceFacts[];
  /** Sent and received, oldest first; the team's notes stay out. */
  messages: SaidMessage[];
  /** What of the approved knowledge may be told here and fits the customer's question, the best first. */
  knowledge: FoundKnowledge[];
  /** The next free times, for a visit of the length that the customer seems to ask for. */
  slots: Slot[];
  /** The enquiry that it is about, where there is one. */
  enquiry?: EnquiryFacts | undefined;
  /** How the owner wants answers written on this channel. */
  voice: Voice;
}

export interface EnquiryFacts {
  stage: string;
  /** Set by hand. */
  score?: number | undefined;
  /** Somebody has looked at it, or is to. */
  isLookedAt: boolean;
  /** The day on which an answer was expected is over. */
  isOverdue: boolean;
}

export type Voice = Pick<
  AiSettings,
  'tone' | 'persona' | 'signature' | 'guardRails' | 'doNotSay' | 'languages'
>;

/** Characters read of what a customer asks, so that no message can make a draft slow. */
const longestQuestion = 2000;

/** How much of a contact's past a reply may rest on. */
const recent = { messages: 60, jobs: 5, invoices: 5 };

/**
 * Reads what a reply to this conversation may rest on. `spoken`: with what a machine made out in voice notes, for what
 * a person reads before it goes out; never for an answer by itself.
 */
export function collectFacts(
  records: RecordReader,
  conversationId: string,
  now: number,
  { spoken = false } = {},
): Result<ReplyFacts> {
  const conversation = records.get('conversations', conversationId);
  if (conversation === undefined) return problem('draft.missing', 'This conversation no longer exists.');
  if (isAside(conversation))
    return problem(
      'draft.aside',
      'This sender is kept apart: the assistant reads nothing of them.',
      'Let them in first.',
    );
  if (isKeptOnly(records, conversation.contactId))
    return problem(
      'draft.restricted',
      'What is held about this contact may only be kept for now: the assistant reads nothing of them.',
      'An owner can lift this at the contact, under Privacy.',
    );
  const business = records.get('business', 'business');
  if (business === undefined) {
    return problem('draft.no-business', 'The business is not set up yet.', 'Fill in Settings → Business.');
  }
  const { contactId, accountId } = conversation;
  const own = records.get('channelSettings', accountId);
  const voice = voiceOn(records.get('aiSettings', 'ai') ?? defaultAiSettings, own);
  const here = businessOn(business, own);
  const jobs = jobsBy(records, 'contactId', contactId)
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, recent.jobs);
  const services = currentServices(records);
  const said = messagesOf(records, conversationId, recent.messages);
  const messages = spoken
    ? said.map((each) => withTranscript(each, records.get('transcripts', each.id)))
    : said;
  const question = questionOf(messages);
  const [asked] = matchServices(question, services);
  return ok({
    now,
    business: here,
    services,
    contact: records.get('contacts', contactId),
    isMinor: isLimitedPerson(records, contactId, 'minor'),
    enquiry: enquiryFacts(records, onlyOpenEnquiry(records, contactId), now),
    jobs,
    sites: jobs.flatMap(({ siteId }) => (siteId && records.get('sites', siteId)) || []),
    invoices: invoicesOf(records, contactId),
    messages,
    knowledge: findKnowledge(knowledgeOn(records, accountId), question),
    slots: freeSlots(availability(records, business, now), now, asked?.durationMinutes),
    voice: { ...voice, signature: filledSignature(voice.signature, here.phone) },
  });
}

/** What an enquiry says about itself. */
export function enquiryFacts(
  records: RecordReader,
  id: string | undefined,
  now: number,
): EnquiryFacts | undefined {
  const known = id === undefined ? undefined : records.get('enquiries', id);
  if (known === undefined) return undefined;
  const { stage, score, expectedOn } = known;
  const today = dayOf(now, businessTimeZone(records));
  const isLookedAt = jobsBy(records, 'enquiryId', known.id).some(
    ({ isAssessment, state }) => isAssessment === true && state !== 'cancelled',
  );
  return { stage, score, isLookedAt, isOverdue: expectedOn !== undefined && expectedOn < today };
}

/** What the customer wrote since the business last did; their last message where all are answered. */
export function unanswered(messages: Message[]): Message[] {
  const lastOut = messages.findLastIndex((message) => message.direction === 'out');
  const open = messages.slice(lastOut + 1).filter((message) => message.direction === 'in');
  if (open.length > 0) return open;
  return messages.filter((message) => message.direction === 'in').slice(-1);
}

/** What the customer asks, as one text. */
export function questionOf(messages: Message[]): string {
  const texts = unanswered(messages).map(({ text }) => text?.slice(0, longestQuestion) ?? '');
  return texts.join('\n').trim().slice(0, longestQuestion);
}

/** Sent and received, oldest first; the newest `most` of them. */
export function messagesOf(records: RecordReader, conversationId: string, most: number): Message[] {
  const own = messagesBy(records, 'conversationId', conversationId).filter(
    ({ direction }) => direction === 'in' || direction === 'out',
  );
  return own.toSorted(compareMessages).slice(-most);
}

function invoicesOf(records: RecordReader, contactId: string): InvoiceFacts[] {
  const issued = records.by('issued', 'contactId', contactId);
  const newest = issued.toSorted((a, b) => b.issuedAt - a.issuedAt).slice(0, recent.invoices);
  return newest.map((document) => {
    const received = records.by('payments', 'issuedId', document.id);
    const paid = received.reduce((sum, payment) => sum + BigInt(payment.amount), 0n);
    return { issued: document, paid, open: BigInt(document.totals.gross) - paid };
  });
}
