import type { Language } from '#shared/agent/basic/language.ts';
import { minorDigits } from '#shared/domain/currencies.ts';
import { fold } from '#shared/lib/fold.ts';
import { parseMoney } from '#shared/domain/money-text.ts';
import { takePhrase, textOf, type Unread, unreadOf, withoutNames, withoutWords } from '../accounted.ts';
import { lineOf } from '../answers.ts';
import { takeDay } from '../period.ts';
import { tokensIn } from '../phrases.ts';
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
  const amount = takeAmount(withoutWords(timeless, words.things.invoice), wish.language, numbered.invoices);
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
    const { said } = amount;
    const paid = said === undefined ? only.due : amountIn(said, only.currency, wish, planning);
    if (paid === undefined) return says(planning, 'notThat', { words: said?.written ?? '' });
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

/** An amount as it was written, and the words and signs of money beside it. */
interface SaidAmount {
  written: string;
  units: string[];
}

/** An amount that is the only number left, with what currencies of these invoices are called. */
function takeAmount(
  unread: Unread,
  language: Language,
  invoices: readonly FoundInvoice[],
): { unread: Unread; said?: SaidAmount } {
  const numbers = unread.tokens.filter(({ word }) => /^\d+$/.test(word));
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined || numbers.length > 2) return { unread };
  const names = new Set(invoices.flatMap(({ currency }) => [...namesOf(currency, language)]));
  const units = unread.tokens.filter(({ word }) => names.has(word));
  const tokens = unread.tokens.filter((token) => !numbers.includes(token) && !units.includes(token));
  const signs = unread.text.match(/\p{Sc}/gu) ?? [];
  const written = unread.text.slice(first.start, last.end);
  return {
    unread: { ...unread, tokens },
    said: { written, units: [...units.map(({ word }) => word), ...signs] },
  };
}

/** In minor units; `undefined` where it is none, or one of another currency. */
function amountIn(
  { written, units }: SaidAmount,
  currency: string,
  { language }: Wish,
  { business }: Planning,
): bigint | undefined {
  const names = namesOf(currency, language);
  if (!units.every((unit) => names.has(unit))) return undefined;
  return parseMoney(written, currency, business.locale, minorDigits(currency));
}

/** What a currency is called and written as, folded: `euros`, `eur`, `€`. */
function namesOf(currency: string, language: Language): Set<string> {
  const names = (['name', 'symbol', 'narrowSymbol', 'code'] as const).flatMap((currencyDisplay) => {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay });
    return [1, 2].flatMap((count) => format.formatToParts(count).filter(({ type }) => type === 'currency'));
  });
  return new Set(
    names.flatMap(({ value }) => [
      ...(value.match(/\p{Sc}/gu) ?? []),
      ...tokensIn(value).map(({ word }) => word),
    ]),
  );
}
