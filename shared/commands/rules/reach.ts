import { channelRules } from '#shared/channels/channel.ts';
import type { ConsentPurpose } from '#shared/domain/consent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { categoryAt } from '#shared/domain/message-template.ts';
import type { RuleAction } from '#shared/domain/own-rule.ts';
import { isPhoneNumber } from '#shared/domain/phone.ts';
import { whatsappAccounts } from '#shared/records/accounts.ts';
import { consentOf } from '#shared/records/consents.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { conversationFor } from '#shared/records/reminders.ts';
import type { Cause } from './cause.ts';

/** Over what a rule's message reaches its customer: a conversation, or one that is begun with their number. */
export type Reach = { talk: Conversation; begins?: { number: string; accountId: string } } | undefined;

/**
 * What a rule says goes where it is about. A template goes over WhatsApp wherever the customer has it, and else to their
 * phone, where they have agreed to that and the business writes from one number.
 */
export function reachOf(
  records: RecordReader,
  action: RuleAction & { do: 'reply' | 'template' },
  { conversationId = '', contactId }: Cause,
  now: number,
): Reach {
  const own = records.get('conversations', conversationId);
  if (action.do === 'reply') return own === undefined || !isPrivate(own) ? undefined : { talk: own };
  const isFit = own !== undefined && isPrivate(own) && channelRules(own.channel).hasTemplates;
  const known = isFit ? own : conversationFor(records, contactId);
  if (known !== undefined) return { talk: known };
  const begins = byPhone(records, action.templateId, contactId, now);
  return begins && { talk: noTalk(contactId), begins };
}

/** A conversation that is not there yet: what may stand against writing is asked of it all the same. */
export function noTalk(contactId: string): Conversation {
  return { id: '', contactId, channel: 'whatsapp', accountId: '', state: 'open', createdAt: 0, lastAt: 0 };
}

function byPhone(records: RecordReader, templateId: string, contactId: string, now: number) {
  const [accountId, ...others] = whatsappAccounts(records);
  const template = records.get('messageTemplates', templateId);
  if (accountId === undefined || others.length > 0 || template === undefined) return undefined;
  const purpose: ConsentPurpose = categoryAt(template, now) === 'MARKETING' ? 'marketing' : 'answers';
  if (consentOf(records, contactId, purpose, 'whatsapp').is !== 'given') return undefined;
  const country = records.get('business', 'business')?.country;
  const phones = Object.values(records.get('contacts', contactId)?.phones ?? {});
  const number = phones.find((phone) => isPhoneNumber(phone.number, country))?.number;
  return number === undefined ? undefined : { number, accountId };
}
