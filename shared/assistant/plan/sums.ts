import type { Contact } from '#shared/domain/contact.ts';
import { formatDay } from '#shared/domain/day.ts';
import { formatMoney, formatSums } from '#shared/domain/money-text.ts';
import { textOf, unreadOf, withoutNames, withoutWords } from '../accounted.ts';
import { type AnswerLine, labelOf } from '../answers.ts';
import { type Period, takePeriod, writePeriod } from '../period.ts';
import { say } from '../sentences.ts';
import type { Wish } from '../wishes.ts';
import { ownerWords } from '../words/words.ts';
import { type Plan, type Planning, says, withNamed } from './planning.ts';

/** Money of a day: what was invoiced less what was credited, or what was paid less what was given back. */
interface Entry {
  issuedId: string;
  contactId: string;
  day: string;
  amount: bigint;
  currency: string;
}

const mostLines = 20;

/** How much was invoiced or paid in a time, with all customers or one. What was counted is said with the sum. */
export function sums(wish: Wish, planning: Planning): Plan {
  const { period, unread } = takePeriod(unreadOf(wish), wish.language, planning);
  const left = withoutWords(unread, ownerWords[wish.language].asking);
  return withNamed(planning, textOf(left), (contact) => {
    const unknown = textOf(contact === undefined ? left : withoutNames(left, [contact]));
    if (unknown !== '') return says(planning, 'notThat', { words: unknown });
    if (period === undefined && contact === undefined) return says(planning, 'askPeriod');
    return counted(wish, { contact, period }, planning);
  });
}

function counted(
  { kind }: Wish,
  { contact, period }: { contact: Contact | undefined; period: Period | undefined },
  planning: Planning,
): Plan {
  const { business, language } = planning;
  const isMeant = ({ contactId, day }: Entry): boolean =>
    (contact === undefined || contactId === contact.id) &&
    (period === undefined || (day >= period.from && day <= period.to));
  const told = (name: 'invoicedSum' | 'paidSum', entries: Entry[]): string =>
    say(name, language, { total: formatSums(entries, business.currency, business.locale) });
  const invoiced = kind === 'paidSum' ? [] : invoicedOf(planning).filter(isMeant);
  const paid = kind === 'invoicedSum' ? [] : paidOf(planning).filter(isMeant);
  const about = [contact?.name, period && writePeriod(period, business, language)].filter(Boolean).join(', ');
  const parts = [
    ...(kind === 'paidSum' ? [] : [told('invoicedSum', invoiced)]),
    ...(kind === 'invoicedSum' ? [] : [told('paidSum', paid)]),
  ];
  const shown = kind === 'paidSum' ? paid : invoiced;
  return {
    ...says(planning, 'found'),
    text: `${about} · ${parts.join(' ')}`,
    lines: shown
      .toSorted((a, b) => (a.day < b.day ? 1 : -1))
      .slice(0, mostLines)
      .map((entry) => lineOfEntry(entry, planning)),
    looksBack: contact === undefined && period === undefined,
    final: true,
  };
}

function invoicedOf({ records }: Planning): Entry[] {
  return [...records.all('issued')].map(({ id, contactId, issueDate, totals, currency }) => ({
    issuedId: id,
    contactId,
    day: issueDate,
    amount: BigInt(totals.gross),
    currency,
  }));
}

function paidOf({ records }: Planning): Entry[] {
  return [...records.all('payments')].map(({ issuedId, day, amount, currency }) => {
    // An invoice of a closed year: what was paid for it counts all the same.
    const { contactId = '' } = records.get('issued', issuedId) ?? {};
    return { issuedId, contactId, day, amount: BigInt(amount), currency };
  });
}

function lineOfEntry(entry: Entry, { records, business }: Planning): AnswerLine {
  const { issuedId, contactId, day, amount, currency } = entry;
  const record = { collection: 'issued', id: issuedId } as const;
  const name = labelOf({ collection: 'contacts', id: contactId }, records);
  return {
    record,
    label: `${labelOf(record, records)} ${name}`,
    detail: `${formatMoney(amount, currency, business.locale)} · ${formatDay(day, business.locale)}`,
  };
}
