import { z } from 'zod';
import type { Booking } from '#shared/domain/booking.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { bookingLetter } from '#shared/domain/letters/booking-letter.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { requestIdSchema } from '#shared/public-page/request.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { newsOf } from '#shared/records/booking-news.ts';
import { isPaused, liftedAt } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import { contactsAt } from './booking-person.ts';
import { defineCommand } from './command.ts';
import { lastAbout, openMailConversation, queueMail } from './mail.ts';

/** Why a customer is told nothing by e-mail, by its key in `bookings.json`. */
export type NewsObstacle = 'off' | 'mailbox' | 'address' | 'unwanted' | 'danger' | 'paused' | 'often';

/** Anybody can type anybody's address on the page: nobody gets more than this in a day by it. */
const mostADay = 6;
const day = 24 * 60 * 60_000;

/** What stands against telling the customer of a booking anything by e-mail; asked again when it is written. */
export function newsObstacle(records: RecordReader, booking: Booking, now: number): NewsObstacle | undefined {
  if (records.get('publicPages', 'page')?.tellsByMail?.on === false) return 'off';
  if (usualMailAccount(records) === undefined) return 'mailbox';
  const { email } = booking;
  if (!emailAddressSchema.safeParse(email).success) return 'address';
  if (isUnwanted(records, booking, now)) return 'unwanted';
  // A person speaks to somebody in danger; a note that all is well would be worse than none.
  if (booking.dangers !== undefined && booking.state === 'asked') return 'danger';
  if (isPaused(records, 'sends') || booking.stateAt <= liftedAt(records, 'sends')) return 'paused';
  return isOften(records, email!, now) ? 'often' : undefined;
}

/** What anybody with this address has refused counts, whoever has typed it. */
function isUnwanted(records: RecordReader, booking: Booking, now: number): boolean {
  if (booking.aside === true) return true;
  const contacts = [contactNow(records, booking), ...contactsAt(records, booking.email!)];
  return contacts.some((contactId) => {
    const to = { contactId, channel: 'email' as const };
    return !checkRight(records, to, { purpose: 'visitReminders', autopilot: true, writtenAt: now }, now).ok;
  });
}

function isOften(records: RecordReader, email: string, now: number): boolean {
  const told = [...records.all('bookings')]
    .filter((each) => each.email?.toLowerCase() === email.toLowerCase())
    .flatMap((each) => Object.values(each.told ?? {}))
    .filter(({ at }) => at > now - day);
  return told.length >= mostADay;
}

function contactNow(records: RecordReader, { contactId }: Booking): string {
  return mergedTarget(contactId, (each) => records.get('contacts', each));
}

/** The one place where a customer is told of their booking: each news once, whoever asks however often. */
export const tell = defineCommand({
  name: 'booking.tell',
  title: 'Tell a customer of their booking by e-mail',
  args: z.strictObject({
    id: requestIdSchema,
    /** Which news this is, as the device saw it. */
    key: idSchema,
    /** To the customer's page, which only the vault can make. */
    link: z.url().max(1000).optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { id, key, link }, context) {
    const booking = draft.get('bookings', id);
    const business = draft.get('business', 'business');
    const due = booking && newsOf(draft, booking, context.now);
    if (booking === undefined || business === undefined || due?.key !== key)
      return problem('booking.told', 'There is nothing to tell of this any more.');
    const obstacle = newsObstacle(draft, booking, context.now);
    if (obstacle !== undefined) return problem(`booking.${obstacle}`, obstacles[obstacle]);
    const { news, note, until, words } = due;
    const { language, email } = booking;
    const letter = bookingLetter({ id, news, note, business, language, link, now: context.now });
    const talk = openMailConversation(draft, { contactId: contactNow(draft, booking) }, context);
    if (!talk.ok) return talk;
    const { subject, text, calendar } = letter;
    const mail = { to: email!, subject, aboutId: id, ...(calendar && { calendar }) };
    const sent = queueMail(
      draft,
      talk.value,
      {
        text,
        content: { mail },
        replyTo: lastAbout(draft, talk.value, id),
        purpose: 'visitReminders',
        sendAt: context.now,
        until,
      },
      context,
    );
    if (!sent.ok) return sent;
    const { start, end } = note;
    draft.putEntry('bookings', id, 'told', key, {
      news,
      at: context.now,
      messageId: sent.value.id,
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(words !== undefined && { words }),
    });
    return ok({ id });
  },
});

const obstacles: Record<NewsObstacle, string> = {
  off: 'Customers are not told of their bookings by e-mail.',
  mailbox: 'No mailbox of your business is connected.',
  address: 'This customer has left no e-mail address.',
  unwanted: 'This customer wants no such messages.',
  danger: 'This may be an emergency, which a person answers.',
  paused: 'Its time came while sending was paused.',
  often: 'This address has been written to often enough today.',
};
