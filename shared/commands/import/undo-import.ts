import { z } from 'zod';
import type { CollectionName } from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import { type Import, undoMilliseconds } from '#shared/domain/import.ts';
import type { Imported } from '#shared/domain/imported.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { hangingOn } from '#shared/records/references.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';
import { takeCallsBack } from './calls.ts';
import { takeChatBack } from './chat.ts';
import { markOf, markOfRecord } from './import.ts';

/** How many records one command takes back: so few that nothing else has to wait for it. */
const atOnce = 500;

/** The kinds of record that an import makes or adds to, in the order in which they are taken back. */
const takenBack = {
  contacts: ['contacts'],
  services: ['services'],
  jobs: ['jobs', 'contacts'],
  invoices: ['pastInvoices', 'contacts'],
  chats: [],
  calls: [],
} as const satisfies Record<Import['what'], readonly CollectionName[]>;
type TakenBack = (typeof takenBack)[Import['what']][number];

/** A record with what it has of imports. */
interface Brought {
  id: string;
  imported?: Imported | undefined;
}

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
    if (found.at + undoMilliseconds < now && found.undoneAt === undefined)
      return problem('import.late', 'This import was more than 30 days ago. What it brought in stays.');
    if (found.what === 'calls') return takeCallsBack(draft, found, { now, atOnce });
    if (found.what === 'chats') return takeChatBack(draft, found, { now, atOnce });
    const done = { removed: 0, restored: 0, stayed: 0 };
    const part = nextPart(draft, takenBack[found.what], id);
    for (const { of, record } of part) done[takeBack(draft, of, record, id)]++;
    const isDone = part.length < atOnce;
    if (isDone && found.undoneAt === undefined) draft.patch('imports', id, { undoneAt: now });
    return ok({ ...done, isDone });
  },
});

/** Records of the import that were not looked at yet. */
function nextPart(
  records: RecordReader,
  kinds: readonly TakenBack[],
  importId: string,
): { of: TakenBack; record: Brought }[] {
  const part: { of: TakenBack; record: Brought }[] = [];
  for (const of of kinds)
    for (const record of records.all(of)) {
      const entry = record.imported?.[importId];
      if (entry !== undefined && entry.kept !== true) part.push({ of, record });
      if (part.length === atOnce) return part;
    }
  return part;
}

function takeBack(
  draft: RecordWriter,
  of: TakenBack,
  record: Brought,
  importId: string,
): 'removed' | 'restored' | 'stayed' {
  const { imported = {}, ...rest } = record;
  const entry = imported[importId]!;
  const filled = Object.entries(entry.filled ?? {});
  const own = filled.flatMap(([place, mark]) => belonging(draft, place, mark) ?? []);
  const isAlone = Object.keys(imported).length === 1;
  const isUntouched =
    entry.made === markOfRecord(rest) &&
    isAlone &&
    own.every(({ isAsMade, uses }) => isAsMade && uses === 0) &&
    !isUsed(draft, of, record.id, new Set(own.map(({ id }) => id)));
  if (isUntouched) {
    for (const each of own) draft.remove(each.of, each.id);
    draft.remove(of, record.id);
    return 'removed';
  }
  // Of what was made and stays, all stays.
  const stayed = entry.made === undefined && takeFilledBack(draft, of, record, filled);
  if (entry.made !== undefined || stayed) {
    draft.putEntry(of, record.id, 'imported', importId, { ...entry, kept: true });
    return 'stayed';
  }
  draft.removeEntry(of, record.id, 'imported', importId);
  return 'restored';
}

/** A record of its own that the import has hung on another: a visit of a job, a site of a customer. */
function belonging(records: RecordReader, place: string, mark: string) {
  const [, of, id] = /^(visits|sites)\.(.+)$/.exec(place) ?? [];
  const name = of as 'visits' | 'sites' | undefined;
  const record = name === undefined ? undefined : records.get(name, id!);
  if (name === undefined || record === undefined) return undefined;
  const uses = hangingOn(records, name, id!).length;
  return { of: name, id: id!, isAsMade: markOfRecord(record) === mark, uses };
}

/** Whether something of it was changed since, and so stays. */
function takeFilledBack(
  draft: RecordWriter,
  of: TakenBack,
  record: Brought,
  filled: [string, string][],
): boolean {
  let stayed = false;
  for (const [place, mark] of filled) {
    const own = belonging(draft, place, mark);
    if (own !== undefined) {
      if (own.isAsMade && own.uses === 0) draft.remove(own.of, own.id);
      else stayed = true;
      continue;
    }
    const dot = place.indexOf('.');
    const [field, key] = dot === -1 ? [place] : [place.slice(0, dot), place.slice(dot + 1)];
    const held: unknown = (record as unknown as Record<string, unknown>)[field];
    const value = key === undefined ? held : (held as Record<string, unknown> | undefined)?.[key];
    // Somebody has taken it out: nothing is left to take back.
    if (value === undefined) continue;
    if (markOf(value) !== mark) stayed = true;
    else if (key === undefined) draft.unset(of, record.id, field as never);
    else draft.removeEntry(of, record.id, field as never, key);
  }
  return stayed;
}

/** Something hangs on it: a job, a message, a task. `except`: what the import itself has hung on it. */
function isUsed(records: RecordReader, of: TakenBack, id: string, except: ReadonlySet<string>): boolean {
  return hangingOn(records, of, id).some((each) => !except.has(each.id));
}
