import { contentId } from '#shared/lib/hash.ts';
import { provesItself } from './proven.ts';

/**
 * The id of what reverses a payment: the hash of all of it but when that was done. So it takes back this amount of
 * this payment, and two devices that reverse one payment write one record.
 */
export function reversalId(reversal: object): string {
  const left = Object.entries(reversal).filter(([key]) => !['id', 'day', 'createdAt'].includes(key));
  return contentId(Object.fromEntries(left));
}

/** Whether a payment is what it was when it was recorded. */
export function provesPayment(payment: { id: string; reverses?: unknown }): boolean {
  return payment.reverses === undefined ? provesItself(payment) : reversalId(payment) === payment.id;
}
