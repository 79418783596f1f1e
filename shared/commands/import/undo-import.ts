import { z } from 'zod';
import type { Service } from '#shared/domain/business.ts';
import { idSchema } from '#shared/domain/common.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';
import { isPointedTo } from '../undo.ts';
import { markOf, markOfRecord } from './import.ts';

/** How many records one command takes back: so few that nothing else has to wait for it. */
const atOnce = 500;

/**
 * Takes an import back, a part at a time: `isDone` says whether there is more. What nobody has worked on since is
 * removed, what was added to somebody who was known goes; what was changed, or has something hanging on it, stays.
 */
export const undoImport = defineCommand({
  name: 'import.undo',
  title: 'Take an import back',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    const found = draft.get('imports', id);
    if (found === undefined) return problem('import.missing', 'This import is not known any more.');
    const { what } = found;
    const done = { removed: 0, restored: 0, stayed: 0 };
    const part = nextPart(draft, what, id);
    for (const record of part) done[takeBack(draft, what, record, id)]++;
    const isDone = part.length < atOnce;
    if (isDone && found.undoneAt === undefined) draft.patch('imports', id, { undoneAt: now });
    return ok({ ...done, isDone });
  },
});

/** Records of the import that were not looked at yet. */
function nextPart(
  records: RecordReader,
  what: 'contacts' | 'services',
  importId: string,
): (Contact | Service)[] {
  const part: (Contact | Service)[] = [];
  for (const record of records.all(what)) {
    const entry = record.imported?.[importId];
    if (entry !== undefined && entry.kept !== true) part.push(record);
    if (part.length === atOnce) break;
  }
  return part;
}

function takeBack(
  draft: RecordWriter,
  what: 'contacts' | 'services',
  record: Contact | Service,
  importId: string,
): 'removed' | 'restored' | 'stayed' {
  const { imported = {}, ...rest } = record;
  const entry = imported[importId]!;
  const isAlone = Object.keys(imported).length === 1;
  if (
    entry.made !== undefined &&
    isAlone &&
    entry.made === markOfRecord(rest) &&
    !isUsed(draft, what, record.id)
  ) {
    draft.remove(what, record.id);
    return 'removed';
  }
  const stayed = takeFilledBack(draft, what, record, entry.filled ?? {});
  if (entry.made !== undefined || stayed) {
    draft.putEntry(what, record.id, 'imported', importId, { ...entry, kept: true });
    return 'stayed';
  }
  draft.removeEntry(what, record.id, 'imported', importId);
  return 'restored';
}

/** Whether something of it was changed since, and so stays. */
function takeFilledBack(
  draft: RecordWriter,
  what: 'contacts' | 'services',
  record: Contact | Service,
  filled: Record<string, string>,
): boolean {
  let stayed = false;
  for (const [place, mark] of Object.entries(filled)) {
    const dot = place.indexOf('.');
    const [field, key] = dot === -1 ? [place] : [place.slice(0, dot), place.slice(dot + 1)];
    const held: unknown = record[field];
    const value = key === undefined ? held : (held as Record<string, unknown> | undefined)?.[key];
    // Somebody has taken it out: nothing is left to take back.
    if (value === undefined) continue;
    if (markOf(value) !== mark) stayed = true;
    else if (what === 'services') draft.unset('services', record.id, field as 'unit');
    else if (key === undefined) draft.unset('contacts', record.id, field as 'notes');
    else draft.removeEntry('contacts', record.id, field as 'phones', key);
  }
  return stayed;
}

/** Something hangs on it: a job, a message, a task. */
function isUsed(records: RecordReader, what: 'contacts' | 'services', id: string): boolean {
  return (
    isPointedTo(records, what, id) ||
    records.by('tasks', 'aboutId', id).length > 0 ||
    records.by('consents', 'contactId', id).length > 0
  );
}
