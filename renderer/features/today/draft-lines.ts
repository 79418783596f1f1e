import type { DraftDocument } from '#shared/domain/invoice.ts';
import { multiply } from '#shared/domain/money.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Line, Sum } from './line.ts';
import type { TodaySources } from './sources.ts';
import { sumsOf } from './sums.ts';

/** Invoices that plans have drafted by themselves and nobody has issued. */
export function draftLines({ records, viewer }: TodaySources): Line[] {
  if (viewer.right('money') !== 'write') return [];
  return planDrafts(records).map((document): Line => {
    const { id, contactId, createdAt, lines = {} } = document;
    const [title = ''] = Object.values(lines).map(({ name }) => name);
    const sums = sumOfDraft(document);
    return {
      kind: 'draft',
      id: `draft ${id}`,
      isLate: false,
      at: createdAt,
      documentId: id,
      contactId,
      title,
      sums,
    };
  });
}

export function planDrafts(records: RecordReader): DraftDocument[] {
  return [...records.all('documents')].filter(
    ({ id, planId, issuedId }) =>
      planId !== undefined && issuedId === undefined && records.by('issued', 'documentId', id).length === 0,
  );
}

/** Its lines, before tax and discounts. */
export function sumOfDraft({ lines = {}, currency }: DraftDocument): Sum[] {
  const amounts = Object.values(lines).map(({ unitPrice, quantity }) =>
    multiply(BigInt(unitPrice), quantity),
  );
  return sumsOf(amounts.map((amount) => ({ amount, currency })));
}
