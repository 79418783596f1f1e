import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import { reachOne } from '#shared/commands/broadcast/audience.ts';
import { dailyLimitOf, lastDay } from '#shared/commands/broadcast/limits.ts';
import { mailConversation } from '#shared/commands/mail.ts';
import { mediaKindOfMessage } from '#shared/domain/attachment.ts';
import { type Broadcast, type BroadcastRecipient, isWaiting } from '#shared/domain/broadcast/broadcast.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { given } from '#shared/lib/given.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { consentsOf } from '#shared/records/consents.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type DueReminder, reminderWay, remindersBetween } from '#shared/records/reminders.ts';
import { pairedChats } from '#shared/records/telegram.ts';
import { bareConsent, bareContact, bareConversation } from './bare.ts';
import { senderLimits } from './load.ts';
import type { FewRecords } from './records.ts';

/** The records of who is due, in as few words as sending needs, and what the business says of itself. */
export function dueRecords(
  records: RecordReader,
  waiting: Message[],
  now: number,
  until: number,
): FewRecords {
  const reminders = remindersBetween(records, now, until).slice(0, senderLimits.sends);
  const cast = broadcastsUntil(records, now, until);
  const messages = messagesUntil(records, waiting, until);
  const templateNames = new Set([
    ...reminders.map(({ rule }) => records.get('messageTemplates', rule.templateId ?? '')?.name),
    ...cast.broadcasts.map(({ templateId = '' }) => records.get('messageTemplates', templateId)?.name),
    ...messages.map(({ content }) => templateOf(content)?.name),
  ]);
  return {
    messages: messages.flatMap(({ id }) => records.get('messages', id) ?? []),
    messageStates: messages.flatMap(({ id }) => records.get('messageStates', id) ?? []),
    ...recordsOfPeople(records, messages, reminders, cast),
    ...recordsOfReminders(records, reminders),
    broadcasts: cast.broadcasts,
    broadcastRecipients: cast.recipients,
    ...recordsOfBusiness(records),
    ...recordsOfTelegram(records, now),
    // In each language: which one is used depends on the customer's.
    messageTemplates: [...records.all('messageTemplates')].filter(({ name }) => templateNames.has(name)),
  };
}

function messagesUntil(records: RecordReader, waiting: Message[], until: number): Message[] {
  return waiting
    .filter((message) => mediaKindOfMessage(message) === undefined && (message.sendAt ?? 0) <= until)
    .filter((message) => !isToSomebodyInBin(records, message))
    .toSorted((a, b) => (a.sendAt ?? a.at) - (b.sendAt ?? b.at))
    .slice(0, senderLimits.sends);
}

/** Who is written to, on which conversations, and what they have agreed to and refused. */
function recordsOfPeople(
  records: RecordReader,
  messages: Message[],
  reminders: DueReminder[],
  cast: Cast,
): FewRecords {
  const ways = reminders.flatMap(({ rule, contact }) => {
    const way = reminderWay(records, rule, contact);
    return way === undefined ? [] : [{ way, contactId: contact.id }];
  });
  const remindedByMail = ways.flatMap(({ way, contactId }) => (way.by === 'mail' ? [contactId] : []));
  const mailed = new Set([...cast.mailed, ...remindedByMail]);
  const mailbox = usualMailAccount(records);
  // Reminders and broadcasts call people by their names.
  const named = unique([
    ...reminders.map(({ contact }) => contact.id),
    ...cast.recipients.map(({ contactId }) => contactId),
  ]);
  const conversations = unique([
    ...messages.map(({ conversationId }) => conversationId),
    ...ways.flatMap(({ way }) => (way.by === 'template' ? way.talk.id : [])),
    ...remindedByMail.flatMap(
      (id) => (mailbox && mailConversation(records, id, accountIdOf(mailbox))?.id) ?? [],
    ),
    ...cast.conversationIds,
  ]).flatMap((id) => records.get('conversations', id) ?? []);
  // Who was merged with them comes along: what they have refused counts.
  const contacts = unique(
    [...named, ...conversations.map(({ contactId }) => contactId)].flatMap((id) => contactsOf(records, id)),
  ).flatMap((id) => records.get('contacts', id) ?? []);
  return {
    conversations: conversations.map(bareConversation),
    contacts: contacts.map((each) => bareContact(each, named.includes(each.id), mailed.has(each.id))),
    identities: contacts
      .flatMap(({ id }) => records.by('identities', 'contactId', id))
      .map(({ profileName: _name, profileNameAt: _at, ...bare }) => bare),
    consents: [...new Set(contacts.flatMap(({ id }) => consentsOf(records, id)))].map(bareConsent),
  };
}

