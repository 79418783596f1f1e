import type { Heard } from '#shared/agent/heard/hear.ts';
import { hear } from '#shared/agent/heard/hear.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Danger } from '#shared/domain/danger.ts';
import { type SaidMessage, withTranscript } from '#shared/domain/transcript.ts';
import { messagesBy, readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** People in danger write in pieces: what they wrote within this time is heard together. */
const together = 2 * 60 * 1000;
const longestPiece = 300;
const mostPieces = 4;

/** The trades that this business is in: what they read daily is no danger there. */
export function tradesOf(records: RecordReader): { trades: string[] } {
  const trade = records.get('business', 'business')?.trade;
  return { trades: trade === undefined ? [] : [trade] };
}

/** What is heard in what came by no conversation: a request on the public page, or a webhook. */
export function hearElsewhere(
  records: RecordReader,
  said: { text: string; at: number },
): {
  danger: Danger | undefined;
  /** Nothing that somebody may be in danger by: what is asked for can be done without a person. */
  isHarmless: boolean;
} {
  const { danger, language, mayBeDanger } = hear(said.text, tradesOf(records));
  return {
    danger: danger && markOf(said, danger, language),
    isHarmless: danger === undefined && !mayBeDanger,
  };
}

/**
 * Marks the danger that was heard in a message, and what it and the messages just after it say beside those before
 * them. The same messages lead to the same marks, in whatever order they come.
 */
export function markDangers(draft: RecordWriter, message: SaidMessage, heard: Heard): void {
  if (heard.danger !== undefined) markAlone(draft, message, heard);
  markTogetherAfter(draft, message);
}

/** After two conversations have become one: what was said in both is heard together. */
export function markDangersAgain(draft: RecordWriter, conversationId: string): void {
  const said = saidIn(draft, conversationId, () => true);
  for (const [index, each] of said.entries()) markTogether(draft, conversationId, each, said.slice(0, index));
}

/** Its sender took a message back: that there may be a danger stays known, in which words does not. */
export function forgetHeardWords(draft: RecordWriter, message: SaidMessage): void {
  const known = dangersOf(draft, message.conversationId)[message.id];
  if (known?.together === true) takeBack(draft, message);
  if (keepsHeardWords(draft, message)) put(draft, message, { ...known!, words: '' });
  markTogetherAfter(draft, message);
}

/** Whether the mark of a danger holds words of a message. */
export function keepsHeardWords(
  records: Pick<RecordReader, 'get'>,
  { id, conversationId }: Pick<SaidMessage, 'id' | 'conversationId'>,
): boolean {
  return (dangersOf(records, conversationId)[id]?.words ?? '') !== '';
}

/** Of several versions of one message the first one counts. */
function markAlone(draft: RecordWriter, message: SaidMessage, heard: Heard): void {
  const mark = markOf(message, heard.danger!, heard.language);
  const known = dangersOf(draft, message.conversationId)[message.id];
  const isFirst =
    known === undefined ||
    known.together === true ||
    mark.at < known.at ||
    (mark.at === known.at && mark.words < known.words);
  if (isFirst) put(draft, message, mark);
}

/** A changed message stands where it was first said. */
function markTogetherAfter(draft: RecordWriter, { id, conversationId }: SaidMessage): void {
  const changed = readMessage(draft, id)!;
  const said = saidIn(draft, conversationId, (at) => Math.abs(at - changed.at) <= 2 * together);
  for (const [index, each] of said.entries())
    if (compare(each, changed) >= 0 && each.at - changed.at <= together)
      markTogether(draft, conversationId, each, said.slice(0, index));
}

/** Whether a message is the one by which those before it become a danger. */
function markTogether(
  draft: RecordWriter,
  conversationId: string,
  message: SaidMessage,
  before: SaidMessage[],
): void {
  const dangers = dangersOf(draft, conversationId);
  const known = dangers[message.id];
  if (known !== undefined && known.together !== true) return;
  const found = heardTogether(draft, message, before, dangers);
  if (found !== undefined) put(draft, message, found);
  else if (known !== undefined) takeBack(draft, message);
}

function heardTogether(
  records: RecordReader,
  message: SaidMessage,
  before: SaidMessage[],
  dangers: Record<string, Danger>,
): Danger | undefined {
  const { text = '', at } = message;
  const pieces = before
    .filter((other) => at - other.at <= together)
    .filter(({ id }) => dangers[id] === undefined || dangers[id].together === true)
    .slice(-mostPieces)
    .map((other) => (other.text ?? '').slice(0, longestPiece));
  if (pieces.length === 0 || text.length > longestPiece) return undefined;
  const options = tradesOf(records);
  const { danger } = hear([...pieces, text].join('\n'), options);
  // What was heard before this message has its mark.
  if (danger === undefined || hear(pieces.join('\n'), options).danger !== undefined) return undefined;
  return { ...markOf(message, danger, hear(text, options).language), together: true };
}

/** It was another message by which it shows; what a person or the customer knows of already stays. */
function takeBack(draft: RecordWriter, { id, conversationId }: SaidMessage): void {
  const { dangers, dangersTaken = {}, dangersTold = {} } = draft.get('conversations', conversationId)!;
  if (dangersTaken[id] !== undefined || dangersTold[id] !== undefined) return;
  draft.removeEntry('conversations', conversationId, 'dangers', id);
  if (Object.keys(dangers ?? {}).length === 1) draft.unset('conversations', conversationId, 'dangers');
}

function markOf(
  message: Pick<SaidMessage, 'at' | 'text' | 'machineRead'>,
  danger: Heard['danger'] & object,
  language: Heard['language'],
): Danger {
  const { at, text = '', machineRead } = message;
  const words = text.trim().slice(0, 300).toWellFormed();
  return { ...danger, language, at, words, ...(machineRead === true && { machineRead }) };
}

function put(draft: RecordWriter, { id, conversationId }: SaidMessage, mark: Danger): void {
  draft.putEntry('conversations', conversationId, 'dangers', id, mark);
}

function dangersOf(
  records: Pick<RecordReader, 'get'>,
  conversationId: string,
): NonNullable<Conversation['dangers']> {
  return records.get('conversations', conversationId)?.dangers ?? {};
}

/** What the customer wrote at some time, in its order. */
function saidIn(
  records: RecordReader,
  conversationId: string,
  isWanted: (at: number) => boolean,
): SaidMessage[] {
  return messagesBy(records, 'conversationId', conversationId)
    .filter(({ direction, past, at }) => direction === 'in' && past !== true && isWanted(at))
    .map((message) => withTranscript(message, records.get('transcripts', message.id)))
    .filter(({ text = '' }) => text.trim() !== '')
    .toSorted(compare);
}

/** No two devices differ in the order of what was said in one second. */
function compare(a: SaidMessage, b: SaidMessage): number {
  return a.at - b.at || Number(a.id > b.id) - Number(a.id < b.id);
}
