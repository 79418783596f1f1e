import { fold } from '#shared/lib/fold.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { InvoiceRow } from '#shared/domain/import.ts';
import { RowCells } from './cells.ts';
import type { ReadRow } from './contact-row.ts';
import type { Customers } from './customers.ts';
import type { ImportSettings } from './settings.ts';
import { readStatus, type Status } from './status.ts';
import type { Row } from './table.ts';

/** A row as an invoice that was issued elsewhere; `isLine`: it tells one line of it, and others tell the rest. */
export interface InvoiceDraft extends InvoiceRow {
  isLine: boolean;
}

export function readInvoiceRow(
  row: Row,
  settings: ImportSettings,
  { customers }: { customers: Customers },
): ReadRow<InvoiceDraft | undefined> {
  const cells = new RowCells(row, settings);
  const number = cells.text('number', 100);
  const issued = cells.day('issuedDay');
  const due = cells.day('dueDay');
  const status = statusOf(cells);
  const currency = currencyOf(cells);
  const money = currency === undefined ? undefined : moneyOf(cells, currency, status);
  const title = cells.text('title', 200);
  const notes = cells.text('jobNotes', 20_000);
  checkType(cells);
  const found = customers.of(row);
  if (number === undefined) cells.wrong('noNumber');
  if (issued === undefined && cells.columnsOf('issuedDay').length === 0) cells.wrong('noDay');
  if (status === 'draft') cells.wrong('draft');
  if ('problems' in found) cells.problems.push(...found.problems);
  if (cells.problems.length > 0 || money === undefined || 'problems' in found)
    return { draft: undefined, problems: cells.problems };
  const { customer } = found;
  const draft: InvoiceDraft = {
    customer,
    number: number!,
    issuedOn: issued!.day,
    ...(due !== undefined && { dueOn: due.day }),
    currency: currency!,
    ...money,
    ...(title !== undefined && { title }),
    ...(notes !== undefined && { notes }),
    rowId: contentId(['invoice', number!, fold(customer.row.name)]),
  };
  return { draft, problems: [] };
}

function statusOf(cells: RowCells): Status | undefined {
  const [column] = cells.columnsOf('status');
  if (column === undefined) return undefined;
  const status = readStatus(cells.cell(column));
  if (status === undefined) cells.wrong('status', column);
  return status;
}

function currencyOf(cells: RowCells): string | undefined {
  const [column] = cells.columnsOf('currency');
  if (column === undefined) return cells.settings.business.currency;
  const code = cells.cell(column).toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  cells.wrong('currency', column);
  return undefined;
}

/** Only invoices are brought in: a list of transactions also has payments, credits and bills of others. */
function checkType(cells: RowCells): void {
  const [column] = cells.columnsOf('type');
  if (column === undefined) return;
  const isInvoice = /invoice|rechnung|factura|fatura|facture|fattura/i.test(fold(cells.cell(column)));
  if (!isInvoice) cells.wrong('noInvoice', column);
}

type Money = Pick<InvoiceDraft, 'total' | 'paid' | 'state' | 'isLine'>;

/** What was billed and what of it was paid: by the amounts, and where there are none by the status. */
function moneyOf(cells: RowCells, currency: string, status: Status | undefined): Money | undefined {
  const whole = cells.amount('total', currency);
  const line = whole === undefined ? cells.amount('lineTotal', currency) : undefined;
  const total = whole ?? line;
  const paidSaid = cells.amount('paidAmount', currency);
  const open = cells.amount('openAmount', currency);
  if (total === undefined) {
    if (!cells.problems.some(({ code }) => code === 'amount')) cells.wrong('noTotal');
    return undefined;
  }
  if (total < 0n) {
    cells.wrong('credit', cells.columnsOf(whole === undefined ? 'lineTotal' : 'total')[0]);
    return undefined;
  }
  const isSettled = status === 'paid' || status === 'done' || cells.day('paidDay') !== undefined;
  const paid = within(paidSaid ?? (open === undefined ? (isSettled ? total : 0n) : total - open), total);
  const state = status === 'void' ? 'void' : paid === total ? 'paid' : 'open';
  return { total: String(total), paid: String(paid), state, isLine: line !== undefined };
}

function within(amount: bigint, most: bigint): bigint {
  return amount < 0n ? 0n : amount > most ? most : amount;
}

/** What a further row of the same number says: another line, or the same once more. `undefined`: it says otherwise. */
export function joinInvoices(first: InvoiceDraft, second: InvoiceDraft): InvoiceDraft | undefined {
  if (first.issuedOn !== second.issuedOn || first.currency !== second.currency) return undefined;
  if (!first.isLine || !second.isLine) return first.total === second.total ? first : undefined;
  const total = BigInt(first.total) + BigInt(second.total);
  const paid = BigInt(first.paid) + BigInt(second.paid);
  const state = first.state === 'void' ? 'void' : paid === total ? 'paid' : 'open';
  return { ...first, total: String(total), paid: String(paid), state };
}