/** The accounts by which messages go out, and by which rules. */
function recordsOfBusiness(records: RecordReader): FewRecords {
  return {
    business: [...records.all('business')],
    // The app's secret and the verify token are the relay's business.
    channels: Array.from(records.all('channels'), (channel) => ({
      ...channel,
      appSecret: '-',
      verifyToken: '-',
    })),
    channelSettings: [...records.all('channelSettings')],
    // To how many people may be written in a day.
    accountEvents: [...records.all('accountEvents')].filter(
      ({ field }) => field === 'phone_number_quality_update',
    ),
    mailAccounts: [...records.all('mailAccounts')],
    mailKeys: [...records.all('mailKeys')].filter(({ leftAt }) => leftAt === undefined),
    // Whoever is not to be trusted waits for a person then as well.
    rules: [...records.all('rules')].filter(({ actions }) =>
      actions.some((action) => action.do === 'quarantine'),
    ),
    pauses: [...records.all('pauses')].map(({ why: _why, ...bare }) => bare),
    aiSettings: [...records.all('aiSettings')],
    answerWords: [...records.all('answerWords')],
  };
}

function isToSomebodyInBin(records: RecordReader, { conversationId }: Message): boolean {
  const contactId = records.get('conversations', conversationId)?.contactId ?? '';
  return records.get('contacts', contactId)?.binnedAt !== undefined;
}

interface Cast {
  broadcasts: Broadcast[];
  recipients: BroadcastRecipient[];
  /** The contacts who get an e-mail. */
  mailed: string[];
  conversationIds: string[];
}

/**
 * The broadcasts of the coming time and who of them may be written to in a day: those with whom there is a conversation.
 * The others, and what Meta's limit leaves over, wait until somebody unlocks.
 */
function broadcastsUntil(records: RecordReader, now: number, until: number): Cast {
  const broadcasts = [...records.all('broadcasts')].filter(
    (one) => one.cancelled === undefined && one.scheduled !== undefined && (one.startAt ?? 0) <= until,
  );
  const reached = broadcasts.flatMap((broadcast) => {
    const written = lastDay(records, now, broadcast).size;
    const room = Math.max(0, Math.min(senderLimits.sends, dailyLimitOf(records, broadcast) - written));
    return records
      .by('broadcastRecipients', 'broadcastId', broadcast.id)
      .filter(isWaiting)
      .flatMap((recipient) => {
        const contact = records.get('contacts', recipient.contactId);
        const one = contact && reachOne(records, broadcast, contact, now);
        if (one === undefined || 'why' in one) return [];
        // An e-mail begins its conversation by itself; for a number somebody has to unlock.
        const talk = one.reach.conversation?.id;
        if (talk === undefined && !('to' in one.by)) return [];
        return [{ recipient, isMail: 'to' in one.by, conversationIds: talk === undefined ? [] : [talk] }];
      })
      .slice(0, room);
  });
  const taken = reached.slice(0, senderLimits.sends);
  const lastSent = broadcasts.flatMap(({ id }) => lastTurn(records, id) ?? []);
  return {
    broadcasts: broadcasts.map((broadcast) => ({ ...broadcast, name: '-' })),
    recipients: [...taken.map(({ recipient }) => recipient), ...lastSent],
    mailed: taken.filter(({ isMail }) => isMail).map(({ recipient }) => recipient.contactId),
    conversationIds: taken.flatMap(({ conversationIds }) => conversationIds),
  };
}

/** Who had their turn last: since then it goes on. */
function lastTurn(records: RecordReader, broadcastId: string) {
  return records
    .by('broadcastRecipients', 'broadcastId', broadcastId)
    .filter(({ sentAt }) => sentAt !== undefined)
    .toSorted((a, b) => b.sentAt! - a.sentAt!)[0];
}

/** The bot, its chats without links that wait, and by what was told lately that it was. */
function recordsOfTelegram(records: RecordReader, now: number): FewRecords {
  return {
    telegramBots: [...records.all('telegramBots')],
    telegramPairings: pairedChats(records),
    telegramAlerts: [...records.all('telegramAlerts')]
      .filter(({ at }) => at > now - toldLately)
      .map(({ id, at, pairingId, memberId, kind, reference, path }) => {
        return { id, at, pairingId, memberId, kind, reference, path };
      }),
  };
}

const toldLately = 24 * 60 * 60 * 1000;

/** The visits that are near, without notes and prices, and who is at their sites. */
function recordsOfReminders(records: RecordReader, reminders: DueReminder[]): FewRecords {
  const jobs = new Map(reminders.map(({ job }) => [job.id, job]));
  const visits = [...jobs.keys()].flatMap((id) => records.by('visits', 'jobId', id));
  const sites = unique([...jobs.values()].flatMap(({ siteId }) => siteId ?? []));
  return {
    reminderRules: [...records.all('reminderRules')],
    reminders: visits.flatMap(({ id }) => records.by('reminders', 'visitId', id)),
    visits: visits.map(({ id, createdAt, jobId, plannedFor, time, window }) => ({
      ...given({ window }),
      id,
      createdAt,
      jobId,
      plannedFor,
      time,
    })),
    jobs: Array.from(jobs.values(), ({ id, contactId, title, createdAt, siteId }) => ({
      id,
      contactId,
      title,
      createdAt,
      ...given({ siteId }),
    })),
    jobEvents: [...jobs.keys()].flatMap((id) => records.by('jobEvents', 'jobId', id)),
    relationships: sites.flatMap((id) => records.by('relationships', 'siteId', id)),
  };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
