import { isWithoutWords } from '#shared/domain/message-proof.ts';
import { readMessage, unsetState } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { forgetHeardWords, keepsHeardWords } from '../heard/hear-danger.ts';
import { lastLine, showAsLast } from './summary.ts';

/** What its sender took back is not kept: its words go, the place where it stood stays. */
export function eraseRevoked(draft: RecordWriter, id: string): void {
  const message = readMessage(draft, id)!;
  draft.empty('messages', id, message.revokedAt!);
  unsetState(draft, id, 'edits');
  draft.remove('transcripts', id);
  const erased = readMessage(draft, id)!;
  forgetHeardWords(draft, erased);
  showAsLast(draft, erased);
}

/**
 * Whether words of a message are still kept, or shown in the list, that its sender took back: two devices may take in
 * the same message while only one of them knows that it was.
 */
export function keepsRevokedWords(records: Pick<RecordReader, 'get'>, id: string): boolean {
  const written = records.get('messages', id);
  const message = readMessage(records, id);
  if (written === undefined || message?.revokedAt === undefined) return false;
  if (!isWithoutWords(written) || records.get('messageStates', id)?.edits !== undefined) return true;
  if (records.get('transcripts', id) !== undefined || keepsHeardWords(records, message)) return true;
  const talk = records.get('conversations', message.conversationId);
  return talk?.lastMessageId === id && talk.lastText !== lastLine(message);
}

/** Whether another device has noted what a machine made out in a recording that an owner has erased meanwhile. */
export function keepsErasedWords(records: Pick<RecordReader, 'get' | 'by'>, id: string): boolean {
  return (
    records.get('transcripts', id) !== undefined && records.by('talkErasures', 'recordId', id).length > 0
  );
}
