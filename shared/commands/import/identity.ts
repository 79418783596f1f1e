import type { Contact } from '#shared/domain/contact.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { RowCustomer } from '#shared/domain/import.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from '../command.ts';
import { emailText, phoneText } from '#shared/domain/suppression.ts';
import { erasedAt, isOfErased } from '../suppression.ts';
import { makeContact } from './make-contact.ts';

/**
 * Whom a row is of, in the one place that every import asks before it makes anybody: whom it was found to be of, or
 * whom they have become one with since; somebody who is gone is made anew.
 */
export function whoIs(records: RecordReader, knownId: string | undefined): Contact | undefined {
  if (knownId === undefined) return undefined;
  return records.get(
    'contacts',
    mergedTarget(knownId, (each) => records.get('contacts', each)),
  );
}

/**
 * The customer of a job or an invoice. Somebody new of the file is made once, whichever row comes first; nobody who was
 * erased comes back by an old list, and then there is none.
 */
export function customerOf(
  draft: RecordWriter,
  importId: string,
  { key, knownId, row }: RowCustomer,
  context: CommandContext,
): string | undefined {
  const known = whoIs(draft, knownId);
  if (known !== undefined) return known.id;
  const id = contentId(['import', importId, 'customer', key]);
  const made = whoIs(draft, id);
  if (made !== undefined) return made.id;
  if (isOfErased(draft, row, context)) return undefined;
  makeContact(draft, importId, row, context, id);
  return id;
}

/** Up to when what was said with somebody does not come back, because they were erased and have come anew since. */
export function erasedUpTo(
  records: RecordReader,
  { phones = {}, emails = {} }: Contact,
  context: CommandContext,
): number {
  const country = records.get('business', 'business')?.country;
  const texts = [
    ...Object.values(phones).map(({ number }) => phoneText(number, country)),
    ...Object.values(emails).map(({ address }) => emailText(address)),
  ];
  return erasedAt(records, texts, context) ?? Number.NEGATIVE_INFINITY;
}
