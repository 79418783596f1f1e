import { z } from 'zod';
import type { Act } from '#shared/domain/act.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { emergencyText, stopQuestionText } from '#shared/agent/heard/emergency-text.ts';
import { settingsRefusal, windowRefusal, oldestAnswered, saidIn } from '#shared/agent/autopilot/gate.ts';
import { businessOn, emergencyOn } from '#shared/domain/channel-settings.ts';
import type { MessagePurpose } from '#shared/domain/consent.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { isAside, isBlocked } from '#shared/domain/conversation-state.ts';
import { answerableSince, heardLanguages, openDangers } from '#shared/domain/danger.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import { leave, leavingAct } from './autopilot/leave.ts';
import { sayActs } from './autopilot/say.ts';
import { defineCommand } from './command.ts';
import { findConversation } from './conversation.ts';
import { heardIn, takeDangers } from './heard/take-dangers.ts';
import { queueText } from './message.ts';

/** A customer is told once what to do, and again where something else happens later. */
const toldAgainAfter = 30 * 60 * 1000;

const takeDanger = defineCommand({
  name: 'danger.take',
  title: 'Look after a customer in danger',
  args: z.object({ in: z.enum(heardIn), id: idSchema }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { in: collection, id }, context) {
    if (draft.get(collection, id) === undefined)
      return problem('danger.gone', 'This is not there any more. Nothing was changed.');
    takeDangers(draft, { collection, id }, context);
    return ok({ id });
  },
});

