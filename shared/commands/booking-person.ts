import { z } from 'zod';
import type { Booking } from '#shared/domain/booking.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { proven } from '#shared/domain/proven.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { requestIdSchema } from '#shared/public-page/request.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';
import { mergeContacts } from './contact-merge.ts';

/** A number and an address as they were typed, for a contact. */
export function reachedAt({
  phone,
  email,
}: Pick<Booking, 'phone' | 'email'>): Pick<Contact, 'phones' | 'emails'> {
  return {
    ...(phone !== undefined && { phones: { page: { number: phone } } }),
    ...(email !== undefined && { emails: { page: { address: email } } }),
  };
}

/** The contacts with an address. */
export function contactsAt(records: RecordReader, email: string): string[] {
  const wanted = email.toLowerCase();
  return [...records.all('contacts')]
    .filter(
      ({ mergedInto, emails = {} }) =>
        mergedInto === undefined &&
        Object.values(emails).some(({ address }) => address.trim().toLowerCase() === wanted),
    )
    .map(({ id }) => id);
}

/** A member has spoken to who has asked: it is who has that number already, or somebody else. Only then what was ticked counts. */
export const identify = defineCommand({
  name: 'booking.identify',
  title: 'Say who has asked on the public page',
  args: z.strictObject({ id: requestIdSchema, isThem: z.boolean() }),
  undoable: false,
  run(draft, { id, isThem }, context) {
    const booking = draft.get('bookings', id);
    if (booking === undefined) return problem('booking.missing', 'This request is no longer here.');
    const them = isThem ? claimedBy(draft, booking) : undefined;
    if (them !== undefined && them !== booking.contactId) {
      const merged = mergeContacts.run(draft, { keepId: them, otherId: booking.contactId }, context);
      if (!merged.ok) return merged;
    } else putReach(draft, booking);
    draft.unset('bookings', id, 'saysToBe', 'agreed');
    return noteAgreements(draft, booking, them ?? booking.contactId);
  },
});

/** Whom they say to be, whatever that contact has been merged into since. */
function claimedBy(records: RecordReader, { saysToBe }: Booking): string | undefined {
  if (saysToBe === undefined) return undefined;
  const target = mergedTarget(saysToBe, (each) => records.get('contacts', each));
  return records.get('contacts', target) === undefined ? undefined : target;
}

function putReach(draft: RecordWriter, booking: Booking): void {
  const { contactId } = booking;
  if (draft.get('contacts', contactId) === undefined) return;
  const { phones = {}, emails = {} } = reachedAt(booking);
  for (const [key, phone] of Object.entries(phones))
    draft.putEntry('contacts', contactId, 'phones', key, phone);
  for (const [key, email] of Object.entries(emails))
    draft.putEntry('contacts', contactId, 'emails', key, email);
}

/** What somebody withdrew earlier stands, whatever was ticked on a page. */
function noteAgreements(
  draft: RecordWriter,
  { id, at, agreed }: Booking,
  contactId: string,
): Result<{ id: string }> {
  const notice = agreed && draft.get('notices', agreed.noticeId);
  for (const purpose of notice === undefined ? [] : agreed!.purposes) {
    const shown = notice!.asks[purpose];
    if (shown === undefined || contactRefusal(draft, contactId, purpose)?.code === 'contact.minor') continue;
    const event = proven({
      contactId,
      purpose,
      given: true,
      at,
      basis: 'form' as const,
      noticeId: notice!.id,
      shown,
      proof: 'Public page',
      // Of the same request it is the same event, on every device.
      salt: id,
    });
    if (draft.get('consents', event.id) === undefined) draft.create('consents', event);
  }
  return ok({ id });
}
