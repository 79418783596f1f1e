import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { CollectionName, Compartment } from '#shared/domain/collections.ts';
import { type FindingKind, findingId, settlementId, type Side } from '#shared/domain/finding.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** A command that settles a finding; `side` is the record that it deals with. */
export type Settlement = {
  [Name in SettlingCommand]: { command: Name; args: ArgsOf<Name>; side?: Side };
}[SettlingCommand];

export type SettlingCommand = Extract<
  AppCommandName,
  `finding.${string}` | 'payment.reverse' | 'hold.release'
>;

/** Something that should not be, and that no single command has done. */
export interface Finding {
  id: string;
  kind: FindingKind;
  /** Two records or more that do not go together, or those that name one that is not there. */
  sides: Side[];
  /** Whoever may write here decides. */
  decides: Compartment;
  settlements: Settlement[];
  /** The draft by which somebody has begun to settle it. */
  begun?: string;
  /** When it settles itself, in epoch milliseconds. */
  until?: number;
}

export interface InvariantReader extends RecordReader {
  /** Whether a record is there, in whatever book; `true` where that cannot be known on this device. */
  exists(collection: CollectionName, id: string): boolean;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * What has to be true of the records and that two commands which never met can break. A subject is what is asked
 * about: a number, a job, an invoice.
 */
export interface Invariant {
  /** The collections whose records decide. */
  watches: readonly CollectionName[];
  /** The subjects that a record has to do with; of one that is gone only the id is known. */
  subjectsOf(collection: CollectionName, record: JsonObject & { id: string }): string[];
  /** What is wrong with a subject now. */
  find(subject: string, records: InvariantReader): Finding[];
}

/** A finding that nobody has decided to leave as it is. */
export function finding(
  records: RecordReader,
  { kind, sides, missing, ...rest }: Omit<Finding, 'id' | 'begun'> & { missing?: string },
): Finding[] {
  const id = findingId(kind, sides, missing === undefined ? [] : [missing]);
  if (records.get('decisions', id) !== undefined) return [];
  const settlement = settlementId(id);
  const begun = records.get('documents', settlement);
  const isIssued = records.by('issued', 'documentId', settlement).length > 0;
  return [{ id, kind, sides, ...rest, ...(begun !== undefined && !isIssued && { begun: settlement }) }];
}
