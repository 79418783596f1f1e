import type { ArgsOf } from '#shared/commands/index.ts';
import { type Import, type KnownChoice, rowsAtOnce } from '#shared/domain/import.ts';
import type { ImportOf } from '#shared/import/targets.ts';
import { save } from '#renderer/state/commands.ts';
import type { PieceRow } from './reading/reader.ts';

/** What an import has done. Where it was stopped or refused, until then. */
export interface Sent {
  id: string;
  counts: Import['counts'];
  done: number;
  total: number;
}

interface Sending {
  of: ImportOf;
  fileName: string;
  /** What its columns become, for the next file of the same columns. */
  columns: ArgsOf<'import.begin'>['columns'];
  known: KnownChoice;
  total: number;
  piece(from: number): Promise<PieceRow[]>;
  isStopped(): boolean;
  onProgress(done: number): void;
}

/** Pieces under way at once: while one is being stored the next is computed. */
const atOnce = 3;

/** Has the rows written down piece by piece; `undefined` where not even the first could be. A failure is told by then. */
export async function sendPieces(sending: Sending): Promise<Sent | undefined> {
  const { of, fileName, columns, total } = sending;
  const begun = await save('import.begin', { what: of, fileName, columns });
  if (!begun.ok) return undefined;
  const { id } = begun.value;
  const counts = { made: 0, filled: 0, left: 0 };
  let next = 0;
  let done = 0;
  let isOver = false;

  async function sendOneByOne(): Promise<void> {
    while (next < total && !isOver && !sending.isStopped()) {
      const from = next;
      next += rowsAtOnce;
      const rows = await sending.piece(from);
      const saved = await sendPiece(sending, id, rows);
      if (!saved.ok) {
        isOver = true;
        return;
      }
      for (const key of ['made', 'filled', 'left'] as const) counts[key] += saved.value[key];
      done += rows.length;
      sending.onProgress(done);
    }
  }

  await Promise.all(Array.from({ length: atOnce }, sendOneByOne));
  return { id, counts, done, total };
}

/** The reader gives rows of the kind that it was told to read. */
function sendPiece({ of, known }: Sending, importId: string, rows: PieceRow[]) {
  const piece = { importId, known };
  switch (of) {
    case 'contacts':
      return save('import.contacts', { ...piece, rows: rows as ArgsOf<'import.contacts'>['rows'] });
    case 'services':
      return save('import.services', { ...piece, rows: rows as ArgsOf<'import.services'>['rows'] });
    case 'jobs':
      return save('import.jobs', { ...piece, rows: rows as ArgsOf<'import.jobs'>['rows'] });
    default:
      return save('import.invoices', { ...piece, rows: rows as ArgsOf<'import.invoices'>['rows'] });
  }
}
