import type { ContactRow, ServiceRow } from '#shared/domain/import.ts';
import { fold } from '#shared/lib/fold.ts';
import { readContactRow } from './contact-row.ts';
import { joinRows } from './join.ts';
import { createKnownIndex, type KnownIndex } from './known.ts';
import type { RowProblem } from './problems.ts';
import { readServiceRow } from './service-row.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';

/** A row that is taken: as a new record, or as what it says of one that is known. */
export interface Taken<Draft> {
  at: number;
  draft: Draft;
  knownId?: string;
}

/** A row that cannot be taken, with everything that is wrong with it. */
export interface Refused {
  row: Row;
  problems: RowProblem[];
}

/** What has become of the rows of a file. Every row is in exactly one of the counts. */
export interface Checked<Draft> {
  taken: Taken<Draft>[];
  refused: Refused[];
  /** Rows that became one with an earlier row of the file. */
  joined: number;
  /** Cells that were wrong and stand in the notes of a row that is taken. */
  noted: number;
}

export interface Checker<Draft> {
  take(row: Row): void;
  done(): Checked<Draft>;
}

const never: ReadonlySet<RowProblem['code']> = new Set(['flawed', 'nothing', 'noPrice', 'several']);

/** Reads rows one by one and says of each what becomes of it, over those who are known already. */
export function createContactChecker(settings: ImportSettings, known: KnownIndex): Checker<ContactRow> {
  const checked = empty<ContactRow>();
  const own = createKnownIndex(settings.business.country);
  return {
    take(row) {
      const { draft, problems } = readContactRow(row, settings);
      const matches = known.find(draft);
      if (matches.length > 1 && settings.known !== 'add')
        problems.push({ code: 'several', value: matches.map(({ name }) => name).join(', ') });
      const stopping = problems.filter(({ code }) => !settings.takesFlawed || never.has(code));
      if (stopping.length > 0) {
        checked.refused.push({ row, problems });
        return;
      }
      checked.noted += problems.length;
      if (joinEarlier(draft)) {
        checked.joined++;
        return;
      }
      const [match] = matches;
      remember(draft, checked.taken.length);
      checked.taken.push({ at: row.at, draft, ...(match !== undefined && { knownId: match.id }) });
    },
    done: () => checked,
  };

  /** By its place among those that are taken. */
  function remember(draft: ContactRow, place: number): void {
    own.add({
      id: String(place),
      name: draft.name,
      phones: (draft.phones ?? []).map(({ number }) => number),
      emails: (draft.emails ?? []).map(({ address }) => address),
      rowIds: draft.rowId === undefined ? [] : [draft.rowId],
    });
  }

  function joinEarlier(draft: ContactRow): boolean {
    for (const { id } of own.find(draft)) {
      const place = Number(id);
      const earlier = checked.taken[place]!;
      const joined = joinRows(earlier.draft, draft);
      if (joined === undefined) continue;
      earlier.draft = joined;
      const [match, ...others] = known.find(joined);
      if (match !== undefined && others.length === 0) earlier.knownId = match.id;
      remember(joined, place);
      return true;
    }
    return false;
  }
}

/** The same for a price list: a line is known by its name, or by its number in the file that it came of. */
export function createServiceChecker(settings: ImportSettings, known: KnownIndex): Checker<ServiceRow> {
  const checked = empty<ServiceRow>();
  const own = new Map<string, ServiceRow>();
  return {
    take(row) {
      const { draft, problems } = readServiceRow(row, settings);
      const matches = known.findService(draft);
      if (matches.length > 1 && settings.known !== 'add')
        problems.push({ code: 'several', value: matches.map(({ name }) => name).join(', ') });
      if (problems.length > 0) {
        checked.refused.push({ row, problems });
        return;
      }
      const key = fold(draft.name);
      const earlier = own.get(key);
      if (earlier !== undefined && isSameService(earlier, draft)) {
        checked.joined++;
        return;
      }
      own.set(key, draft);
      const [match] = matches;
      checked.taken.push({ at: row.at, draft, ...(match !== undefined && { knownId: match.id }) });
    },
    done: () => checked,
  };
}

/** Two lines of one name and another price are two services. */
function isSameService(one: ServiceRow, other: ServiceRow): boolean {
  return (['unitPrice', 'unit', 'durationMinutes', 'description'] as const).every(
    (field) => one[field] === other[field],
  );
}

const empty = <Draft>(): Checked<Draft> => ({ taken: [], refused: [], joined: 0, noted: 0 });
