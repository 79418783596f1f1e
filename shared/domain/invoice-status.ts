import type { IssuedDocument, Payment } from './invoice.ts';
import { sumMinor } from './money-text.ts';

/** Derived from what happened, never stored. */
export type DocumentStatus = 'draft' | 'issued' | 'partlyPaid' | 'paid' | 'overdue' | 'credited';

/** Where an issued document stands, in minor units of its currency. */
export interface Account {
  paid: bigint;
  /** What credit notes take off; zero or negative. */
  credited: bigint;
  /** Still to be paid; negative where the customer is to get money back. */
  due: bigint;
}

/** The account of one issued document from the payments and documents of the business. */
export function accountOf(
  issued: IssuedDocument,
  payments: Iterable<Payment>,
  documents: Iterable<IssuedDocument>,
): Account {
  return accountsOf([issued, ...documents], payments).get(issued.id)!;
}

/** The accounts of many documents by id, in one pass. */
export function accountsOf(
  documents: Iterable<IssuedDocument>,
  payments: Iterable<Payment>,
): Map<string, Account> {
  const all = new Map([...documents].map((document) => [document.id, document]));
  const paid = grouped([...payments].map(({ issuedId, amount }) => [issuedId, amount]));
  const notes = [...all.values()].filter((document) => document.kind === 'creditNote');
  const credits = grouped(notes.map(({ correctsId, totals }) => [correctsId ?? '', totals.gross]));
  return new Map([...all].map(([id, document]) => [id, account(document, paid.get(id), credits.get(id))]));
}

/** What is still to be paid on a document, in minor units; negative where money is to be given back. */
export function amountDue(
  issued: IssuedDocument,
  payments: Iterable<Payment>,
  documents: Iterable<IssuedDocument>,
): bigint {
  return accountOf(issued, payments, documents).due;
}

/** What is still to be paid of some documents, each with whether it is late on a day, `2026-11-30`. */
export function debtsOf(
  documents: Iterable<IssuedDocument>,
  payments: Iterable<Payment>,
  today: string,
): { amount: bigint; currency: string; isLate: boolean }[] {
  const all = Array.from(documents);
  const accounts = accountsOf(all, payments);
  return all.flatMap((document) => {
    const account = accounts.get(document.id);
    if (account === undefined || account.due <= 0n) return [];
    const isLate = documentStatus(document, account, today) === 'overdue';
    return [{ amount: account.due, currency: document.currency, isLate }];
  });
}

/** What a customer has paid beyond what was asked, over all documents: to be given back, or taken into account. */
export function creditsOf(
  documents: Iterable<IssuedDocument>,
  accounts: ReadonlyMap<string, Account>,
): { document: IssuedDocument; amount: bigint; currency: string }[] {
  return Array.from(documents).flatMap((document) => {
    const due = accounts.get(document.id)?.due ?? 0n;
    return due < 0n ? [{ document, amount: -due, currency: document.currency }] : [];
  });
}

/** Whether something of a document still counts: what corrects it has not taken all of it back. */
export function isStanding({ totals }: IssuedDocument, corrections: Iterable<IssuedDocument>): boolean {
  const gross = BigInt(totals.gross);
  const taken = sumMinor([...corrections].map((correction) => correction.totals.gross));
  if (taken === 0n) return true;
  return gross < 0n ? gross + taken < 0n : gross + taken > 0n;
}

/** `today` is a day in the business's time zone. A draft has no account. */
export function documentStatus(
  issued: IssuedDocument | undefined,
  state: Account | undefined,
  today: string,
): DocumentStatus {
  if (issued === undefined || state === undefined) return 'draft';
  if (issued.kind === 'creditNote') return 'issued';
  if (state.credited !== 0n && state.credited + BigInt(issued.totals.gross) <= 0n) return 'credited';
  if (state.due <= 0n) return 'paid';
  if (issued.dueDate !== undefined && issued.dueDate < today) return 'overdue';
  return state.due < BigInt(issued.totals.gross) ? 'partlyPaid' : 'issued';
}

function account(document: IssuedDocument, payments: string[] = [], credits: string[] = []): Account {
  const paid = sumMinor(payments);
  const credited = sumMinor(credits);
  // A credit note is settled with the invoice that it corrects.
  const due = document.kind === 'creditNote' ? 0n : BigInt(document.totals.gross) + credited - paid;
  return { paid, credited, due };
}

function grouped(entries: (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
