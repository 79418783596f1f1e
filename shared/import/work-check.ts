import type { InvoiceRow, JobRow } from '#shared/domain/import.ts';
import type { Checked, Checker, Taken } from './check.ts';
import type { ReadRow } from './contact-row.ts';
import { createCustomers } from './customers.ts';
import { type InvoiceDraft, joinInvoices, readInvoiceRow } from './invoice-row.ts';
import { joinJobs, readJobRow } from './job-row.ts';
import type { KnownIndex } from './known.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';

/** Reads a list of jobs row by row: rows of one number are visits of one job. */
export function createJobChecker(settings: ImportSettings, known: KnownIndex): Checker<JobRow> {
  const customers = createCustomers(settings, known);
  const { now } = settings;
  return createWorkChecker(known, (row) => readJobRow(row, settings, { customers, now }), joinJobs);
}

/** Reads a list of invoices: rows of one number are lines of one invoice. */
export function createInvoiceChecker(settings: ImportSettings, known: KnownIndex): Checker<InvoiceRow> {
  const customers = createCustomers(settings, known);
  const checker = createWorkChecker(
    known,
    (row) => readInvoiceRow(row, settings, { customers }),
    joinInvoices,
  );
  return { ...checker, done: () => ({ ...checker.done(), taken: checker.done().taken.map(whole) }) };
}

/** That it came in lines is nobody's concern any more. */
function whole({ draft, ...about }: Taken<InvoiceDraft>): Taken<InvoiceRow> {
  const { isLine: _isLine, ...row } = draft;
  return { ...about, draft: row };
}

function createWorkChecker<Draft extends { rowId: string }>(
  known: KnownIndex,
  read: (row: Row) => ReadRow<Draft | undefined>,
  join: (first: Draft, second: Draft) => Draft | undefined,
): Checker<Draft> {
  const checked: Checked<Draft> = { taken: [], refused: [], joined: 0, noted: 0 };
  const places = new Map<string, number>();
  return {
    take(row) {
      const { draft, problems } = read(row);
      if (draft === undefined) {
        checked.refused.push({ row, problems });
        return;
      }
      const place = places.get(draft.rowId);
      if (place === undefined) {
        const knownId = known.findWork(draft.rowId)?.id;
        places.set(draft.rowId, checked.taken.length);
        checked.taken.push({ at: row.at, draft, ...(knownId !== undefined && { knownId }) });
        return;
      }
      const earlier = checked.taken[place]!;
      const joined = join(earlier.draft, draft);
      if (joined === undefined)
        checked.refused.push({ row, problems: [{ code: 'otherRow', value: String(earlier.at) }] });
      else {
        earlier.draft = joined;
        checked.joined++;
      }
    },
    done: () => checked,
  };
}
