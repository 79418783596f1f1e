import { type ConsentPurpose, consentState, holds, type MessagePurpose } from '#shared/domain/consent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, WrittenMessage } from '#shared/domain/conversation.ts';
import { marketingWish } from '#shared/domain/marketing.ts';
import { categoryAt, templateNameOf } from '#shared/domain/message-template.ts';
import { isLimited, isRestricted, type LimitKind } from '#shared/domain/restriction.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { consentsOf } from './consents.ts';
import { contactsOf, personOf } from './merged.ts';
import type { RecordReader } from './reader.ts';

/** What is to be sent, as far as it matters for whether it may be. */
export interface Sending extends Pick<WrittenMessage, 'purpose' | 'content' | 'autopilot' | 'ruleId'> {
  /** When it was written; epoch milliseconds. */
  writtenAt: number;
}

/**
 * Whether somebody may be sent this: the one place that decides it. It is asked when a message is written, by whomever,
 * and again when it is about to leave, locked or not. `now`: epoch milliseconds.
 */
export function checkRight(
  records: RecordReader,
  conversation: Pick<Conversation, 'contactId' | 'channel' | 'lastInboundAt'>,
  sending: Sending,
  now: number,
): Result<void> {
  const { contactId, channel } = conversation;
  const isAdvertising = isAdvertisingAt(records, sending, now);
  const purpose = sending.purpose ?? (isAdvertising ? 'marketing' : 'answers');
  const refused = refusalOfPerson(personOf(records, contactId), purpose);
  if (refused !== undefined) return err(refused);
  if (purpose === 'safety' || purpose === 'rights') return ok();
  const wish = channel === 'whatsapp' ? wishToMeta(records, contactId) : undefined;
  if ((isAdvertising || purpose === 'marketing') && wish?.stopped === true)
    return err(problems.withdrawn(purpose));
  const state = consentState(consentsOf(records, contactId), purpose, channel);
  if (holds(state, purpose)) return ok();
  if (state.is === 'unsaid')
    return purpose === 'marketing' && wish?.stopped === false ? ok() : err(problems.unsaid(purpose));
  const isAnswer = purpose === 'answers' && answersAfter(conversation, sending, state.by.at);
  return isAnswer ? ok() : err(problems.withdrawn(purpose));
}

/** Why this contact gets nothing of the kind, whatever else holds. */
export function contactRefusal(
  records: RecordReader,
  contactId: string,
  purpose: MessagePurpose,
): Problem | undefined {
  return refusalOfPerson(personOf(records, contactId), purpose);
}

/** Whether this contact’s data may only be kept, as whichever of the contacts that are one person. */
export function isKeptOnly(records: Pick<RecordReader, 'get'>, contactId: string): boolean {
  return personOf(records, contactId).some(isRestricted);
}

/** Whether somebody has said so of this person, as whichever of the contacts that are one. */
export function isLimitedPerson(
  records: Pick<RecordReader, 'get'>,
  contactId: string,
  kind: LimitKind,
): boolean {
  return personOf(records, contactId).some((contact) => isLimited(contact, kind));
}

function refusalOfPerson(person: Contact[], purpose: MessagePurpose): Problem | undefined {
  // The one to whom it goes: another one of the same person may be in the bin for that reason.
  if (person[0]?.binnedAt !== undefined) return problems.inBin;
  if (purpose === 'safety' || purpose === 'rights') return undefined;
  if (person.some(isRestricted)) return problems.restricted;
  if (person.some((each) => isLimited(each, 'doNotContact'))) return problems.doNotContact;
  const isBeyond = purpose === 'marketing' || purpose === 'reviews';
  return isBeyond && person.some((each) => isLimited(each, 'minor')) ? problems.minor : undefined;
}

function isAdvertisingAt(records: RecordReader, { content }: Sending, now: number): boolean {
  const template = templateNameOf(content);
  if (template === undefined) return false;
  return [...records.all('messageTemplates')].some(
    (known) =>
      known.name === template.name &&
      known.language === template.language &&
      categoryAt(known, now) === 'MARKETING',
  );
}

/** What they last told Meta about advertising, as whichever of the contacts that are one person. */
function wishToMeta(records: RecordReader, contactId: string) {
  return marketingWish(
    contactsOf(records, contactId).flatMap((id) => records.by('identities', 'contactId', id)),
  );
}

/** Whoever wanted no more messages and then writes may be answered: by a person, in words written after that. */
function answersAfter(
  { lastInboundAt = 0 }: Pick<Conversation, 'lastInboundAt'>,
  { autopilot, ruleId, writtenAt }: Sending,
  refusedAt: number,
): boolean {
  const isByPerson = autopilot !== true && ruleId === undefined;
  return isByPerson && lastInboundAt > refusedAt && writtenAt > refusedAt;
}

const noun: Record<ConsentPurpose, string> = {
  answers: 'messages',
  visitReminders: 'reminders of visits',
  paymentReminders: 'reminders of payments',
  reviews: 'requests for a review',
  marketing: 'advertising',
};

const problems = {
  inBin: {
    code: 'contact.in-bin',
    message: 'This contact is in the bin. Nothing was sent.',
    remedy: 'Take it out first.',
  },
  restricted: {
    code: 'contact.restricted',
    message: 'This contact’s data may only be kept for now. Nothing was sent.',
    remedy: 'Lift the restriction at the contact, under Privacy, once they have been told.',
  },
  doNotContact: {
    code: 'contact.do-not-contact',
    message: 'This contact is not to be contacted. Nothing was sent.',
    remedy: 'If that has changed, change it at the contact, under Privacy.',
  },
  minor: {
    code: 'contact.minor',
    message:
      'This contact is a child, who gets no advertising and no requests for a review. Nothing was sent.',
  },
  unsaid: (purpose: ConsentPurpose) => ({
    code: 'consent.unsaid',
    message: `This customer has not agreed to ${noun[purpose]}. Nothing was sent.`,
    remedy: 'Ask them, and note what they say at the contact, under Privacy.',
  }),
  withdrawn: (purpose: ConsentPurpose) => ({
    code: 'consent.withdrawn',
    message: `This customer wants no ${noun[purpose]}. Nothing was sent.`,
    remedy:
      purpose === 'answers'
        ? 'Wait until they write, or call. If they want messages after all, note it at the contact, under Privacy.'
        : 'If that has changed, note it at the contact, under Privacy.',
  }),
} satisfies Record<string, Problem | ((purpose: ConsentPurpose) => Problem)>;
