import type { Business } from '#shared/domain/business.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { DraftDocument, IssuedDocument, Payment } from '#shared/domain/invoice.ts';
import { draftTotals } from '#shared/domain/invoice-content.ts';
import type { DocumentStatus } from '#shared/domain/invoice-status.ts';
import { accountsOf, documentStatus } from '#shared/domain/invoice-status.ts';
import { fold, searchable } from '#shared/lib/fold.ts';

/** One document of the list. */
export interface MoneyRow {
  /** What the address of its page names: the draft's id, or the issued document's. */
  id: string;
  kind: 'invoice' | 'creditNote';
  /** Missing on a draft. */
  number?: string;
  customer: string;
  status: DocumentStatus;
  /** Day of issue; of a draft, the day it was begun. */
  day: string;
  dueDate?: string;
  /** Minor units. */
  gross: bigint;
  due: bigint;
  currency: string;
}

export interface MoneySources {
  business: Business;
  contacts: Pick<ReadonlyMap<string, Contact>, 'get'>;
  documents: readonly DraftDocument[];
  issued: readonly IssuedDocument[];
  payments: readonly Payment[];
  /** In the business's time zone. */
  today: string;
}

export const moneyFilters = ['all', 'drafts', 'unpaid', 'overdue', 'paid'] as const;
export type MoneyFilter = (typeof moneyFilters)[number];

const filterStates: Record<MoneyFilter, ReadonlySet<DocumentStatus> | undefined> = {
  all: undefined,
  drafts: new Set(['draft']),
  unpaid: new Set(['issued', 'partlyPaid', 'overdue']),
  overdue: new Set(['overdue']),
  paid: new Set(['paid', 'credited']),
};

/** All documents: drafts first, then the newest issued ones. */
export function moneyRows(sources: MoneySources): MoneyRow[] {
  const accounts = accountsOf(sources.issued, sources.payments);
  const issuedFrom = new Set(sources.issued.map((issued) => issued.documentId));
  const drafts = sources.documents
    .filter((document) => document.issuedId === undefined && !issuedFrom.has(document.id))
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const issued = sources.issued.toSorted((a, b) => b.issuedAt - a.issuedAt);
  return [
    ...drafts.map((document) => draftRow(document, sources)),
    ...issued.map((document): MoneyRow => {
      const account = accounts.get(document.id);
      return {
        id: document.id,
        kind: document.kind,
        number: document.number,
        dueDate: document.dueDate,
        currency: document.currency,
        customer: document.buyer.name,
        status: documentStatus(document, account, sources.today),
        day: document.issueDate,
        gross: BigInt(document.totals.gross),
        due: account?.due ?? 0n,
      };
    }),
  ];
}

function draftRow(document: DraftDocument, { business, contacts, issued }: MoneySources): MoneyRow {
  const corrected = issued.find(({ id }) => id === document.correctsId);
  const contact = contacts.get(document.contactId);
  const { totals } = draftTotals(document, business, corrected, issued);
  return {
    id: document.id,
    kind: document.kind,
    customer: contact?.company ?? contact?.name ?? '',
    status: 'draft',
    day: document.issueDate ?? dayOf(document.createdAt, business.timeZone),
    gross: BigInt(totals.gross),
    due: 0n,
    currency: document.currency,
  };
}

/** The rows of a filter whose customer or number holds the words. */
export function filterMoney(rows: readonly MoneyRow[], filter: MoneyFilter, query: string): MoneyRow[] {
  const states = filterStates[filter];
  const words = fold(query.trim());
  return rows.filter((row) => {
    if (
      states !== undefined &&
      (!states.has(row.status) || (row.kind === 'creditNote' && filter === 'unpaid'))
    )
      return false;
    return searchable(`${row.customer} ${row.number ?? ''}`).includes(words);
  });
}

/** What customers owe in each currency, in minor units; of it, what is late. */
export function owedByCurrency(
  rows: readonly MoneyRow[],
): { currency: string; owed: bigint; late: bigint }[] {
  const sums = new Map<string, { owed: bigint; late: bigint }>();
  for (const { currency, due, status } of rows) {
    if (due <= 0n) continue;
    const sum = sums.get(currency) ?? { owed: 0n, late: 0n };
    sums.set(currency, { owed: sum.owed + due, late: sum.late + (status === 'overdue' ? due : 0n) });
  }
  return [...sums].map(([currency, sum]) => ({ currency, ...sum }));
}
