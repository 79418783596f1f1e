import { findingId, type Side } from '#shared/domain/finding.ts';
import type { Payment } from '#shared/domain/invoice.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Finding, finding, type Invariant } from './invariant.ts';

/** One sum is recorded once. Two payments that found the same open were recorded without knowing of each other. */
export const onePaymentASum: Invariant = {
  watches: ['payments'],
  subjectsOf: (_, { issuedId }) => (typeof issuedId === 'string' ? [issuedId] : []),
  find(issuedId, records) {
    const all = records.by('payments', 'issuedId', issuedId);
    const reversed = new Set(all.map(({ reverses }) => reverses));
    const standing = all.filter(({ id, reverses }) => reverses === undefined && !reversed.has(id));
    const alike = Map.groupBy(standing, ({ amount, openBefore }) => `${amount} of ${openBefore}`);
    return [...alike.values()].flatMap((payments) => eachPair(payments, records));
  },
};

function eachPair(payments: Payment[], records: RecordReader): Finding[] {
  const [first, ...others] = payments
    .filter(({ openBefore }) => openBefore !== undefined)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return others.flatMap((other) => ofPayments([first!, other], records));
}

function ofPayments(payments: Payment[], records: RecordReader): Finding[] {
  const kind = 'paymentTwice';
  const sides = payments.map(({ id }): Side => ({ collection: 'payments', id }));
  return finding(records, {
    kind,
    sides,
    decides: 'money',
    settlements: [
      ...sides.map((side) => ({ command: 'payment.reverse' as const, args: { id: side.id }, side })),
      { command: 'finding.keep', args: { finding: findingId(kind, sides), kind } },
    ],
  });
}
