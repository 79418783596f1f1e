import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { addDays } from './day.ts';
import type { DocumentContent } from './invoice.ts';
import { formatMoney } from './money-text.ts';

/**
 * Whether a document may be issued as it is, on the day that it is today.
 * `creditable`: for a credit note, what is left of the invoice it corrects, in minor units.
 */
export function checkContent(
  content: DocumentContent,
  creditable: bigint | undefined,
  today: string,
): Result<void> {
  if (content.seller.name.trim() === '') {
    return problem('invoice.no-seller', 'Your business has no name yet.', 'Add it in Settings.');
  }
  if (content.buyer.name.trim() === '') {
    return problem('invoice.no-buyer', 'The customer has no name yet.', 'Add it to the contact.');
  }
  if (content.lines.length === 0)
    return problem('invoice.no-lines', 'There is no line on this document yet.');
  const nameless = content.lines.findIndex((line) => line.name.trim() === '');
  if (nameless >= 0)
    return problem('invoice.nameless-line', `Line ${nameless + 1} does not say what it is for.`);
  const known = new Set(content.totals.taxes.map((row) => row.taxId));
  const untaxed = content.lines.find((line) => line.taxIds?.some((id) => !known.has(id)));
  if (untaxed !== undefined) {
    return problem(
      'invoice.unknown-tax',
      `The tax of “${untaxed.name}” no longer exists.`,
      'Choose another tax.',
    );
  }
  const dates = checkDates(content, today);
  if (!dates.ok) return dates;
  const reverse = checkReverseCharge(content);
  return reverse.ok ? checkTotal(content, creditable) : reverse;
}

/** So many days before and after today an issue date may lie: beyond is a slip of the year. */
const reach = 366;
/** A date of supply further from the issue date than this, or a due date further after it, is a slip as well. */
const farReach = 5 * 366;

/** Whether the dates of a document can be meant. Days are of the business's time zone. */
export function checkDates(
  { issueDate, supplyDate, dueDate }: Pick<DocumentContent, 'issueDate' | 'supplyDate' | 'dueDate'>,
  today: string,
): Result<void> {
  if (issueDate < addDays(today, -reach) || issueDate > addDays(today, reach))
    return problem(
      'invoice.issue-date',
      'The issue date is more than a year from today.',
      'Correct its year, or take it out to issue with today’s date.',
    );
  if (dueDate !== undefined && dueDate < issueDate)
    return problem('invoice.due-date', 'The due date is before the issue date.', 'Choose a later one.');
  if (dueDate !== undefined && dueDate > addDays(issueDate, farReach))
    return problem('invoice.due-date', 'The due date is more than five years away.', 'Correct its year.');
  const supplied = supplyDate ?? issueDate;
  if (supplied < addDays(issueDate, -farReach) || supplied > addDays(issueDate, farReach))
    return problem(
      'invoice.supply-date',
      'The date of supply is more than five years from the issue date.',
      'Correct its year.',
    );
  return ok();
}

/** Where the customer accounts for the tax, both have to be known to the tax office (EU VAT directive, art. 226). */
function checkReverseCharge({ buyer, seller, totals, kind }: DocumentContent): Result<void> {
  if (kind !== 'invoice' || !totals.taxes.some(({ tax }) => tax.category === 'AE')) return ok();
  if (buyer.taxIds === undefined)
    return problem(
      'invoice.no-buyer-tax-id',
      `With reverse charge the invoice needs the VAT number of ${buyer.name}.`,
      'Write it below the customer’s name.',
    );
  if (seller.taxIds === undefined)
    return problem(
      'invoice.no-seller-tax-id',
      'With reverse charge the invoice needs your own VAT number.',
      'Add it in Settings, under Business.',
    );
  return ok();
}

function checkTotal(content: DocumentContent, creditable: bigint | undefined): Result<void> {
  const gross = BigInt(content.totals.gross);
  if (content.kind === 'invoice') {
    if (gross >= 0n) return ok();
    return problem(
      'invoice.negative',
      'The total is below zero.',
      'To give money back, credit the invoice it belongs to.',
    );
  }
  if (gross >= 0n) return problem('credit.nothing', 'This credit note gives nothing back.');
  if (creditable !== undefined && -gross <= creditable) return ok();
  const left = formatMoney(creditable ?? 0n, content.currency, content.locale, content.digits);
  return problem(
    'credit.too-much',
    `A credit note cannot exceed its invoice: ${left} is left to credit.`,
    'Lower quantities or remove lines.',
  );
}
