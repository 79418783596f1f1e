import type { Contact } from '#shared/domain/contact.ts';
import { openOf, type PastInvoice } from '#shared/domain/past-invoice.ts';
import { fold, searchable } from '#shared/lib/fold.ts';

/** An invoice from elsewhere as a list shows it. */
export interface PastRow {
  id: string;
  invoice: PastInvoice;
  customer: string;
  /** Minor units. */
  open: bigint;
  isLate: boolean;
}

/** What is open first, what is late before it; of the rest the newest. `today`: in the business's time zone. */
export function pastRows(
  invoices: readonly PastInvoice[],
  contacts: Pick<ReadonlyMap<string, Contact>, 'get'>,
  { today, query }: { today: string; query: string },
): PastRow[] {
  const words = fold(query).trim();
  return invoices
    .map((invoice): PastRow => {
      const open = openOf(invoice);
      const isLate = open > 0n && (invoice.dueOn ?? invoice.issuedOn) < today;
      return { id: invoice.id, invoice, customer: contacts.get(invoice.contactId)?.name ?? '', open, isLate };
    })
    .filter(({ invoice, customer }) =>
      searchable(`${invoice.number} ${customer} ${invoice.title ?? ''}`).includes(words),
    )
    .toSorted(
      (a, b) =>
        Number(b.isLate) - Number(a.isLate) ||
        Number(b.open > 0n) - Number(a.open > 0n) ||
        b.invoice.issuedAt - a.invoice.issuedAt ||
        (a.id < b.id ? -1 : 1),
    );
}
