import type { LegalHold } from '#shared/domain/retention/legal-hold.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** What has to stay, whatever its time is. */
export interface Held {
  /** Everything. */
  all: boolean;
  contact(id: string | undefined): boolean;
  job(id: string | undefined): boolean;
  conversation(id: string | undefined): boolean;
}

/** With a contact stays all that is about them, also after they were joined with another; with a job what led to it. */
export function legallyHeld(records: RecordReader, holds: readonly LegalHold[]): Held {
  return heldWhere(records, holds, () => false);
}

/** The same, and of those whose data are only kept: they have asked for just that. */
export function heldBy(records: RecordReader, holds: readonly LegalHold[]): Held {
  return heldWhere(records, holds, (id) => isKeptOnly(records, id));
}

function heldWhere(
  records: RecordReader,
  holds: readonly LegalHold[],
  isKept: (contactId: string) => boolean,
): Held {
  const all = holds.some(({ kind }) => kind === 'all');
  const named = (kind: LegalHold['kind']): string[] =>
    holds.flatMap((hold) => (hold.kind === kind ? (hold.subjectId ?? []) : []));
  const contacts = new Set(named('contacts').flatMap((id) => contactsOf(records, id)));
  const jobs = new Set(named('jobs'));
  const talks = new Set([...jobs].flatMap((id) => records.get('jobs', id)?.conversationId ?? []));
  const contact = (id: string | undefined): boolean =>
    all || (id !== undefined && (contacts.has(id) || isKept(id)));
  return {
    all,
    contact,
    job: (id) => all || (id !== undefined && (jobs.has(id) || contact(records.get('jobs', id)?.contactId))),
    conversation: (id) =>
      all || (id !== undefined && (talks.has(id) || contact(records.get('conversations', id)?.contactId))),
  };
}
