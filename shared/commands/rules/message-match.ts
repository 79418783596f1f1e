import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { RuleWhen } from '#shared/domain/own-rule.ts';
import { holdsLink, holdsWord } from '#shared/domain/rule-words.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isFromChannel } from '../inbox/join.ts';
import { businessHours, isOpenAt } from './working.ts';

/** Whether a message is one that a rule waits for. `said`: all of its conversation, the oldest first. */
export function meansMessage(
  records: RecordReader,
  when: RuleWhen & { on: 'message' },
  message: Message,
  { talk, said }: { talk: Conversation; said: readonly Message[] },
): boolean {
  const { words = [], hours, hasLink, isFirst } = when;
  const { text = '' } = message;
  return (
    message.revokedAt === undefined &&
    (words.length === 0 || holdsWord(text, words)) &&
    (hasLink !== true || holdsLink(text)) &&
    (isFirst !== true || isFirstEver(records, talk, message, said)) &&
    (hours === undefined || isOpen(records, message.at) === (hours === 'open'))
  );
}

/** Where nobody has said when the business is open, it is. */
function isOpen(records: RecordReader, at: number): boolean {
  const working = businessHours(records);
  return working === undefined || isOpenAt(at, working);
}

/** Nobody knew this sender before: no word from either side, no work, no entry of the owner's. */
function isFirstEver(
  records: RecordReader,
  { id, contactId }: Conversation,
  message: Message,
  said: readonly Message[],
): boolean {
  const contact = records.get('contacts', contactId);
  const others = records.by('conversations', 'contactId', contactId).some((other) => other.id !== id);
  const isKnown = contact === undefined || !isFromChannel(contact) || others;
  return !isKnown && said[0]?.id === message.id && records.by('jobs', 'contactId', contactId).length === 0;
}
