import { z } from 'zod';
import { hear } from '#shared/agent/heard/hear.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Booking, Wish, WishMiss } from '#shared/domain/booking.ts';
import { momentSchema } from '#shared/domain/common.ts';
import { consentPurposes } from '#shared/domain/consent.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import type { TaskAsks } from '#shared/domain/task.ts';
import { phoneText, emailText } from '#shared/domain/suppression.ts';
import { cleanName, cleanText } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok } from '#shared/lib/result.ts';
import { wishBounds } from '#shared/public-page/bounds.ts';
import {
  type ChangeRequest,
  type CustomerRequest,
  fromCustomerSchema,
  requestIdSchema,
  type SealedPhoto,
} from '#shared/public-page/request.ts';
import { changeUntil, isFullDay, termsOf } from '#shared/records/bookings.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { reachedAt } from './booking-person.ts';
import { takeOff } from './booking-visit.ts';
import { wasCleared } from './erase-records.ts';
import { tradesOf } from './heard/hear-danger.ts';
import { contactsWith } from './inbox/lookup.ts';
import { erasedAt, freshId } from './suppression.ts';

const receivedSchema = z.object({
  id: requestIdSchema,
  receivedAt: momentSchema,
  said: fromCustomerSchema,
});

/** Takes in what customers have sealed on the public page. Any repetition, on whatever device, is one request. */
export const receiveBookings = defineCommand({
  name: 'booking.receive',
  title: 'Receive a request from the public page',
  args: z.object({ requests: z.array(receivedSchema).max(100) }),
  undoable: false,
  internal: true,
  run(draft, { requests }, context) {
    for (const { id, receivedAt, said } of requests)
      if (said.kind === 'request') take(draft, { id, receivedAt, said }, context);
      else change(draft, said, receivedAt, context);
    return ok({});
  },
});

interface Received {
  id: string;
  receivedAt: number;
  said: CustomerRequest;
}

function take(draft: RecordWriter, { id, receivedAt, said }: Received, context: CommandContext): void {
  const isKnown = draft.get('bookings', id) !== undefined;
  if (isKnown || wasCleared(draft, { collection: 'bookings', id }, context)) return;
  const from = senderOf(draft, said);
  const erased = erasedAt(draft, from.texts, context);
  if (erased !== undefined && receivedAt <= erased) return;
  const known = knownAs(draft, from);
  const contactId = contactFor(draft, { id, receivedAt, from, isNew: known.length === 0 }, context);
  const service = said.serviceId === undefined ? undefined : draft.get('services', said.serviceId);
  const words = said.words === undefined ? undefined : cleanText(said.words).trim();
  const text = [words, ...Object.values(said.answers ?? {})].filter(Boolean).join('\n');
  const { danger, language } = hear(text, tradesOf(draft));
  const isApart = known.some((each) => draft.by('conversations', 'contactId', each).some(isAside));
  const agreed = agreedOf(draft, said);
  const enquiryId = enquiryFor(draft, {
    id,
    receivedAt,
    contactId,
    title: service?.name ?? words ?? '',
    words,
  });
  draft.create('bookings', {
    id,
    at: receivedAt,
    contactId,
    enquiryId,
    ...(known.length === 1 && { saysToBe: known[0]! }),
    ...(agreed !== undefined && { agreed }),
    ...(service !== undefined && { serviceId: service.id, service: service.name }),
    wishes: judgedWishes(draft, said.wishes, { serviceId: service?.id, at: receivedAt }),
    name: from.name,
    ...(from.phone !== undefined && { phone: from.phone }),
    ...(from.email !== undefined && { email: from.email }),
    ...(said.address !== undefined && { address: addressOf(said.address) }),
    ...(words !== undefined && words !== '' && { words }),
    answers: answersOf(draft, said),
    ...(said.photos !== undefined && { photos: said.photos.map(storedPhoto) }),
    language: said.language,
    secret: said.secret,
    ...(danger !== undefined && {
      danger: { ...danger, language, words: text.slice(0, 300).toWellFormed() },
    }),
    ...(isApart && { aside: true as const }),
    state: 'asked',
    stateAt: receivedAt,
  });
}

/** The page offers only days that keep to the rule; whoever sends something else is not believed. */
function judgedWishes(
  records: RecordReader,
  wishes: CustomerRequest['wishes'],
  { serviceId, at, except }: { serviceId: string | undefined; at: number; except?: string },
): Wish[] {
  const timeZone = records.get('business', 'business')?.timeZone;
  if (timeZone === undefined) return wishes;
  const [first, last] = wishBounds(termsOf(records, serviceId), timeZone, at);
  const missOf = (day: string): WishMiss | undefined => {
    if (day < first) return 'soon';
    if (day > last) return 'far';
    return isFullDay(records, { serviceId, day, ...given({ except }) }) ? 'full' : undefined;
  };
  return wishes.map((wish) => ({ ...wish, ...given({ misses: missOf(wish.day) }) }));
}

/** As the team's own files are kept. What it is, the page's browser has said: it is shown as a JPEG or not at all. */
function storedPhoto(photo: SealedPhoto, index: number): StoredFile {
  return { ...photo, mimeType: 'image/jpeg', name: `photo-${index + 1}.jpg` };
}

