import { isSamePhone } from '#shared/domain/phone.ts';
import { phonesIn } from './lookup.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { type Conversation, conversationIdOf } from '#shared/domain/conversation.ts';
import { isBlocked } from '#shared/domain/conversation-state.ts';
import type { CommandContext } from '../command.ts';
import { messagesBy, patchState } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { markDangersAgain } from '../heard/hear-danger.ts';
import { joinStopQuestions } from '../heard/hear-message.ts';
import { freshId } from '../suppression.ts';
import { dropEnquiry, isEnquiryUntouched, moveEnquiry } from './first-enquiry.ts';
import { ownName } from './names.ts';
import { summarise } from './summary.ts';

/** What a contact has that nobody but its channel has written to. */
const ownFields = new Set([
  'id',
  'createdAt',
  'name',
  'source',
  'phones',
  'origin',
  'sameAs',
  'onlyComments',
]);
/** The same of a conversation. */
const ownTalkFields = new Set(
  [
    'id contactId channel accountId identityId postId state createdAt past',
    'lastInboundAt lastArrivedAt askedAt askedArrivedAt answeredAt customerDeliveredUpTo customerReadUpTo',
    'lastAt lastText lastDirection lastMessageId dangers stopQuestion',
  ].flatMap((names) => names.split(' ')),
);

/** Deliveries are repeated for so long; what is older than that is not put in order any more. */
const longestDisorder = 7 * 24 * 60 * 60 * 1000;

export function isFromChannel({ source }: Contact): boolean {
  return (channelKinds as readonly (string | undefined)[]).includes(source);
}

/**
 * Whether a contact is as its channel made it, and young: nobody has looked at its conversations, named it or
 * written to it. Then it can be joined with another, as if all deliveries had come in the right order.
 */
export function isUntouched(records: RecordWriter, contactId: string, { now }: CommandContext): boolean {
  const contact = records.get('contacts', contactId);
  if (contact === undefined) return true;
  const isOwn = Object.keys(contact).every((field) => ownFields.has(field)) && isFromChannel(contact);
  const signs = contactsOf(records, contactId).slice(1);
  if (
    !isOwn ||
    !signs.every((id) => isSign(records.get('contacts', id))) ||
    now - contact.createdAt > longestDisorder ||
    contact.name !== ownName(records, contactId)
  )
    return false;
  return (
    isEnquiryUntouched(records, contactId) &&
    records.by('consents', 'contactId', contactId).length === 0 &&
    talksOf(records, contactId).every((talk) => isUntouchedTalk(records, talk))
  );
}

/** What is left of one that was joined by itself, and that nobody has put away, limited or named since. */
export function isSign(contact: Contact | undefined): boolean {
  if (contact === undefined) return true;
  const { mergedInto, ...rest } = contact;
  return mergedInto !== undefined && Object.keys(rest).every((field) => ownFields.has(field));
}

function isUntouchedTalk(records: RecordWriter, talk: Conversation): boolean {
  if (talk.state !== 'open' && talk.past !== true) return false;
  if (!Object.keys(talk).every((field) => ownTalkFields.has(field))) return false;
  if (talk.stopQuestion?.askedAt !== undefined) return false;
  const messages = messagesBy(records, 'conversationId', talk.id);
  return messages.every(({ direction, deviceId }) => direction !== 'note' && deviceId === undefined);
}

/**
 * Everything of one contact becomes another's, which is made where it is missing. The one stays as a sign to where its
 * own is, as after a merge: another device may note at the same time that they are not to be contacted.
 */
export function moveContact(
  draft: RecordWriter,
  [from, to]: [string, string],
  context: CommandContext,
): void {
  const contact = draft.get('contacts', from);
  const nameBefore = ownName(draft, to);
  for (const identity of draft.by('identities', 'contactId', from)) {
    draft.patch('identities', identity.id, { contactId: to });
  }
  if (contact !== undefined) {
    mergeInto(draft, contact, to);
    leaveSign(draft, from, to);
  }
  for (const talk of talksOf(draft, from)) moveTalk(draft, talk, { contactId: to, context });
  const joined = draft.get('contacts', to);
  if (joined !== undefined && isFromChannel(joined) && joined.name === nameBefore)
    draft.patch('contacts', to, { name: ownName(draft, to) });
}

