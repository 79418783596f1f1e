import type { AuditEntry } from '#shared/domain/audit.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { Work } from '#shared/lib/async.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { Archive } from '../archive/archive.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { AuditApi, AuditChoices, AuditFilter, AuditLine } from './api.ts';
import { createAuditEntries, fitsFilter } from './entries.ts';
import { partsOf } from './parts-of.ts';
import { createSignatures, monthOf, proofOfBooks } from './proof.ts';

/** How long entries are gathered before the window is told. */
const gatherMilliseconds = 100;

export type AuditLog = AuditApi;

/** The audit log as it is read. Of whoever never looks, it asks nothing: its index is made with the first question. */
export function createAuditLog(deps: {
  library: Library;
  changes: Pick<RecordChanges, 'mirror'>;
  archive: Archive;
  keyring: Pick<Keyring, 'roster' | 'canOpen'>;
  work: Work;
  /** The log holds more than before, or something else. */
  onChange(): void;
}): AuditLog {
  const { library, archive } = deps;
  const entries = createAuditEntries();
  const signatures = createSignatures({ books: shownBooks, keyring: deps.keyring });
  /** The books whose entries are in the index. */
  const read = new Set<string>();
  const tellLater = deps.work.alarm(deps.onChange);

  deps.changes.mirror((ids, collection, book) => {
    if (collection !== 'audit') return;
    signatures.forget();
    if (read.has(book)) takeIn(ids);
    tellLater.set(gatherMilliseconds);
  });

  function takeIn(ids: Set<string>): void {
    const found = [...ids].map((id) => library.get('audit', id));
    const isGone = found.some((entry) => entry === undefined);
    if (!isGone) return entries.add(found.filter((entry) => entry !== undefined));
    // What does not count any more is rare: all is read again with the next question.
    entries.clear();
    read.clear();
  }

  function shownBooks(): Book[] {
    const unshown = new Set(library.unshown);
    return library.books.filter(({ name, compartment }) => compartment === 'audit' && !unshown.has(name));
  }

  function readBooks(): void {
    for (const book of shownBooks()) {
      if (read.has(book.name)) continue;
      read.add(book.name);
      entries.add(book.tables.records('audit').values() as Iterable<AuditEntry>);
      signatures.forget();
    }
  }

  function lineOf(entry: AuditEntry): AuditLine {
    const reversed = entry.of === undefined ? undefined : firstOf(entry.of);
    return { id: entry.id, entry, reversed, signature: signatures.of(entry) };
  }

  /** What was done at first: an undo may be of a redo. */
  function firstOf(id: string): string | undefined {
    const seen = new Set<string>();
    let entry = entries.get(id);
    while (entry?.of !== undefined && !seen.has(entry.id)) {
      seen.add(entry.id);
      entry = entries.get(entry.of);
    }
    return entry?.command;
  }

  /** The newest closed month, unless all of it is before what is asked for. */
  function earlierMonth({ from }: AuditFilter): string | undefined {
    const name = archive.newestClosed('audit');
    if (name === undefined) return undefined;
    const month = monthOf(name);
    return from !== undefined && month < dayOf(from, 'UTC').slice(0, 7) ? undefined : month;
  }

  const asked = <T>(step: () => T): Result<T> => {
    readBooks();
    return ok(step());
  };

  return {
    auditPage: async (filter, limit, after) =>
      asked(() => {
        const records = filter.record === undefined ? undefined : partsOf(library, filter.record);
        const found = entries.newest((entry) => fitsFilter(entry, filter), limit + 1, after, records);
        const lines = found.slice(0, limit).map(lineOf);
        const last = lines.at(-1);
        const next =
          found.length > limit && last !== undefined ? { at: last.entry.at, id: last.id } : undefined;
        return { lines, next, earlierMonth: next === undefined ? earlierMonth(filter) : undefined };
      }),
    auditChoices: async () => asked(() => choicesIn(entries.all())),
    auditProof: async () =>
      asked(() => {
        const books = shownBooks();
        const closed = library.unshown.filter(
          (name) => name.startsWith('audit-') && deps.keyring.canOpen(name),
        );
        const all = Array.from(entries.all(), (entry) => signatures.of(entry));
        return {
          lines: all.length,
          byOthers: all.filter((signature) => signature === 'other').length,
          unknown: all.filter((signature) => signature === 'unknown').length,
          ...proofOfBooks({ library, archive, books, closed }),
          closed: closed.map(monthOf).toSorted(),
        };
      }),
    async openEarlierMonth() {
      await archive.openNewestClosed('audit');
      return ok();
    },
  };
}

function choicesIn(entries: Iterable<AuditEntry>): AuditChoices {
  const [members, devices, commands, rules] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  for (const { memberId, deviceId, command, rule } of entries) {
    members.add(memberId);
    devices.add(deviceId);
    commands.add(command);
    if (rule?.name === 'own') rules.add(rule.ruleId);
  }
  return { memberIds: [...members], deviceIds: [...devices], commands: [...commands], ruleIds: [...rules] };
}
