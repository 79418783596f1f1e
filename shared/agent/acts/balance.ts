import type { Account } from '#shared/domain/invoice-status.ts';
import { accountsOf } from '#shared/domain/invoice-status.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { AnswerLanguage } from './languages.ts';
import type { Scene } from './scene.ts';
import type { Say } from './templates.ts';
import { writeDay, writeMoney } from './written.ts';

interface BalanceLine {
  /** Of the issued document. */
  id: string;
  text: string;
}

/** What was issued to the known contact, whoever they were then, the newest first. */
export function ownDocuments({ records, knownContactId }: Scene): IssuedDocument[] {
  if (knownContactId === undefined) return [];
  return contactsOf(records, knownContactId)
    .flatMap((id) => records.by('issued', 'contactId', id))
    .toSorted((a, b) => b.issuedAt - a.issuedAt);
}

/**
 * What the known contact still has to pay, a line for each invoice. `undefined` where this device has nothing that was
 * issued to them, since it may not read it, and where money is to be given back: that is a person's.
 */
export function balanceLines(scene: Scene, language: AnswerLanguage, say: Say): BalanceLine[] | undefined {
  const documents = ownDocuments(scene);
  const payments = documents.flatMap(({ id }) => scene.records.by('payments', 'issuedId', id));
  const accounts: ReadonlyMap<string, Account> = accountsOf(documents, payments);
  const due = (document: IssuedDocument) => accounts.get(document.id)!.due;
  if (documents.length === 0 || documents.some((document) => due(document) < 0n)) return undefined;
  return documents
    .filter((document) => due(document) > 0n)
    .toReversed()
    .map((document) => {
      const { id, number, currency, digits, dueDate } = document;
      const amount = writeMoney(due(document), currency, scene.business, language, digits);
      if (dueDate === undefined) return { id, text: say('balanceLine', { number, amount }) };
      const day = writeDay(dueDate, scene.business, language);
      return { id, text: say('balanceDue', { number, amount, day }) };
    });
}
