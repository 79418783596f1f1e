import type { Line } from '#shared/domain/invoice.ts';
import type { JobItem } from '#shared/domain/job.ts';
import type { RecordReader } from './reader.ts';

/** The work of a job as lines of an invoice. */
export function itemLines(records: RecordReader, items: Record<string, JobItem>): Record<string, Line> {
  const defaultTaxIds = records.get('business', 'business')?.defaultTaxIds;
  const lines = Object.entries(items).map(([id, item]) => {
    const service = item.serviceId === undefined ? undefined : records.get('services', item.serviceId);
    const line: Line = {
      name: item.name,
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      unit: service?.unit,
      taxIds: service?.taxIds ?? defaultTaxIds,
      serviceId: item.serviceId,
      order: item.order,
    };
    return [id, line] as const;
  });
  return Object.fromEntries(lines);
}
