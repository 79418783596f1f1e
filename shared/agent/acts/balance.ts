import { accountsOf } from '#shared/domain/invoice-status.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import type { AnswerLanguage } from './languages.ts';
import type { Scene } from './scene.ts';
import type { Say } from './templates.ts';
import { writeDay } from './written.ts';

export interface BalanceLine {
  /** Of the issued document. */
  id: string;
  text: string;
}

/** What the known contact still has to pay, a line for each invoice; `undefined` where nobody vouches for who asks. */
export function balanceLines(
  { records, business, knownContactId }: Scene,
  language: AnswerLanguage,
  say: Say,
): BalanceLine[] | undefined {
  if (knownContactId === undefined) return undefined;
  const documents = records.by('issued', 'contactId', knownContactId);
  const payments = documents.flatMap(({ id }) => records.by('payments', 'issuedId', id));
  const accounts = accountsOf(documents, payments);
  return documents
    .filter(({ id }) => accounts.get(id)!.due > 0n)
    .toSorted((a, b) => a.issuedAt - b.issuedAt)
    .map(({ id, number, currency, digits, dueDate }) => {
      const amount = formatMoney(accounts.get(id)!.due, currency, business.locale, digits);
      if (dueDate === undefined) return { id, text: say('balanceLine', { number, amount }) };
      return { id, text: say('balanceDue', { number, amount, day: writeDay(dueDate, business, language) }) };
    });
}
