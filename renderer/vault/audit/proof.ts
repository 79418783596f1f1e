import type { AuditEntry } from '#shared/domain/audit.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Doubt } from '../books/doubts.ts';
import type { Book } from '../books/book.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { AuditProof, Signature } from './api.ts';

/** Who has signed the entries of the log. */
export interface Signatures {
  of(entry: AuditEntry): Signature;
  /** Entries have come, or the team is another one. */
  forget(): void;
}

export function createSignatures(deps: { books(): Book[]; keyring: Pick<Keyring, 'roster'> }): Signatures {
  let known: { authors: Map<string, string[]>; members: Map<string, string> } | undefined;

  function look(): NonNullable<typeof known> {
    const { devices, formerDevices = [] } = deps.keyring.roster.record;
    return {
      authors: new Map(deps.books().flatMap((book) => [...book.authorsIn('audit')])),
      members: new Map([...formerDevices, ...devices].map(({ id, memberId }) => [id, memberId])),
    };
  }

  return {
    of({ id, deviceId, memberId }) {
      known ??= look();
      const authors = known.authors.get(id) ?? [];
      if (authors.length === 0) return 'unknown';
      const member = known.members.get(deviceId);
      return authors.includes(deviceId) && (member === undefined || member === memberId) ? 'named' : 'other';
    },
    forget() {
      known = undefined;
    },
  };
}

interface ProofDeps {
  library: Library;
  archive: Pick<Archive, 'summary'>;
  books: Book[];
  closed: string[];
}

/** What of the books of the log is as it should be, and what is not. The lines are counted by who knows them. */
export function proofOfBooks(deps: ProofDeps): Omit<AuditProof, 'lines' | 'byOthers' | 'unknown' | 'closed'> {
  const { library, books } = deps;
  const summaries = deps.closed.flatMap((name) => deps.archive.summary(name)?.health ?? []);
  const health = [...books.map((book) => book.health()), ...summaries];
  const here = new Set([...books.map(({ name }) => name), ...deps.closed]);
  const isEmpty = new Set(health.filter(({ envelopes }) => envelopes === 0).map(({ book }) => book));
  const expected = [...library.all('books')]
    .map(({ id }) => id)
    .filter((id) => compartmentOf(id) === 'audit');
  const refusedInClosed = summaries.reduce((sum, { refused }) => sum + refused, 0);
  return {
    refused: books.reduce((sum, book) => sum + book.tables.unfit(), refusedInClosed),
    unreadable: health.reduce((sum, { unreadable, damaged }) => sum + unreadable + damaged, 0),
    incomplete: [...new Set(books.flatMap((book) => book.gaps()))],
    doubts: distinct(books.flatMap((book) => book.doubts())),
    missing: expected.filter((name) => !here.has(name) || isEmpty.has(name)).map(monthOf),
  };
}

/** `2026-08` of `audit-2026-08`. */
export function monthOf(book: string): string {
  return book.slice(book.indexOf('-') + 1);
}

function distinct(doubts: Doubt[]): Doubt[] {
  return [...new Map(doubts.map((doubt) => [`${doubt.kind} ${doubt.deviceId}`, doubt])).values()];
}
