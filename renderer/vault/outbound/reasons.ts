import { optOut } from '#shared/commands/heard/consents.ts';
import { goesOutUntil, type HeldWhy, type Message } from '#shared/domain/conversation.ts';
import { openDangers } from '#shared/domain/danger.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/**
 * Why a message for later does not go out after all; looked at when its time has come and everything that waited was
 * read, because much may have happened since it was written.
 */
export function reasonToHold(records: RecordReader, message: Message, now: number): HeldWhy | undefined {
  const conversation = records.get('conversations', message.conversationId);
  if (message.sendAt === undefined || conversation === undefined) return undefined;
  // Meta dates what customers write by whole seconds: within the same one it counts as later.
  const written = Math.floor((message.statuses?.['queued'] ?? message.at) / 1000) * 1000;
  if (openDangers(conversation).length > 0) return 'danger';
  if (message.unlessAnswered === true && (conversation.lastInboundAt ?? 0) >= written) return 'answered';
  if (hasStopped(records, message, conversation.contactId, written)) return 'stopped';
  return now > goesOutUntil(message) ? 'late' : undefined;
}

/** Since it was written; of what a rule has sent, reminders alone may have been stopped. */
function hasStopped(
  records: RecordReader,
  { until, ruleId }: Message,
  contactId: string,
  written: number,
): boolean {
  if (ruleId !== undefined && records.get('contacts', contactId)?.doNotContact === true) return true;
  const purposes = until === undefined ? (['messages'] as const) : (['messages', 'reminders'] as const);
  return purposes.some((purpose) => (optOut(records, contactId, purpose)?.at ?? 0) >= written);
}
