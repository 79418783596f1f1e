import type { CustomField } from '#shared/domain/custom-field.ts';
import type { KnownChoice } from '#shared/domain/import.ts';
import type { Column, ImportOf, Mapping } from './targets.ts';

/** What the business says of how its files are read. */
export interface ImportBusiness {
  country: string;
  currency: string;
  locale: string;
  timeZone: string;
}

/** A member's decisions about a file, and what is needed to read its cells. */
export interface ImportSettings {
  of: ImportOf;
  business: ImportBusiness;
  /** The owner's own fields for contacts. */
  fields: readonly CustomField[];
  columns: readonly Column[];
  mapping: Mapping;
  known: KnownChoice;
  /** Rows with a wrong cell are taken all the same: the cell goes to the notes as it is. */
  takesFlawed: boolean;
  /** Epoch milliseconds. */
  now: number;
}
