import type { RecordReader } from '#shared/records/reader.ts';
import type { Cause } from './cause.ts';

/** Words with what is known of the customer, their work and the business. */
export function fillRule(
  records: RecordReader,
  words: string,
  { contactId, aboutKind, aboutId }: Pick<Cause, 'contactId' | 'aboutKind' | 'aboutId'>,
): string {
  const name = records.get('contacts', contactId)?.name ?? '';
  const values: Record<string, string> = {
    name,
    firstName: name.split(' ')[0] ?? name,
    business: records.get('business', 'business')?.name ?? '',
    work: workOf(records, aboutKind, aboutId),
  };
  return words.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, place: string) =>
    Object.hasOwn(values, place) ? values[place]! : whole,
  );
}

function workOf(records: RecordReader, kind: Cause['aboutKind'], id: string): string {
  if (kind === 'bookings') return records.get(kind, id)?.service ?? '';
  if (kind === 'issued') return records.get(kind, id)?.number ?? '';
  return kind === 'conversations' ? '' : (records.get(kind, id)?.title ?? '');
}