/** What to do, in the owner's words or ours: at once, and whatever else waits for an answer. */
const tellInDanger = defineCommand({
  name: 'danger.tell',
  title: 'Tell a customer in danger what to do',
  args: z.strictObject({ conversationId: idSchema, messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const danger = found.value.dangers?.[messageId];
    if (danger === undefined) return problem('danger.gone', 'No danger was heard in this message.');
    const message = saidIn(draft, conversationId).find(({ id }) => id === messageId);
    const may = maySpeak(draft, found.value, message, context.now);
    if (!may.ok) return may;
    if (wasTold(found.value, context.now)) return problem('danger.told', 'The customer has been told.');
    const own = draft.get('channelSettings', found.value.accountId);
    const settings = emergencyOn(draft.get('aiSettings', 'ai')?.emergency, own);
    const text = emergencyText(danger, businessOn(draft.get('business', 'business')!, own), settings);
    const sent = queueText(draft, found.value, assistantWords(text, message!, 'safety'), context);
    if (sent.ok) draft.putEntry('conversations', conversationId, 'dangersTold', messageId, context.now);
    return sent;
  },
});

/** Asks once whether a word for stop within a longer message was meant so. */
const askAboutStop = defineCommand({
  name: 'stop.ask',
  title: 'Ask whether a customer wants no more messages',
  args: z.strictObject({ conversationId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const { stopQuestion } = found.value;
    if (stopQuestion === undefined || stopQuestion.askedAt !== undefined)
      return problem('stop.asked', 'There is nothing to ask.');
    const message = saidIn(draft, conversationId).find(({ id }) => id === stopQuestion.messageId);
    const may = mayAnswerStop(draft, found.value, message, context.now);
    if (!may.ok) return may;
    const language = heardLanguages.find((each) => each === stopQuestion.language) ?? 'en';
    const words = assistantWords(stopQuestionText(language), message!, 'rights');
    const sent = queueText(draft, found.value, words, context);
    if (sent.ok)
      draft.patch('conversations', conversationId, {
        stopQuestion: { ...stopQuestion, askedAt: context.now },
      });
    return sent;
  },
});

/** Tells a customer once that their wish to get no more messages is noted; a person goes on here. */
const acknowledgeStop = defineCommand({
  name: 'stop.acknowledge',
  title: 'Tell a customer that they get no more messages',
  args: z.strictObject({ conversationId: idSchema, messageId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { conversationId, messageId }, context) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    const stops = [...draft.all('consents')].filter((event) => event.messageId === messageId && !event.given);
    if (stops.length === 0 || found.value.stopsTold?.[messageId] !== undefined)
      return problem('stop.told', 'There is nothing to acknowledge.');
    const message = saidIn(draft, conversationId).find(({ id }) => id === messageId);
    const may = mayAnswerStop(draft, found.value, message, context.now);
    if (!may.ok) return may;
    const heard = hearConversation(draft, conversationId, context.now);
    if (!heard.ok) return heard;
    const { scene, reading } = heard.value;
    const isAll = stops.some(({ purpose }) => purpose === 'answers');
    const act: Act = isAll ? leavingAct('stop') : { act: 'optedOut', of: 'reminders' };
    const said = sayActs(draft, [act], { scene, language: reading.language, purpose: 'rights' }, context);
    // Who wants no reminders goes on being answered.
    if (isAll) leave(draft, found.value, 'stop', said, context);
    else if (!said.ok) return said;
    draft.putEntry('conversations', conversationId, 'stopsTold', messageId, context.now);
    return ok({ id: conversationId });
  },
});

const settleStop = defineCommand({
  name: 'stop.settle',
  title: 'Say that a customer wants to go on getting messages',
  args: z.object({ conversationId: idSchema }),
  undoable: true,
  evenKeptOnly: true,
  run(draft, { conversationId }) {
    const found = findConversation(draft, conversationId);
    if (!found.ok) return found;
    draft.unset('conversations', conversationId, 'stopQuestion');
    return ok({ id: conversationId });
  },
});

/**
 * Whether a word may go out by itself to what was just written: settings, time, window; whoever holds it. `since`: it
 * could not be answered before.
 */
function maySpeak(
  records: RecordReader,
  conversation: Conversation,
  message: Message | undefined,
  now: number,
  since: number = message?.at ?? now,
): Result<void> {
  // To whom a person has blocked nothing goes by itself, whatever they write: a person decides.
  if (isBlocked(conversation) || isAside(conversation))
    return problem('conversation.aside', 'This sender is kept apart. Nothing was sent.');
  const business = records.get('business', 'business');
  if (message === undefined || business === undefined || message.revokedAt !== undefined)
    return problem('autopilot.gone', 'This message no longer exists.');
  if (now - since > oldestAnswered)
    return problem('autopilot.too-old', 'The customer wrote this a while ago: a person should answer.');
  const refused =
    settingsRefusal(records, asBeforeLeft(records, conversation), business, now) ??
    windowRefusal(conversation, now);
  return refused === undefined ? ok() : err(refused);
}

/** Whom a person has to look after, or nobody may write to, is told nothing else by itself. */
function mayAnswerStop(
  records: RecordReader,
  conversation: Conversation,
  message: Message | undefined,
  now: number,
): Result<void> {
  if (openDangers(conversation).length > 0)
    return problem('autopilot.danger', 'Somebody may be in danger: a person has to look after them.');
  const { contactId } = conversation;
  if (contactRefusal(records, contactId, 'answers') !== undefined)
    return problem('autopilot.do-not-contact', 'This contact does not want to be contacted.');
  const since = message && answerableSince(conversation, message.at, oldestAnswered);
  return maySpeak(records, conversation, message, now, since);
}

/** Where the assistant has left the conversation to a person, and nobody has written since, it still says these. */
function asBeforeLeft(records: RecordReader, conversation: Conversation): Conversation {
  const { id, autopilot, handedOff } = conversation;
  if (autopilot !== 'off' || handedOff === undefined) return conversation;
  const hasAnswered = saidIn(records, id).some(
    (message) => message.direction === 'out' && message.autopilot !== true && message.at > handedOff.at,
  );
  return hasAnswered ? conversation : { ...conversation, autopilot: 'on' };
}

function wasTold({ dangersTold = {} }: Conversation, now: number): boolean {
  return Object.values(dangersTold).some((at) => now - at < toldAgainAfter);
}

function assistantWords(text: string, { at }: Message, purpose: MessagePurpose) {
  return { text, author: 'assistant', autopilot: true, after: at, purpose } as const;
}

export const heardCommands = [takeDanger, tellInDanger, askAboutStop, acknowledgeStop, settleStop] as const;
