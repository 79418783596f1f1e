import type { ContactRow, InvoiceRow, JobRow, ServiceRow } from '#shared/domain/import.ts';
import { type Checker, createContactChecker, createServiceChecker } from './check.ts';
import type { KnownIndex } from './known.ts';
import type { ImportSettings } from './settings.ts';
import type { ImportOf } from './targets.ts';
import { createInvoiceChecker, createJobChecker } from './work-check.ts';

/** A row as it goes to the command of its kind. */
export type DraftOf = { contacts: ContactRow; services: ServiceRow; jobs: JobRow; invoices: InvoiceRow };
export type AnyDraft = DraftOf[ImportOf];

/** How the rows of each kind are read. */
export const checkers: {
  [Of in ImportOf]: (settings: ImportSettings, known: KnownIndex) => Checker<DraftOf[Of]>;
} = {
  contacts: createContactChecker,
  services: createServiceChecker,
  jobs: createJobChecker,
  invoices: createInvoiceChecker,
};
