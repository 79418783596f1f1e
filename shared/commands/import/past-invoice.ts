import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { openOf } from '#shared/domain/past-invoice.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from '../command.ts';

/** Notes that what was open of an invoice from elsewhere has been paid. */
const settle = defineCommand({
  name: 'pastInvoice.settle',
  title: 'Mark an earlier invoice as paid',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    const invoice = draft.get('pastInvoices', id);
    if (invoice === undefined) return missing();
    if (openOf(invoice) <= 0n) return problem('pastInvoice.settled', 'Nothing is open of this invoice.');
    draft.patch('pastInvoices', id, { settledAt: now });
    return ok({ id });
  },
});

const reopen = defineCommand({
  name: 'pastInvoice.reopen',
  title: 'Mark an earlier invoice as not paid',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('pastInvoices', id) === undefined) return missing();
    draft.unset('pastInvoices', id, 'settledAt');
    return ok({ id });
  },
});

const missing = () => problem('pastInvoice.missing', 'This invoice is not here any more.');

export const pastInvoiceCommands = [settle, reopen] as const;
