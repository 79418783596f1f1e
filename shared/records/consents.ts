import {
  type ConsentEvent,
  type ConsentPurpose,
  type ConsentState,
  consentState,
} from '#shared/domain/consent.ts';
import { newContactId } from '#shared/domain/contact.ts';
import { mailAddressesOf, mailAddressId } from '#shared/domain/mail.ts';
import { contactsOf } from './merged.ts';
import type { RecordReader } from './reader.ts';

/** What this person has said, under whatever contact it was filed when it came. */
export function consentsOf(records: RecordReader, contactId: string): ConsentEvent[] {
  const ids = contactsOf(records, contactId);
  const identities = ids.flatMap((id) => records.by('identities', 'contactId', id));
  // What was noted for the contact that a first message made is theirs, too, when that one has been joined with them.
  const noted = new Set([...ids, ...identities.map(newContactId)]);
  const said = [
    ...[...noted].flatMap((id) => records.by('consents', 'contactId', id)),
    ...[...identities.map(({ id }) => id), ...addressIds(records, ids)].flatMap((id) =>
      records.by('consents', 'identityId', id),
    ),
  ];
  // What names both is found twice.
  return [...new Map(said.map((event) => [event.id, event])).values()];
}

/** What was said of an e-mail address counts for whoever is written to there. */
function addressIds(records: RecordReader, ids: string[]): string[] {
  const contacts = ids.flatMap((id) => records.get('contacts', id) ?? []);
  return [...new Set(contacts.flatMap(mailAddressesOf).map(mailAddressId))];
}

/** What holds for this person and purpose. `channel`: see `consentState`. */
export function consentOf(
  records: RecordReader,
  contactId: string,
  purpose: ConsentPurpose,
  channel?: ConsentEvent['channel'],
): ConsentState {
  return consentState(consentsOf(records, contactId), purpose, channel);
}

/** Whether they have refused it. */
export function hasWithdrawn(records: RecordReader, contactId: string, purpose: ConsentPurpose): boolean {
  return consentOf(records, contactId, purpose).is === 'withdrawn';
}
