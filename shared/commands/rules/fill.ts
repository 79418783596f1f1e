import type { RecordReader } from '#shared/records/reader.ts';
import type { Cause } from './causes.ts';

/** Words with what is known of the customer, their work and the business. */
export function fillRule(
  records: RecordReader,
  words: string,
  { contactId, aboutKind, aboutId }: Pick<Cause, 'contactId' | 'aboutKind' | 'aboutId'>,
): string {
  const name = records.get('contacts', contactId)?.name ?? '';
  const about = aboutKind === 'conversations' ? undefined : records.get(aboutKind, aboutId);
  const values: Record<string, string> = {
    name,
    firstName: name.split(' ')[0] ?? name,
    business: records.get('business', 'business')?.name ?? '',
    work: about?.title ?? '',
  };
  return words.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, place: string) =>
    Object.hasOwn(values, place) ? values[place]! : whole,
  );
}
