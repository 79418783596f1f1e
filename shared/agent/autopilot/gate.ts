import { channelRules } from '#shared/channels/channel.ts';
import { messagesBy } from '#shared/records/messages.ts';
import { isPaused, liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { defaultAutopilot, sendsByItself } from '#shared/domain/autopilot.ts';
import type { Business } from '#shared/domain/business.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { readAnswerToken } from '#shared/domain/reminder.ts';
import { isAside, isBlocked, isPrivate } from '#shared/domain/conversation-state.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import type { Problem } from '#shared/lib/result.ts';
import { hasHours, localTime, openShift } from '#shared/agent/clock.ts';
import { servedMember } from '#shared/agent/technician/served-member.ts';

/** What was written longer ago is answered by a person: after a pause or a restart nothing old is answered. */
export const oldestAnswered = 10 * 60 * 1000;

/** A person's answer keeps the assistant out for this long, where nobody switches it on again before. */
const humanPause = 7 * 24 * 60 * 60 * 1000;

/** Answers to taps for each answer to words. */
const mostTapsForTurn = 6;

/** Why the assistant may not answer. `code` is `autopilot.…`; the words are for the owner. */
export type Refusal = Problem;

/**
 * Whether the assistant may answer this message now, by the records as they are. It is asked before work is
 * begun and again inside the command that commits the answer. `undefined`: it may.
 */
export function refusalOf(
  records: RecordReader,
  conversationId: string,
  messageId: string,
  now: number,
  when: When = {},
): Refusal | undefined {
  const conversation = records.get('conversations', conversationId);
  const business = records.get('business', 'business');
  if (conversation === undefined || business === undefined)
    return refusal('gone', 'This conversation no longer exists.');
  const messages = saidIn(records, conversationId);
  return (
    websiteRefusal(conversation) ??
    memberRefusal(records, conversation) ??
    asideRefusal(conversation) ??
    settingsRefusal(records, conversation, business, now, when) ??
    heardRefusal(conversation) ??
    contactRefusal(records, conversation, now) ??
    messageRefusal(records, messages, messageId, now) ??
    turnRefusal(records, conversation, messages, now) ??
    windowRefusal(conversation, now)
  );
}

interface When {
  /** For what says nothing but that the business is closed. */
  closedToo?: boolean;
}

/** No channel vouches for who writes on the owner's site, and what they open next is not known. */
function websiteRefusal({ channel }: Conversation): Refusal | undefined {
  return channel === 'website'
    ? refusal('website', 'Somebody writes on your website: a person answers there.')
    : undefined;
}

/** Who belongs to the team is no customer. */
function memberRefusal(records: RecordReader, conversation: Conversation): Refusal | undefined {
  return servedMember(records, conversation) === undefined
    ? undefined
    : refusal('member', 'A member of the team writes here.');
}

/** Whoever is kept apart hears nothing by itself. */
function asideRefusal(conversation: Conversation): Refusal | undefined {
  return isAside(conversation) || isBlocked(conversation)
    ? refusal('aside', 'This sender is kept apart.')
    : undefined;
}

/** What was heard first keeps every other automatic word out until a person has taken it. */
function heardRefusal(conversation: Conversation): Refusal | undefined {
  if (openDangers(conversation).length > 0)
    return refusal('danger', 'Somebody may be in danger: a person has to look after them.');
  return conversation.stopQuestion === undefined
    ? undefined
    : refusal('stop-question', 'The customer may want no more messages.');
}

/** What the owner's settings say against an automatic word here and now. */
export function settingsRefusal(
  records: RecordReader,
  conversation: Conversation,
  business: Business,
  now: number,
  { closedToo = false }: When = {},
): Refusal | undefined {
  if (isPaused(records, 'autopilot') || isPaused(records, 'sends'))
    return refusal('paused', 'What goes out by itself is paused for the whole business.');
  if (!isPrivate(conversation))
    return refusal('group', 'More than one person reads this: a person should answer.');
  const { autopilot } = conversation;
  const settings = records.get('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
  if (!sendsByItself(settings)) return refusal('off', 'The assistant does not send by itself.');
  if (autopilot === 'off' || (autopilot === undefined && !settings.everyone))
    return refusal('not-here', 'The assistant is not switched on in this conversation.');
  if (settings.mode === 'always' || closedToo) return undefined;
  const isOpen = hasHours(business) && openShift(business, localTime(now, business.timeZone)) !== undefined;
  return isOpen
    ? undefined
    : refusal('closed', 'The business is closed, and the assistant answers in its hours only.');
}

function contactRefusal(records: RecordReader, conversation: Conversation, now: number): Refusal | undefined {
  const contact = records.get('contacts', conversation.contactId);
  if (contact === undefined) return refusal('gone', 'This contact no longer exists.');
  if (contact.binnedAt !== undefined) return refusal('in-bin', 'This contact is in the bin.');
  const may = checkRight(records, conversation, { autopilot: true, writtenAt: now }, now);
  return may.ok ? undefined : refusal('do-not-contact', 'This contact does not want to be contacted.');
}

function messageRefusal(
  records: RecordReader,
  messages: Message[],
  messageId: string,
  now: number,
): Refusal | undefined {
  const message = messages.find(({ id }) => id === messageId);
  if (message === undefined) return refusal('gone', 'This message no longer exists.');
  if (message.direction !== 'in') return refusal('own', 'The business wrote this message itself.');
  if (readAnswerToken(message.tap?.token ?? '') !== undefined)
    return refusal('reminder', 'The customer answered a reminder: a person looks at it.');
  if (message.type === 'call') return refusal('call', 'The customer called: a person should call back.');
  if (message.revokedAt !== undefined) return refusal('revoked', 'The customer took this message back.');
  if (now - message.at > oldestAnswered)
    return refusal('too-old', 'The customer wrote this a while ago: a person should answer.');
  if (message.at <= Math.max(liftedAt(records, 'autopilot'), liftedAt(records, 'sends')))
    return refusal('paused-then', 'The customer wrote while this was paused: a person should answer.');
  const newest = messages.at(-1)!;
  if (newest.direction === 'out') return refusal('answered', 'This message has been answered.');
  return newest.id === messageId ? undefined : refusal('not-newest', 'The customer has written again since.');
}

function turnRefusal(
  records: RecordReader,
  { autopilotFrom = 0 }: Conversation,
  messages: Message[],
  now: number,
): Refusal | undefined {
  const { maxTurns } = records.get('aiSettings', 'ai')?.autopilot ?? defaultAutopilot;
  const since = Math.max(autopilotFrom, now - humanPause);
  const isHuman = (message: Message) => message.direction === 'out' && message.autopilot !== true;
  if (messages.some((message) => isHuman(message) && message.at >= since))
    return refusal('human', 'A person of the business answers in this conversation.');
  const own = messages.filter((message) => message.autopilot === true && message.at >= since).length;
  // A tap asks for exactly one step; that these are many is bounded as well.
  const taps = messages.filter(({ tap, at }) => tap !== undefined && at >= since).length;
  return own - taps < maxTurns && own < maxTurns * mostTapsForTurn
    ? undefined
    : refusal('turns', `The assistant has answered ${maxTurns} times in a row without a person.`);
}

export function windowRefusal({ channel, lastInboundAt }: Conversation, now: number): Refusal | undefined {
  return channelRules(channel).replyWindow(lastInboundAt, now, 'assistant').open
    ? undefined
    : refusal('window', 'The time in which an answer is taken is over.');
}

/** What both sides have said, oldest first; reactions, notes and what waits for its time are nothing said. */
export function saidIn(records: RecordReader, conversationId: string): Message[] {
  const said = messagesBy(records, 'conversationId', conversationId).filter((message) => {
    const { direction, type, sendAt, attemptedAt } = message;
    const counts = (direction === 'in' || direction === 'out') && type !== 'reaction';
    const waits = sendAt !== undefined && attemptedAt === undefined;
    return counts && !waits;
  });
  return said.toSorted(compareMessages);
}

function refusal(code: string, message: string): Refusal {
  return { code: `autopilot.${code}`, message };
}
