import { saidIn } from '#shared/agent/autopilot/gate.ts';
import { memberIn } from '#shared/agent/technician/served-member.ts';
import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import { mediaKindOfMessage } from '#shared/domain/attachment.ts';
import { reachOne } from '#shared/commands/broadcast/audience.ts';
import { mailConversation } from '#shared/commands/mail.ts';
import { dailyLimitOf, lastDay } from '#shared/commands/broadcast/limits.ts';
import { isWaiting } from '#shared/domain/broadcast/broadcast.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import type { ConsentEvent } from '#shared/domain/consent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { isLimited, isRestricted, type Limit, limitKinds } from '#shared/domain/restriction.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { given } from '#shared/lib/given.ts';
import type { Access } from '#shared/domain/roles.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { consentsOf } from '#shared/records/consents.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import { type DueReminder, reminderWay, remindersBetween } from '#shared/records/reminders.ts';
import type { Keybag } from '../keys/keybag.ts';
import { pairedChats } from '#shared/records/telegram.ts';
import type { FewRecords } from './records.ts';

/** How far a sender may go without the passphrase. */
export const senderLimits = {
  /** Milliseconds from locking on. */
  lasts: 72 * 60 * 60 * 1000,
  /** Messages, those that it writes by itself among them. */
  sends: 500,
} as const;

/** What is known of who writes and is not due: by the id of their identity, which is a hash. */
export interface Standing {
  autopilot?: 'on' | 'off';
  /** A person of the business answers here, or a member writes: it needs no word that something has come. */
  isAttended?: true;
  doNotContact?: true;
  /** Kept apart: nothing is said to them. */
  aside?: Conversation['aside'];
}

/** Everything that a sender holds, and so all that lies in memory while Plumbline is locked. */
export interface SenderLoad {
  /** Signs in at the relay and opens what waits there: no key of a book is in it, and none that opens such keys. */
  keybag: Keybag;
  relayUrl: string | undefined;
  claimsKey: Bytes | undefined;
  logKey: Bytes;
  /** Seals and opens the links by which people unsubscribe. */
  unsubscribeKey: Bytes | undefined;
  /** How many deliveries had been taken out of the inbox before; see `missedCount`. */
  takenBefore: number;
  records: FewRecords;
  standings: Record<string, Standing>;
  /** What members may do who are told in Telegram, by their ids. */
  access: Record<string, Access>;
  /** Epoch milliseconds. */
  until: number;
}

/** The keys that a sender needs of a device's. */
export function withoutBookKeys(keybag: Keybag): Keybag {
  const { restoredFrom: _restored, otherHistory: _other, ...kept } = keybag;
  return { ...kept, box: { publicKey: keybag.box.publicKey, privateKey: '' }, compartments: {} };
}

function isToSomebodyInBin(records: RecordReader, { conversationId }: Message): boolean {
  const contactId = records.get('conversations', conversationId)?.contactId ?? '';
  return records.get('contacts', contactId)?.binnedAt !== undefined;
}

/** The records of who is due, in as few words as sending needs, and what the business says of itself. */
export function dueRecords(
  records: RecordReader,
  waiting: Message[],
  now: number,
  until: number,
): FewRecords {
  const reminders = remindersBetween(records, now, until).slice(0, senderLimits.sends);
  const reminded = unique(reminders.map(({ contact }) => contact.id));
  const cast = broadcastsUntil(records, now, until);
  const ways = reminders.flatMap(({ rule, contact }) => {
    const way = reminderWay(records, rule, contact);
    return way === undefined ? [] : [{ way, contactId: contact.id }];
  });
  const remindedByMail = ways.flatMap(({ way, contactId }) => (way.by === 'mail' ? [contactId] : []));
  const mailed = new Set([...cast.mailed, ...remindedByMail]);
  const mailbox = usualMailAccount(records);
  // Both are called by their names.
  const named = unique([...reminded, ...cast.recipients.map(({ contactId }) => contactId)]);
  const messages = waiting
    .filter((message) => mediaKindOfMessage(message) === undefined && (message.sendAt ?? 0) <= until)
    .filter((message) => !isToSomebodyInBin(records, message))
    .toSorted((a, b) => (a.sendAt ?? a.at) - (b.sendAt ?? b.at))
    .slice(0, senderLimits.sends);
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
    messages: messages.flatMap(({ id }) => records.get('messages', id) ?? []),
    messageStates: messages.flatMap(({ id }) => records.get('messageStates', id) ?? []),
    conversations: conversations.map(bareConversation),
    // Reminders and broadcasts call people by their name and in their language: of nobody else these are given.
    contacts: contacts.map((each) => bareContact(each, named.includes(each.id), mailed.has(each.id))),
    ...recordsOfReminders(records, reminders),
    broadcasts: cast.broadcasts,
    broadcastRecipients: cast.recipients,
    // To how many people may be written in a day.
    accountEvents: [...records.all('accountEvents')].filter(
      ({ field }) => field === 'phone_number_quality_update',
    ),
    identities: contacts
      .flatMap(({ id }) => records.by('identities', 'contactId', id))
      .map(({ profileName: _name, profileNameAt: _at, ...bare }) => bare),
    consents: [...new Set(contacts.flatMap(({ id }) => consentsOf(records, id)))].map(bareConsent),
    // The app's secret and the verify token are the relay's business.
    channels: Array.from(records.all('channels'), (channel) => ({
      ...channel,
      appSecret: '-',
      verifyToken: '-',
    })),
    mailAccounts: [...records.all('mailAccounts')],
    mailKeys: [...records.all('mailKeys')].filter(({ leftAt }) => leftAt === undefined),
    channelSettings: [...records.all('channelSettings')],
    business: [...records.all('business')],
    // Whoever is not to be trusted waits for a person then as well.
    rules: [...records.all('rules')].filter(({ actions }) =>
      actions.some((action) => action.do === 'quarantine'),
    ),
    pauses: [...records.all('pauses')].map(({ why: _why, ...bare }) => bare),
    aiSettings: [...records.all('aiSettings')],
    answerWords: [...records.all('answerWords')],
    ...recordsOfTelegram(records, now),
    messageTemplates: [...records.all('messageTemplates')].filter(
      ({ name }) =>
        // In each language: which one is used depends on the customer's.
        reminders.some(({ rule }) => records.get('messageTemplates', rule.templateId ?? '')?.name === name) ||
        cast.broadcasts.some(
          ({ templateId = '' }) => records.get('messageTemplates', templateId)?.name === name,
        ) ||
        messages.some(({ content }) => templateOf(content)?.name === name),
    ),
  };
}

