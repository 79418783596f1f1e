import type { Contact } from '#shared/domain/contact.ts';
import type { Service } from '#shared/domain/business.ts';
import type { ContactRow, ServiceRow } from '#shared/domain/import.ts';
import type { Job } from '#shared/domain/job.ts';
import type { PastInvoice } from '#shared/domain/past-invoice.ts';
import { lastDigits, phoneKey } from '#shared/domain/phone.ts';
import { fold } from '#shared/lib/fold.ts';

/** What tells whether a row is of somebody who is known: little enough to be handed to a worker by the thousand. */
export interface KnownRecord {
  id: string;
  name: string;
  phones?: string[];
  emails?: string[];
  /** Of the imports that it came of. */
  rowIds?: string[];
  /** It is a job or an invoice that was brought in before: known by its row alone. */
  isWork?: true;
}

export function knownContact({ id, name, phones = {}, emails = {}, imported = {} }: Contact): KnownRecord {
  return {
    id,
    name,
    phones: Object.values(phones).map(({ number }) => number),
    emails: Object.values(emails).map(({ address }) => address),
    rowIds: Object.values(imported).flatMap(({ rowId = [] }) => rowId),
  };
}

export function knownService({ id, name, imported = {} }: Service): KnownRecord {
  return { id, name, rowIds: Object.values(imported).flatMap(({ rowId = [] }) => rowId) };
}

/** A job or an invoice that was brought in before. */
export function knownWork({ id, imported = {} }: Pick<Job | PastInvoice, 'id' | 'imported'>): KnownRecord {
  return { id, name: '', rowIds: Object.values(imported).flatMap(({ rowId = [] }) => rowId), isWork: true };
}

/** Records by what they are known by. */
export interface KnownIndex {
  add(record: KnownRecord): void;
  /** Everybody with a phone or an email of the row; where there is nobody, who came of the same row before. */
  find(row: ContactRow): KnownRecord[];
  /** The line of the price list with this name, or which came of the same row before. */
  findService(row: ServiceRow): KnownRecord[];
  /** Everybody with exactly this name. */
  findName(name: string): KnownRecord[];
  /** The job or the invoice that came of the same row before. */
  findWork(rowId: string): KnownRecord | undefined;
}

/** `country`: of the business, in which numbers without a country code are read. */
export function createKnownIndex(country: string): KnownIndex {
  const records = new Map<string, KnownRecord>();
  const work = new Map<string, KnownRecord>();
  const keys = new Map<string, string>();
  const byEmail = new Map<string, Set<string>>();
  const byDigits = new Map<string, { id: string; number: string; key?: string }[]>();
  const byRowId = new Map<string, Set<string>>();
  const byName = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, key: string, id: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(id));

  function add(record: KnownRecord): void {
    if (record.isWork === true) {
      for (const rowId of record.rowIds ?? []) work.set(rowId, record);
      return;
    }
    records.set(record.id, record);
    note(byName, fold(record.name), record.id);
    for (const email of record.emails ?? []) note(byEmail, email.toLowerCase(), record.id);
    for (const rowId of record.rowIds ?? []) note(byRowId, rowId, record.id);
    for (const number of record.phones ?? []) {
      const digits = lastDigits(number);
      // Less is no number that reaches one subscriber.
      if (digits.length < 5) continue;
      const list = byDigits.get(digits) ?? [];
      list.push({ id: record.id, number });
      byDigits.set(digits, list);
    }
  }

  /** A number stands in many rows of a file. */
  function keyOf(number: string): string {
    const known = keys.get(number) ?? phoneKey(number, country);
    keys.set(number, known);
    return known;
  }

  function byPhone(number: string): string[] {
    const candidates = byDigits.get(lastDigits(number)) ?? [];
    if (candidates.length === 0) return [];
    const wanted = keyOf(number);
    return candidates
      .filter((candidate) => (candidate.key ??= keyOf(candidate.number)) === wanted)
      .map(({ id }) => id);
  }

  /** Programs count alike from 1: who came of a row with this number is the same where the name is, too. */
  function byOwnId({ rowId, name }: { rowId?: string | undefined; name: string }): string[] {
    const ids = rowId === undefined ? [] : [...(byRowId.get(rowId) ?? [])];
    return ids.filter((id) => fold(records.get(id)!.name) === fold(name));
  }

  const recordsOf = (ids: string[]) => [...new Set(ids)].map((id) => records.get(id)!);

  return {
    add,
    find(row) {
      const reached = [
        ...(row.emails ?? []).flatMap(({ address }) => [...(byEmail.get(address.toLowerCase()) ?? [])]),
        ...(row.phones ?? []).flatMap(({ number }) => byPhone(number)),
      ];
      return recordsOf(reached.length > 0 ? reached : byOwnId(row));
    },
    findName: (name) => recordsOf([...(byName.get(fold(name)) ?? [])]),
    findWork: (rowId) => work.get(rowId),
    findService(row) {
      return recordsOf([...(byName.get(fold(row.name)) ?? []), ...byOwnId(row)]);
    },
  };
}
