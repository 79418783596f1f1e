import type { RecordReader } from './reader.ts';

/** The zone in which the business's days and hours are meant; an IANA name, UTC until one is known. */
export function businessTimeZone(records: Pick<RecordReader, 'get'>): string {
  return records.get('business', 'business')?.timeZone ?? 'UTC';
}
