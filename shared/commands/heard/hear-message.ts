import type { Heard } from '#shared/agent/heard/hear.ts';
import { hear } from '#shared/agent/heard/hear.ts';
import { readYesOrNo } from '#shared/agent/heard/yes-or-no.ts';
import type { ConsentEvent, ConsentPurpose } from '#shared/domain/consent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { type SaidMessage, withTranscript } from '#shared/domain/transcript.ts';
import { contentId } from '#shared/lib/hash.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** People in danger write in pieces: what they wrote within this time is heard together. */
const together = 2 * 60 * 1000;
const longestPiece = 300;

/**
 * What is heard first in what a customer writes, before anything answers it: danger is marked at the conversation,
 * stop becomes an event of the contact. The same message leads to the same records on every device.
 */
export function hearMessage(draft: RecordWriter, message: SaidMessage, identityId: string | undefined): void {
  const { text = '', conversationId, past } = message;
  const conversation = draft.get('conversations', conversationId);
  if (text.trim() === '' || past === true || conversation === undefined) return;
  const heard = hearTogether(draft, conversation, message);
  if (heard.danger !== undefined) markDanger(draft, message, heard);
  if (identityId === undefined) return;
  const said = { message, identityId, channel: conversation.channel };
  if (heard.stop === 'clear') recordStop(draft, said, heard.stops ?? 'messages');
  else if (conversation.stopQuestion?.askedAt !== undefined) takeAnswer(draft, said);
  else if (heard.stop === 'ambiguous' && heard.danger === undefined)
    draft.patch('conversations', conversationId, {
      stopQuestion: { messageId: message.id, at: message.at, words: short(text), language: heard.language },
    });
}

function hearTogether(
  records: RecordReader,
  { id, dangers = {} }: Conversation,
  message: SaidMessage,
): Heard {
  const { text = '', at } = message;
  const trade = records.get('business', 'business')?.trade;
  const trades = trade === undefined ? [] : [trade];
  const heard = hear(text, { trades });
  if (heard.danger !== undefined || text.length > longestPiece) return heard;
  const before = messagesBy(records, 'conversationId', id)
    .filter((other) => other.direction === 'in' && other.id !== message.id)
    .filter((other) => Math.abs(at - other.at) <= together && dangers[other.id] === undefined)
    .toSorted((a, b) => a.at - b.at)
    .map((other) => withTranscript(other, records.get('transcripts', other.id)))
    .map((other) => (other.text ?? '').slice(0, longestPiece));
  if (before.length === 0) return heard;
  const { danger } = hear([...before.slice(-4), text].join('\n'), { trades });
  return danger === undefined ? heard : { ...heard, danger };
}

function markDanger(draft: RecordWriter, message: SaidMessage, heard: Heard): void {
  const { id, at, text = '', conversationId } = message;
  draft.putEntry('conversations', conversationId, 'dangers', id, {
    ...heard.danger!,
    language: heard.language,
    at,
    words: short(text),
    ...machineMark(message),
  });
  draft.patch('conversations', conversationId, { priority: 'urgent' });
}

interface Said {
  message: SaidMessage;
  identityId: string;
  channel: Conversation['channel'];
}

function takeAnswer(draft: RecordWriter, said: Said): void {
  const answer = readYesOrNo(said.message.text ?? '');
  if (answer === undefined) return;
  if (answer) recordStop(draft, said, 'messages', 'answer');
  draft.unset('conversations', said.message.conversationId, 'stopQuestion');
}

function recordStop(
  draft: RecordWriter,
  { message, identityId, channel }: Said,
  purpose: ConsentPurpose,
  basis: ConsentEvent['basis'] = 'message',
): void {
  const { id: messageId, at, text = '' } = message;
  const id = contentId(['consent', messageId, purpose]);
  if (draft.get('consents', id) !== undefined) return;
  const words = text.slice(0, 500).toWellFormed();
  const event = { id, identityId, purpose, channel, given: false, at, words, basis, messageId };
  draft.create('consents', { ...event, ...machineMark(message) });
  draft.unset('conversations', message.conversationId, 'stopQuestion');
}

function short(text: string): string {
  return text.trim().slice(0, 300).toWellFormed();
}

/** That a machine made out the words, for whoever reads them later. */
function machineMark({ machineRead }: SaidMessage): Pick<SaidMessage, 'machineRead'> {
  return machineRead === true ? { machineRead } : {};
}
