import type { ConsentEvent, ConsentPurpose } from '#shared/domain/consent.ts';
import { optOutOf } from '#shared/domain/consent.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** What this contact has said, under whatever contact it was filed when it came. */
export function consentsOf(records: RecordReader, contactId: string): ConsentEvent[] {
  const own = contactsOf(records, contactId).flatMap((id) => records.by('consents', 'contactId', id));
  const said = records
    .by('identities', 'contactId', contactId)
    .flatMap(({ id }) => records.by('consents', 'identityId', id));
  return [...own, ...said];
}

/** The event by which this contact may not be written to for this purpose. */
export function optOut(
  records: RecordReader,
  contactId: string,
  purpose: ConsentPurpose,
): ConsentEvent | undefined {
  return optOutOf(consentsOf(records, contactId), purpose);
}
