import { t } from 'i18next';
import type { RecordPlace } from './open-record.ts';

/** The collections of what commands give back, by the first part of their names. */
const collections: Record<string, string> = {
  call: 'contacts',
  contact: 'contacts',
  conversation: 'conversations',
  invoice: 'documents',
  job: 'jobs',
  knowledge: 'knowledge',
};

/** What came of a command, in words: what is there now, and not what was asked for. */
export function doneWords(command: string, title: string): string {
  return t(`app:done.${command}`, { defaultValue: title });
}

/** The record that a command made or changed, where a room shows it. */
export function recordOf(command: string, value: unknown): RecordPlace | undefined {
  const collection = collections[command.split('.')[0] ?? ''];
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return collection === undefined || typeof id !== 'string' ? undefined : { collection, id };
}
