import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema, minorSchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import { paymentSchema } from '#shared/domain/invoice.ts';
import { accountOf } from '#shared/domain/invoice-status.ts';
import { reversalId } from '#shared/domain/payment-id.ts';
import { proven } from '#shared/domain/proven.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import { defineCommand } from './command.ts';

const details = paymentSchema.pick({ day: true, method: true, reference: true });

const recordPayment = defineCommand({
  name: 'invoice.recordPayment',
  title: 'Record payment',
  /**
   * More than is open is the customer's credit: what came in is written down as it came in. A negative amount
   * records that such a credit was given back.
   */
  args: details.partial({ day: true }).extend({ issuedId: idSchema, amount: minorSchema }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { issuedId, amount, ...details }, context) {
    const invoice = draft.get('issued', issuedId);
    if (invoice?.kind !== 'invoice') return problem('invoice.missing', 'There is no such issued invoice.');
    const { due } = accountOf(invoice, draft.all('payments'), draft.all('issued'));
    const value = BigInt(amount);
    if (value === 0n) return problem('payment.nothing', 'Enter an amount.');
    if (value < 0n && value < due) {
      const credit = due < 0n ? -due : 0n;
      const left = formatMoney(credit, invoice.currency, invoice.locale, invoice.digits);
      return problem(
        'payment.too-much',
        `The customer’s credit on ${invoice.number} is ${left}: no more can be given back.`,
      );
    }
    const today = dayOf(context.now, businessTimeZone(draft));
    const payment = proven({
      ...details,
      issuedId,
      amount: String(value),
      openBefore: String(due),
      currency: invoice.currency,
      day: details.day ?? today,
      createdAt: context.now,
      salt: context.newId(),
    });
    draft.create('payments', payment);
    return ok({ id: payment.id });
  },
});

const reversePayment = defineCommand({
  name: 'payment.reverse',
  title: 'Reverse payment',
  args: z.object({ id: idSchema }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id: paymentId }, context) {
    const payment = draft.get('payments', paymentId);
    if (payment === undefined) return problem('payment.missing', 'This payment is not on this device.');
    if (payment.reverses !== undefined)
      return problem('payment.is-reversal', 'A reversal cannot be reversed.');
    // One reversal a payment, even where two devices make it: both write the same record.
    const reversal = {
      ...payment,
      amount: String(-BigInt(payment.amount)),
      day: dayOf(context.now, businessTimeZone(draft)),
      reverses: paymentId,
      createdAt: context.now,
    };
    const id = reversalId(reversal);
    if (draft.get('payments', id) !== undefined)
      return problem('payment.reversed', 'This payment is reversed already.');
    draft.create('payments', { ...reversal, id });
    return ok({ id });
  },
});

export const paymentCommands = [recordPayment, reversePayment] as const;
