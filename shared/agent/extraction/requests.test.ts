import { expect, test } from 'vitest';
import { factsFor } from '../testing.ts';
import { proposeRequest } from './requests.ts';

const invoice = { issued: { documentId: 'd1', number: 'INV-7' }, paid: 0n, open: 100n } as never;
const done = { id: 'j1', title: 'Boiler', state: 'completed' } as never;

test('who wants the bill is offered a copy, or the bill of what is done, in six languages', () => {
  const said = [
    'Could you send me the bill please',
    'I need the receipt again',
    '¿Me puede enviar la factura?',
    'Pode mandar a fatura?',
    'Bitte schicken Sie mir die Rechnung',
    'Pouvez-vous m’envoyer la facture ?',
    'Mi può inviare la fattura?',
  ];
  for (const text of said) {
    expect(proposeRequest(factsFor(text, { invoices: [invoice] })), text).toMatchObject({
      kind: 'copy',
      number: 'INV-7',
    });
    expect(proposeRequest(factsFor(text, { invoices: [invoice], jobs: [done] })), text).toMatchObject({
      kind: 'bill',
      title: 'Boiler',
    });
    expect(proposeRequest(factsFor(text)), text).toBeUndefined();
  }
  for (const text of ['I have paid the bill you sent', 'My name is Bill', 'Thank you for the invoice'])
    expect(proposeRequest(factsFor(text, { invoices: [invoice] })), text).toBeUndefined();
});

test('who wants to be reminded is offered as a task, with the day that they name', () => {
  const said = [
    'Please remind me on 24 November',
    'Recuérdame el 24 de noviembre',
    'Lembre-me no dia 24 de novembro',
    'Bitte erinnern Sie mich am 24. November',
    'Rappelez-moi le 24 novembre',
    'Mi può ricordare il 24 novembre?',
  ];
  for (const text of said)
    expect(proposeRequest(factsFor(text)), text).toMatchObject({ kind: 'remind', words: text });
  expect(proposeRequest(factsFor(said[0]!))).toMatchObject({ day: '2026-11-24' });
  expect(proposeRequest(factsFor('Your reminder came twice'))).toBeUndefined();
});
