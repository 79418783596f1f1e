import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { DocumentContent } from './invoice.ts';
import { formatMoney } from './money-text.ts';

/**
 * Whether a document may be issued as it is.
 * `creditable`: for a credit note, what is left of the invoice it corrects, in minor units.
 */
export function checkContent(content: DocumentContent, creditable: bigint | undefined): Result<void> {
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
  return checkTotal(content, creditable);
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
