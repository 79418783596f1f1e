import { minorDigits } from '#shared/domain/currencies.ts';
import { fold } from '#shared/lib/fold.ts';
import { parseMoney } from '#shared/domain/money-text.ts';
import { takePhrase, textOf, type Unread, unreadOf, withoutNames, withoutWords } from '../accounted.ts';
import { lineOf } from '../answers.ts';
import { takeDay } from '../period.ts';
import { type FoundInvoice, moneyOwed } from '../read-tools.ts';
import type { Wish } from '../wishes.ts';
import { paidBy } from '../words/language.ts';
import { ownerWords } from '../words/words.ts';
import { asksWhich } from './choosing.ts';
import { call, type Plan, type Planning, proposes, says, withNamed } from './planning.ts';

/**
 * Money that came in for an invoice: the one whose number or customer is named. Without an amount all that is open, without
 * a day today; how it was paid is asked where it is not said.
 */
export function recordPayment(wish: Wish, sentence: string, planning: Planning): Plan {
  const words = ownerWords[wish.language];
  const open = moneyOwed(planning);
  const numbered = byNumber(unreadOf(wish), open);
  const method = paidBy.find((each) => takePhrase(numbered.unread, words.methods[each], words));
  const unpaid =
    method === undefined ? numbered.unread : takePhrase(numbered.unread, words.methods[method], words)!;
  const { unread: timeless, day } = takeDay(unpaid, wish.language, planning);
  const amount = takeAmount(withoutWords(timeless, words.things.invoice), planning);
  return withNamed(planning, textOf(amount.unread), (contact) => {
    const left = textOf(contact === undefined ? amount.unread : withoutNames(amount.unread, [contact]));
    if (left !== '') return says(planning, 'notThat', { words: left });
    const meant = numbered.invoices.filter(
      ({ id, contactId }) =>
        (contact === undefined || contactId === contact.id) &&
        (!isAmong(planning.chosen, open) || id === planning.chosen),
    );
    const lines = meant.map((invoice) => ({
      ...lineOf(invoice, planning, planning.language),
      choice: invoice.id,
    }));
    const [only, ...others] = meant;
    if (only === undefined) return says(planning, 'noOpenInvoice');
    if (others.length > 0) return asksWhich(planning, 'whichInvoice', lines);
    if (method === undefined) return { ...asksMethod(wish, sentence, planning, only.id), lines };
    const paid = amount.value ?? only.due;
    const made = call('invoice.recordPayment', {
      issuedId: only.id,
      amount: String(paid),
      method,
      ...(day !== undefined && { day }),
    });
    return { ...proposes(planning, [made]), lines };
  });
}

/** One way of paying a button: the same sentence again, with it. */
function asksMethod({ language }: Wish, sentence: string, planning: Planning, issuedId: string): Plan {
  const said = sentence.replace(/[.!?\s]+$/u, '');
  const lines = paidBy.map((method) => {
    const [label = method] = ownerWords[language].methods[method].split('|');
    return { label, detail: '', choice: issuedId, question: `${said}, ${label}` };
  });
  return asksWhich(planning, 'whichMethod', lines);
}

function isAmong(id: string | undefined, invoices: FoundInvoice[]): boolean {
  return invoices.some((invoice) => invoice.id === id);
}

/** The invoices whose number stands in the words: as a whole, or the part that counts them on. All where none does. */
function byNumber(unread: Unread, all: FoundInvoice[]): { unread: Unread; invoices: FoundInvoice[] } {
  const said = fold(unread.text);
  const whole = all.filter(({ number }) => said.split(/[\s,;]+/).includes(fold(number)));
  const counted = unread.tokens.filter(({ word }) => /^\d+$/.test(word));
  const byCount = all.filter(({ number }) => counted.some(({ word }) => word === lastNumberOf(number)));
  const invoices = whole.length > 0 ? whole : byCount;
  if (invoices.length === 0) return { unread, invoices: all };
  const parts = new Set(invoices.flatMap(({ number }) => fold(number).split(/[^\p{L}\p{N}]+/u)));
  return { unread: { ...unread, tokens: unread.tokens.filter(({ word }) => !parts.has(word)) }, invoices };
}

function lastNumberOf(number: string): string | undefined {
  return /\d+$/.exec(number)?.[0];
}

/** An amount that is the only number left. */
function takeAmount(unread: Unread, { business }: Planning): { unread: Unread; value?: bigint } {
  const numbers = unread.tokens.filter(({ word }) => /^\d+$/.test(word));
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return { unread };
  const written = unread.text.slice(first.start, last.end);
  const value = parseMoney(written, business.currency, business.locale, minorDigits(business.currency));
  if (value === undefined || numbers.length > 2) return { unread };
  const units = /^(?:eur|euros?|usd|dollars?|gbp|pounds?|reais|r|pesos?|chf|franken|francs?)$/;
  const tokens = unread.tokens.filter((token) => !numbers.includes(token) && !units.test(token.word));
  return { unread: { ...unread, tokens }, value };
}