/** Whom nobody may answer by themselves, or who has been answered by a person lately. */
export function standings(records: RecordReader, now: number): Record<string, Standing> {
  const found: Record<string, Standing> = {};
  const members = [...records.all('members')];
  const country = records.get('business', 'business')?.country;
  for (const conversation of records.all('conversations')) {
    if (!isPrivate(conversation)) continue;
    const identities = records.by('identities', 'contactId', conversation.contactId);
    const isMember = memberIn(conversation, { identities, members, country }) !== undefined;
    const standing = standingOf(records, conversation, isMember, now);
    if (Object.keys(standing).length === 0) continue;
    for (const { id, channel } of identities) if (channel === conversation.channel) found[id] = standing;
  }
  return found;
}

const attendedFor = 7 * 24 * 60 * 60 * 1000;

function standingOf(
  records: RecordReader,
  { id, autopilot, autopilotFrom = 0, contactId, lastAt, aside }: Conversation,
  isMember: boolean,
  now: number,
): Standing {
  const since = Math.max(autopilotFrom, now - attendedFor);
  const isAnswered =
    lastAt >= since &&
    saidIn(records, id).some(
      (message) => message.direction === 'out' && message.autopilot !== true && message.at >= since,
    );
  return {
    ...(autopilot !== undefined && { autopilot }),
    ...(aside !== undefined && { aside }),
    ...((isMember || isAnswered) && { isAttended: true }),
    ...(contactRefusal(records, contactId, 'answers') !== undefined && { doNotContact: true }),
  };
}

/**
 * The broadcasts of the coming time and who of them may be written to in a day: those with whom there is a conversation.
 * The others, and what Meta's limit leaves over, wait until somebody unlocks.
 */
function broadcastsUntil(records: RecordReader, now: number, until: number) {
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

/** Without its last words, its labels and who looks after it. */
function bareConversation(conversation: Conversation): Conversation {
  const { id, contactId, channel, accountId, identityId, state, createdAt, lastAt } = conversation;
  const { groupId, postId } = conversation;
  const { lastInboundAt, lastArrivedAt, askedAt, askedArrivedAt, answeredAt, answeredUpTo } = conversation;
  const { autopilot, autopilotFrom, handedOff, dangers, dangersTaken, dangersTold, stopsTold } = conversation;
  const { aside, letInAt } = conversation;
  return {
    id,
    contactId,
    channel,
    accountId,
    state,
    createdAt,
    lastAt,
    ...given({
      identityId,
      groupId,
      postId,
      lastInboundAt,
      lastArrivedAt,
      askedAt,
      askedArrivedAt,
      answeredAt,
    }),
    ...given({ answeredUpTo, autopilot, autopilotFrom, handedOff, dangers, dangersTaken, dangersTold }),
    ...given({ stopsTold, aside, letInAt }),
  };
}

/** That something is not done with somebody, without who has said so and when. */
export function bareLimit(is: Limit['is']): Limit {
  return { is, at: 0, memberId: '-' };
}

/** Without phones, addresses and notes; the e-mail address of whom a broadcast goes to by e-mail. */
function bareContact(contact: Contact, isNamed: boolean, isMailed: boolean): Contact {
  const { id, createdAt, name, company, language, mergedInto, sameAs } = contact;
  const limits = limitKinds.filter((kind) => isLimited(contact, kind)).map((kind) => [kind, bareLimit(kind)]);
  const own = isNamed ? { name, ...given({ language, company }) } : { name: '-' };
  return {
    id,
    createdAt,
    ...own,
    ...(isMailed && given({ emails: contact.emails })),
    ...given({ mergedInto, sameAs }),
    ...(limits.length > 0 && { limits: Object.fromEntries(limits) }),
    // Why does not matter then.
    ...(isRestricted(contact) && { restrictions: { open: { at: createdAt, memberId: '-', why: '-' } } }),
  };
}

/** Without what was said and shown. */
function bareConsent({ id, at, purpose, given: isGiven, basis, ...event }: ConsentEvent): ConsentEvent {
  const { identityId, contactId, channel, lifts, messageId } = event;
  const bare = { id, at, purpose, given: isGiven, basis };
  return { ...bare, ...given({ identityId, contactId, channel, lifts, messageId }) };
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}
