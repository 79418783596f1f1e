import type { Contact, Identity } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { countryOfNumber, isPhoneNumber, normalisePhone } from '#shared/domain/phone.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { identityId } from '../inbox/people.ts';

/** Where a template reaches somebody. */
export interface Reach {
  /** Whatever tells this recipient from all others: the identity's id, as two contacts may have one number. */
  key: string;
  /** The conversation over the number of ours that sends, where there is one. */
  conversation?: Conversation;
  /** In E.164, to begin one. */
  number?: string;
  /** ISO 3166-1 alpha-2. */
  country: string | undefined;
}

/** `undefined` where no number of theirs is known; `other`: it is reached under another contact. */
export function reachOf(
  records: RecordReader,
  contact: Contact,
  accountId: string,
): Reach | 'other' | undefined {
  const identities = records
    .by('identities', 'contactId', contact.id)
    .filter(({ channel, supersededAt }) => channel === 'whatsapp' && supersededAt === undefined)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  const conversation = conversationOver(records, contact.id, accountId);
  const own = identities.find(({ id }) => id === conversation?.identityId) ?? identities[0];
  if (conversation !== undefined && own !== undefined)
    return { key: own.id, conversation, country: countryOf(own) };
  const phone = identities.find(({ kind }) => kind === 'phone');
  if (phone !== undefined) {
    const number = `+${phone.value}`;
    return { key: phone.id, number, country: countryOf(phone) };
  }
  return byPhones(records, contact);
}

/** Somebody who has never written: by the first number that is one. */
function byPhones(records: RecordReader, { id, phones = {} }: Contact): Reach | 'other' | undefined {
  const home = records.get('business', 'business')?.country;
  const found = Object.values(phones).find(({ number }) => isPhoneNumber(number, home));
  if (found === undefined) return undefined;
  const number = normalisePhone(found.number, home);
  const key = identityId('phone', number.slice(1));
  const known = records.get('identities', key);
  return known !== undefined && known.contactId !== id
    ? 'other'
    : { key, number, country: countryOfNumber(number) };
}

function conversationOver(
  records: RecordReader,
  contactId: string,
  accountId: string,
): Conversation | undefined {
  return records
    .by('conversations', 'contactId', contactId)
    .filter((talk) => talk.channel === 'whatsapp' && talk.accountId === accountId && isPrivate(talk))
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1))[0];
}

function countryOf({ kind, value }: Identity): string | undefined {
  return kind === 'phone' ? countryOfNumber(`+${value}`) : undefined;
}