function senderOf(records: RecordReader, { name, phone, email }: CustomerRequest) {
  const country = records.get('business', 'business')?.country;
  const number = phone === undefined ? undefined : normalisePhone(cleanName(phone, 32) ?? '', country);
  const address = email === undefined ? undefined : cleanName(email, 254);
  return {
    name: cleanName(name) ?? number ?? address ?? '?',
    phone: number === '' ? undefined : number,
    email: address,
    texts: [
      ...(number === undefined ? [] : [phoneText(number, country)]),
      ...(address === undefined ? [] : [emailText(address)]),
    ],
  };
}
type Sender = ReturnType<typeof senderOf>;

/** Who has this number, or where nobody has, this address. Whoever has the link can type either. */
function knownAs(draft: RecordWriter, { phone, email }: Sender): string[] {
  const byPhone = phone === undefined ? [] : contactsWith(draft, phone);
  return byPhone.length > 0 || email === undefined ? byPhone : contactsAt(draft, email);
}

/** Somebody of this request alone, the same on every device. What somebody known has stays with those alone. */
function contactFor(
  draft: RecordWriter,
  { id, receivedAt, from, isNew }: { id: string; receivedAt: number; from: Sender; isNew: boolean },
  context: CommandContext,
): string {
  const contactId = freshId(draft, 'contacts', contentId(['contact', 'page', id]), context);
  if (draft.get('contacts', contactId) !== undefined) return contactId;
  draft.create('contacts', {
    id: contactId,
    createdAt: receivedAt,
    name: from.name,
    source: 'page',
    ...(isNew && reachedAt(from)),
  });
  return contactId;
}

function contactsAt(records: RecordReader, email: string): string[] {
  const wanted = email.toLowerCase();
  return [...records.all('contacts')]
    .filter(
      ({ mergedInto, emails = {} }) =>
        mergedInto === undefined &&
        Object.values(emails).some(({ address }) => address.trim().toLowerCase() === wanted),
    )
    .map(({ id }) => id);
}

function enquiryFor(
  draft: RecordWriter,
  given: { id: string; receivedAt: number; contactId: string; title: string; words: string | undefined },
): string {
  const { id, receivedAt, contactId, title, words } = given;
  const enquiryId = contentId(['enquiry', 'page', id]);
  if (draft.get('enquiries', enquiryId) === undefined)
    draft.create('enquiries', {
      id: enquiryId,
      createdAt: receivedAt,
      contactId,
      title: cleanName(title, 120) ?? '',
      stage: 'new',
      stageAt: receivedAt,
      source: 'page',
      ...(words !== undefined && words !== '' && { notes: words }),
    });
  return enquiryId;
}

function addressOf({ street, postcode, city }: NonNullable<CustomerRequest['address']>): Booking['address'] {
  return {
    street: cleanName(street, 200) ?? '',
    postcode: cleanName(postcode, 20) ?? '',
    city: cleanName(city, 100) ?? '',
  };
}

function answersOf(
  records: RecordReader,
  { serviceId = '', answers = {} }: CustomerRequest,
): Booking['answers'] {
  const questions = records.get('bookingRules', serviceId)?.questions ?? {};
  return Object.entries(answers).map(([key, answer]) => ({
    question: questions[key]?.text ?? key,
    answer: cleanText(answer),
  }));
}

/** What was ticked waits until somebody says who it was: anybody can type a number and tick for it. */
function agreedOf(records: RecordReader, { noticeId, agrees = {} }: CustomerRequest): Booking['agreed'] {
  const notice = noticeId === undefined ? undefined : records.get('notices', noticeId);
  if (notice === undefined) return undefined;
  const purposes = consentPurposes.filter(
    (purpose) => agrees[purpose] !== undefined && notice.asks[purpose] !== undefined,
  );
  return purposes.length === 0 ? undefined : { noticeId: notice.id, purposes };
}

/** Who knows the secret is who has asked. Cancelled in time it is cancelled; anything else waits for a person. */
function change(draft: RecordWriter, said: ChangeRequest, at: number, context: CommandContext): void {
  const booking = draft.get('bookings', said.of);
  if (booking === undefined || booking.secret !== said.secret) return;
  if (booking.state === 'declined' || booking.state === 'cancelled') return;
  if (booking.change !== undefined && booking.change.at >= at) return;
  const until = changeUntil(draft, booking);
  const isInTime = until === undefined || at <= until;
  const words = said.words === undefined ? undefined : cleanText(said.words).trim();
  const wishes = judgedWishes(draft, said.wishes, { serviceId: booking.serviceId, at, except: booking.id });
  const wish = { wants: said.wants, at, wishes, ...(words !== undefined && { words }) };
  if (said.wants === 'move' || !isInTime) {
    draft.patch('bookings', booking.id, { change: wish });
    return;
  }
  takeOff(draft, booking, 'The customer cancelled on the public page', context);
  if (booking.state === 'confirmed') tellOf(draft, booking, at);
  draft.patch('bookings', booking.id, { state: 'cancelled', stateAt: at });
  draft.unset('bookings', booking.id, 'change', 'memberId');
}

/** A visit that goes from the schedule by itself is somebody's to know of. */
function tellOf(draft: RecordWriter, { id, contactId }: Booking, at: number): void {
  const taskId = contentId(['task', 'cancelled', id]);
  if (draft.get('tasks', taskId) !== undefined) return;
  draft.create('tasks', {
    id: taskId,
    createdAt: at,
    title: '',
    asks: { kind: 'cancelled' satisfies TaskAsks },
    aboutKind: 'contacts',
    aboutId: contactId,
  });
}
