import { isAccounted, readMessage } from '#shared/agent/acts/read.ts';
import { openScene } from '#shared/agent/acts/scene.ts';
import { hear } from '#shared/agent/heard/hear.ts';
import { readYesOrNo } from '#shared/agent/heard/yes-or-no.ts';
import {
  type ConsentEvent,
  type ConsentPurpose,
  consentPurposes,
  endedByNoReminders,
  endedByStop,
} from '#shared/domain/consent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { SaidMessage } from '#shared/domain/transcript.ts';
import { contentId } from '#shared/lib/hash.ts';
import { hasWithdrawn } from '#shared/records/consents.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { markDangers, tradesOf } from './hear-danger.ts';

/**
 * What is heard first in what a customer writes, before anything answers it: danger is marked at the conversation,
 * stop becomes an event of the contact. The same message leads to the same records on every device.
 */
export function hearMessage(draft: RecordWriter, message: SaidMessage, identityId: string | undefined): void {
  const { text = '', conversationId, past } = message;
  const conversation = draft.get('conversations', conversationId);
  if (text.trim() === '' || past === true || conversation === undefined) return;
  const heard = hear(text, tradesOf(draft));
  markDangers(draft, message, heard);
  if (identityId === undefined) return;
  const said = { message, identityId };
  // What our own reader accounts for to the last word asks for a list, and not to be taken off one.
  const stop = heard.stop !== undefined && isRequest(draft, message) ? undefined : heard.stop;
  if (stop === 'clear')
    recordStop(draft, said, heard.stops === 'reminders' ? endedByNoReminders : endedByStop);
  else if (conversation.stopQuestion?.askedAt !== undefined) takeAnswer(draft, said);
  else if (stop === 'ambiguous' && heard.danger === undefined) {
    const { id: messageId, at } = message;
    raiseStopQuestion(draft, conversationId, { messageId, at, words: short(text), language: heard.language });
  }
}

function isRequest(draft: RecordWriter, { conversationId, text = '', at }: SaidMessage): boolean {
  const scene = openScene(draft, conversationId, at);
  return scene.ok && isAccounted(readMessage(text, scene.value));
}

/**
 * That a customer may want no more messages, by their newest words; whoever has said so clearly is not asked. A
 * question that was put to them stays.
 */
function raiseStopQuestion(
  draft: RecordWriter,
  conversationId: string,
  question: NonNullable<Conversation['stopQuestion']>,
): void {
  const { contactId, stopQuestion: known } = draft.get('conversations', conversationId)!;
  const isNewer =
    known === undefined ||
    question.at > known.at ||
    (question.at === known.at && question.messageId > known.messageId);
  if (!isNewer || known?.askedAt !== undefined) return;
  if (hasStopped(draft, contactId)) return;
  draft.patch('conversations', conversationId, { stopQuestion: question });
}

/** Two conversations became one: the question of the one is answered by what was said in the other. */
export function joinStopQuestions(
  draft: RecordWriter,
  conversationId: string,
  other: Conversation['stopQuestion'],
): void {
  const { contactId, stopQuestion } = draft.get('conversations', conversationId)!;
  if (other !== undefined) raiseStopQuestion(draft, conversationId, other);
  if (stopQuestion !== undefined && stopQuestion.askedAt === undefined && hasStopped(draft, contactId))
    draft.unset('conversations', conversationId, 'stopQuestion');
}

function hasStopped(records: RecordReader, contactId: string): boolean {
  return consentPurposes.some((purpose) => hasWithdrawn(records, contactId, purpose));
}

interface Said {
  message: SaidMessage;
  identityId: string;
}

function takeAnswer(draft: RecordWriter, said: Said): void {
  const answer = readYesOrNo(said.message.text ?? '');
  if (answer === undefined) return;
  if (answer) recordStop(draft, said, endedByStop, 'answer');
  draft.unset('conversations', said.message.conversationId, 'stopQuestion');
}

/** Said over one channel it counts for all of them. */
function recordStop(
  draft: RecordWriter,
  { message, identityId }: Said,
  purposes: readonly ConsentPurpose[],
  basis: ConsentEvent['basis'] = 'message',
): void {
  const { id: messageId, at, text = '' } = message;
  const known = draft.by('consents', 'identityId', identityId);
  const words = text.slice(0, 500).toWellFormed();
  for (const purpose of purposes) {
    if (known.some((one) => one.messageId === messageId && one.purpose === purpose)) continue;
    const said = { identityId, purpose, given: false, at, words, basis, messageId };
    const event = { ...said, ...machineMark(message) };
    draft.create('consents', { ...event, id: contentId(event) });
  }
  draft.unset('conversations', message.conversationId, 'stopQuestion');
}

function short(text: string): string {
  return text.trim().slice(0, 300).toWellFormed();
}

/** That a machine made out the words, for whoever reads them later. */
function machineMark({ machineRead }: SaidMessage): Pick<SaidMessage, 'machineRead'> {
  return machineRead === true ? { machineRead } : {};
}