function mergeInto(draft: RecordWriter, contact: Contact, to: string): void {
  const known = draft.get('contacts', to);
  const isKnown = known !== undefined && known.mergedInto === undefined;
  if (known === undefined || isFromChannel(known)) moveEnquiry(draft, contact.id, { id: to, isKnown });
  else dropEnquiry(draft, contact.id);
  if (known === undefined) draft.create('contacts', { ...contact, id: to });
  else {
    // It was left as a sign before, with the name of then.
    if (!isKnown) draft.patch('contacts', to, { name: contact.name });
    draft.unset('contacts', to, 'mergedInto');
    if (contact.origin !== undefined && contact.origin.at < (known.origin?.at ?? Number.POSITIVE_INFINITY))
      draft.patch('contacts', to, { origin: contact.origin });
  }
  const country = draft.get('business', 'business')?.country;
  for (const [key, phone] of Object.entries(contact.phones ?? {})) {
    const others = Object.values(draft.get('contacts', to)?.phones ?? {});
    if (!others.some(({ number }) => isSamePhone(number, phone.number, country)))
      draft.putEntry('contacts', to, 'phones', key, phone);
    phonesIn(draft).added(to, phone.number);
  }
}

function leaveSign(draft: RecordWriter, from: string, to: string): void {
  draft.patch('contacts', from, { mergedInto: to });
  draft.putEntry('contacts', from, 'sameAs', to, true);
  draft.putEntry('contacts', to, 'sameAs', from, true);
}

function moveTalk(
  draft: RecordWriter,
  talk: Conversation,
  { contactId, context }: { contactId: string; context: CommandContext },
): void {
  const { channel, accountId } = talk;
  const [known] = draft
    .by('conversations', 'contactId', contactId)
    .filter(
      (other) =>
        other.accountId === accountId &&
        other.channel === channel &&
        other.groupId === undefined &&
        other.postId === talk.postId,
    )
    .map(({ id }) => id)
    .toSorted();
  const id = known ?? freshId(draft, 'conversations', conversationIdOf(talk, contactId), context);
  if (known === undefined) {
    draft.create('conversations', { ...talk, id, contactId });
  } else keepNewest(draft, id, talk);
  for (const message of messagesBy(draft, 'conversationId', talk.id))
    patchState(draft, message.id, { conversationId: id });
  if (known !== undefined) moveHeard(draft, id, talk);
  draft.remove('conversations', talk.id);
  summarise(draft, id);
}

/** What was heard in a conversation, into the one that its messages have moved to. */
function moveHeard(draft: RecordWriter, id: string, { dangers = {}, stopQuestion }: Conversation): void {
  for (const [messageId, danger] of Object.entries(dangers))
    draft.putEntry('conversations', id, 'dangers', messageId, danger);
  markDangersAgain(draft, id);
  joinStopQuestions(draft, id, stopQuestion);
}

/** What the messages do not tell: from where the customer last wrote, and what of ours they have read. */
function keepNewest(draft: RecordWriter, id: string, other: Conversation): void {
  const known = draft.get('conversations', id)!;
  const isNewer =
    (other.lastInboundAt ?? 0) > (known.lastInboundAt ?? 0) ||
    (other.lastInboundAt === known.lastInboundAt && (other.identityId ?? '') > (known.identityId ?? ''));
  if (isNewer) draft.assign('conversations', id, { identityId: other.identityId });
  for (const field of ['customerDeliveredUpTo', 'customerReadUpTo'] as const) {
    const moment = Math.max(known[field] ?? 0, other[field] ?? 0);
    if (moment > 0) draft.patch('conversations', id, { [field]: moment });
  }
  // Who is blocked under one of two numbers is blocked; who waits for a person goes on waiting.
  if (other.aside !== undefined && !isBlocked(known))
    draft.patch('conversations', id, { aside: other.aside });
  if (other.past !== true && known.past === true) {
    draft.unset('conversations', id, 'past');
    draft.patch('conversations', id, { state: 'open' });
  }
}

function talksOf(records: RecordReader, contactId: string): Conversation[] {
  return records.by('conversations', 'contactId', contactId);
}
