import type { z } from 'zod';
import { type InvoiceRow, invoiceRowSchema } from '#shared/domain/import.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import type { PastInvoice } from '#shared/domain/past-invoice.ts';
import { ok } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { customerOf } from './identity.ts';
import { countUp, markOf, markOfRecord, openImport, piece } from './import.ts';

const args = piece(invoiceRowSchema);

export const importInvoices = defineCommand({
  name: 'import.invoices',
  title: 'Bring earlier invoices in',
  args,
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, known, rows }: z.infer<typeof args>, context) {
    const open = openImport(draft, importId, 'invoices');
    if (!open.ok) return open;
    const done = { made: 0, filled: 0, left: 0 };
    for (const { row, knownId } of rows) {
      const invoice =
        known === 'add' || knownId === undefined ? undefined : draft.get('pastInvoices', knownId);
      if (invoice === undefined) done[makeInvoice(draft, importId, row, context)]++;
      else if (known === 'fill' && fillInvoice(draft, importId, invoice, row)) done.filled++;
      else done.left++;
    }
    countUp(draft, open.value, done);
    return ok(done);
  },
});

function makeInvoice(
  draft: RecordWriter,
  importId: string,
  row: InvoiceRow,
  context: CommandContext,
): 'made' | 'left' {
  const { customer, rowId, ...plain } = row;
  const contactId = customerOf(draft, importId, customer, context);
  if (contactId === undefined) return 'left';
  const timeZone = businessTimeZone(draft);
  const invoice: PastInvoice = {
    ...plain,
    id: context.newId(),
    contactId,
    issuedAt: boundsOf(row.issuedOn, timeZone).start,
    createdAt: context.now,
  };
  draft.create('pastInvoices', {
    ...invoice,
    imported: { [importId]: { made: markOfRecord(invoice), rowId } },
  });
  return 'made';
}

const fillable = ['dueOn', 'title', 'notes'] as const;

/** Adds what an earlier file did not say of it; what was paid and how it stands is noted here by hand. */
function fillInvoice(draft: RecordWriter, importId: string, invoice: PastInvoice, row: InvoiceRow): boolean {
  const lacking = fillable.filter((field) => (invoice[field] ?? '') === '' && row[field] !== undefined);
  if (lacking.length === 0) return false;
  draft.patch('pastInvoices', invoice.id, Object.fromEntries(lacking.map((field) => [field, row[field]])));
  const had = invoice.imported?.[importId];
  const filled = Object.fromEntries(lacking.map((field) => [field, markOf(row[field])]));
  draft.putEntry('pastInvoices', invoice.id, 'imported', importId, {
    ...had,
    rowId: row.rowId,
    filled: { ...had?.filled, ...filled },
  });
  return true;
}
