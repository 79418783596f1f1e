import { isInBin } from '#shared/domain/bin.ts';
import type { RuleRun } from '#shared/domain/own-rule.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** What makes a rule run, once on all devices: `runId` follows from it. */
export interface Cause extends Pick<RuleRun, 'contactId' | 'aboutKind' | 'aboutId' | 'at' | 'step'> {
  /** What of it happened: a message, a stage since a moment, an event of a job. */
  key: string;
  /** From when the rule runs; epoch milliseconds, like `at`. */
  dueAt: number;
  /** Over which a message would go out. */
  conversationId?: string | undefined;
  messageId?: string | undefined;
}

/** What causes are looked for: when they fell due, and for which records. */
export interface CauseSpan {
  from: number;
  to: number;
  /** Only what is about these records. */
  only?: ReadonlySet<string> | undefined;
  /** Also what was settled since: for telling what a rule would have done. */
  isPast?: true;
}

/** Whether somebody is there no more, or is to go. */
export function isGone(records: RecordReader, contactId: string): boolean {
  const contact = records.get('contacts', contactId);
  return contact === undefined || isInBin(contact);
}
