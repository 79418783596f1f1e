import { z } from 'zod';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Booking } from '#shared/domain/booking.ts';
import { momentSchema } from '#shared/domain/common.ts';
import { consentPurposes } from '#shared/domain/consent.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { phoneText, emailText } from '#shared/domain/suppression.ts';
import { cleanName, cleanText } from '#shared/lib/clean-text.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok } from '#shared/lib/result.ts';
import { chosenTimeSchema } from '#shared/public-page/free-times.ts';
import {
  type CustomerRequest,
  fromCustomerSchema,
  requestIdSchema,
  type SealedPhoto,
} from '#shared/public-page/request.ts';
import { termsOf } from '#shared/records/bookings.ts';
import { offeredStart } from '#shared/records/offered-times.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { contactsAt, reachedAt } from './booking-person.ts';
import { change } from './booking-change.ts';
import { receiveChat } from './chat-receive.ts';
import { confirmAtOnce } from './booking-visit.ts';
import { judgedWishes, type Received, slotOf } from './booking-wish.ts';
import { wasCleared } from './erase-records.ts';
import { hearElsewhere } from './heard/hear-danger.ts';
import { contactsWith } from './inbox/lookup.ts';
import { erasedAt, freshId } from './suppression.ts';

const receivedSchema = z.object({
  id: requestIdSchema,
  receivedAt: momentSchema,
  said: fromCustomerSchema,
  /** The time that the relay has given to it. */
  claim: chosenTimeSchema.optional(),
  /** What a list that the team has signed promised of it; nothing where the relay could not show one. */
  promised: z.object({ atOnce: z.boolean() }).optional(),
});

/** Takes in what customers have sealed on the public page. Any repetition, on whatever device, is one request. */
export const receiveBookings = defineCommand({
  name: 'booking.receive',
  title: 'Receive a request from the public page',
  args: z.object({ requests: z.array(receivedSchema).max(100) }),
  undoable: false,
  internal: true,
  run(draft, { requests }, context) {
    for (const { said, ...request } of requests)
      if (said.kind === 'request') take(draft, { ...request, said }, context);
      else if (said.kind === 'change') change(draft, { ...request, said }, context);
      else receiveChat(draft, { ...request, said }, context);
    return ok({});
  },
});

function take(
  draft: RecordWriter,
  { id, receivedAt, said, claim, promised }: Received<CustomerRequest>,
  context: CommandContext,
): void {
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
  const { danger, isHarmless } = hearElsewhere(draft, { text, at: receivedAt });
  const isApart = known.some((each) => draft.by('conversations', 'contactId', each).some(isAside));
  const agreed = agreedOf(draft, said);
  const slot = claim && service?.id === claim.service ? slotOf(draft, claim) : undefined;
  const isGiven =
    slot !== undefined &&
    offeredStart(draft, { serviceId: claim!.service, start: slot.start, now: receivedAt }) !== undefined;
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
    ...(said.waits === true && { waits: true as const }),
    ...(said.photos !== undefined && { photos: said.photos.map(storedPhoto) }),
    language: said.language,
    secret: said.secret,
    ...(danger !== undefined && { dangers: { [id]: danger } }),
    ...(isApart && { aside: true as const }),
    ...(slot !== undefined && { slot }),
    ...(claim !== undefined && { claims: { [id]: true } }),
    state: 'asked',
    stateAt: receivedAt,
  });
  const isSafe = isGiven && promised?.atOnce === true && !isApart && isHarmless;
  if (isSafe && termsOf(draft, service?.id).confirmsAtOnce === true)
    confirmAtOnce(draft, id, slot, { context, receivedAt });
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
