import { z } from 'zod';
import { hear } from '#shared/agent/heard/hear.ts';
import { type Booking, bookingSchema } from '#shared/domain/booking.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { consentPurposes, type ConsentPurpose } from '#shared/domain/consent.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { proven } from '#shared/domain/proven.ts';
import { phoneText, emailText } from '#shared/domain/suppression.ts';
import { cleanName, cleanText } from '#shared/lib/clean-text.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import {
  type ChangeRequest,
  type CustomerRequest,
  fromCustomerSchema,
  requestIdSchema,
} from '#shared/public-page/request.ts';
import { changeUntil } from '#shared/records/bookings.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { wasCleared } from './erase-records.ts';
import { tradesOf } from './heard/hear-danger.ts';
import { onlyContactWith } from './inbox/lookup.ts';
import { createJob } from './job.ts';
import { cancelVisit } from './job-work.ts';
import { erasedAt, freshId } from './suppression.ts';
import { assignVisit, rescheduleJob, scheduleJob, visitSpan } from './visit.ts';

const receivedSchema = z.object({
  id: requestIdSchema,
  receivedAt: momentSchema,
  said: fromCustomerSchema,
});

/** Takes in what customers have sealed on the public page. Any repetition, on whatever device, is one request. */
const receive = defineCommand({
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
  const contactId = contactFor(draft, { id, receivedAt, from }, context);
  const service = said.serviceId === undefined ? undefined : draft.get('services', said.serviceId);
  const words = said.words === undefined ? undefined : cleanText(said.words).trim();
  const text = [words, ...Object.values(said.answers ?? {})].filter(Boolean).join('\n');
  const { danger, language } = hear(text, tradesOf(draft));
  const isApart = draft.by('conversations', 'contactId', contactId).some(isAside);
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
    ...(service !== undefined && { serviceId: service.id, service: service.name }),
    wishes: said.wishes,
    name: from.name,
    ...(from.phone !== undefined && { phone: from.phone }),
    ...(from.email !== undefined && { email: from.email }),
    ...(said.address !== undefined && { address: addressOf(said.address) }),
    ...(words !== undefined && words !== '' && { words }),
    answers: answersOf(draft, said),
    language: said.language,
    secret: said.secret,
    ...(danger !== undefined && {
      danger: { ...danger, language, words: text.slice(0, 300).toWellFormed() },
    }),
    ...(isApart && { aside: true as const }),
    state: 'asked',
    stateAt: receivedAt,
  });
  noteAgreements(draft, { contactId, said, receivedAt, id });
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

/** Who has this number, or this address, if it is exactly one; else somebody new, the same on every device. */
function contactFor(
  draft: RecordWriter,
  { id, receivedAt, from }: { id: string; receivedAt: number; from: ReturnType<typeof senderOf> },
  context: CommandContext,
): string {
  const known =
    (from.phone === undefined ? undefined : onlyContactWith(draft, from.phone)) ??
    (from.email === undefined ? undefined : onlyContactAt(draft, from.email));
  if (known !== undefined) return known;
  const contactId = freshId(draft, 'contacts', contentId(['contact', 'page', id]), context);
  if (draft.get('contacts', contactId) !== undefined) return contactId;
  draft.create('contacts', {
    id: contactId,
    createdAt: receivedAt,
    name: from.name,
    source: 'page',
    ...(from.phone !== undefined && { phones: { page: { number: from.phone } } }),
    ...(from.email !== undefined && { emails: { page: { address: from.email } } }),
  });
  return contactId;
}

function onlyContactAt(records: RecordReader, email: string): string | undefined {
  const wanted = email.toLowerCase();
  const found = [...records.all('contacts')].filter(
    ({ mergedInto, emails = {} }) =>
      mergedInto === undefined &&
      Object.values(emails).some(({ address }) => address.trim().toLowerCase() === wanted),
  );
  return found.length === 1 ? found[0]!.id : undefined;
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

/** Nobody has proven who they are: what somebody withdrew earlier stands, whatever is ticked on a page. */
function noteAgreements(
  draft: RecordWriter,
  {
    contactId,
    said,
    receivedAt,
    id,
  }: { contactId: string; said: CustomerRequest; receivedAt: number; id: string },
): void {
  const notice = said.noticeId === undefined ? undefined : draft.get('notices', said.noticeId);
  if (notice === undefined) return;
  const isPurpose = (name: string): name is ConsentPurpose => consentPurposes.some((each) => each === name);
  for (const purpose of Object.keys(said.agrees ?? {}).filter(isPurpose)) {
    const shown = notice.asks[purpose];
    if (shown === undefined || contactRefusal(draft, contactId, purpose)?.code === 'contact.minor') continue;
    const event = proven({
      contactId,
      purpose,
      given: true,
      at: receivedAt,
      basis: 'form' as const,
      noticeId: notice.id,
      shown,
      proof: 'Public page',
      // Of the same request it is the same event, on every device.
      salt: id,
    });
    if (draft.get('consents', event.id) === undefined) draft.create('consents', event);
  }
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
  const wish = { wants: said.wants, at, wishes: said.wishes, ...(words !== undefined && { words }) };
  if (said.wants === 'move' || !isInTime) {
    draft.patch('bookings', booking.id, { change: wish });
    return;
  }
  takeOff(draft, booking, 'The customer cancelled on the public page', context);
  draft.patch('bookings', booking.id, { state: 'cancelled', stateAt: at });
  draft.unset('bookings', booking.id, 'change', 'memberId');
}

/** The visit does not take place; what is done already stays. */
function takeOff(
  draft: RecordWriter,
  { jobId, visitId }: Booking,
  reason: string,
  context: CommandContext,
): void {
  if (jobId === undefined || visitId === undefined) return;
  cancelVisit.run(draft, { id: jobId, visitId, reason: reason.slice(0, 200) }, context);
}

const reply = bookingSchema.shape.reply.unwrap().trim().optional();

const accept = defineCommand({
  name: 'booking.accept',
  title: 'Confirm a request',
  args: z.strictObject({
    id: requestIdSchema,
    visit: visitSpan,
    staffIds: z.array(idSchema).max(50).optional(),
    reply,
  }),
  // The customer may have read it.
  undoable: false,
  run(draft, { id, visit, staffIds, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    const booking = found.value;
    if (booking.state === 'declined' || booking.state === 'cancelled') return over();
    const planned =
      booking.jobId === undefined
        ? plan(draft, booking, visit, context)
        : move(draft, booking, visit, context);
    if (!planned.ok) return planned;
    const { jobId, visitId } = planned.value;
    const assigned =
      staffIds === undefined ? ok({}) : assignVisit.run(draft, { id: jobId, visitId, staffIds }, context);
    if (!assigned.ok) return assigned;
    settle(draft, id, { state: 'confirmed', words }, context);
    draft.patch('bookings', id, { jobId, visitId, confirmedFor: visit.start });
    return ok({ id, jobId, visitId });
  },
});

/** A job with its one visit. */
function plan(
  draft: RecordWriter,
  booking: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  const { contactId, enquiryId, address, serviceId } = booking;
  const service = serviceId === undefined ? undefined : draft.get('services', serviceId);
  const job = createJob.run(
    draft,
    {
      contactId,
      enquiryId,
      address,
      title: booking.service ?? cleanName(booking.words ?? '', 120) ?? booking.name,
      notes: notesOf(booking),
      ...(service !== undefined && {
        items: [
          {
            name: service.name,
            quantity: '1',
            unitPrice: service.unitPrice,
            currency: service.currency,
            serviceId: service.id,
          },
        ],
      }),
    },
    context,
  );
  if (!job.ok) return job;
  const made = scheduleJob.run(draft, { id: job.value.id, ...visit }, context);
  return made.ok ? ok({ jobId: job.value.id, visitId: made.value.visitId }) : made;
}

function notesOf({ words, answers = [] }: Booking): string | undefined {
  const lines = [words, ...answers.map(({ question, answer }) => `${question} ${answer}`)].filter(Boolean);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function move(
  draft: RecordWriter,
  { jobId = '', visitId = '' }: Booking,
  visit: z.output<typeof visitSpan>,
  context: CommandContext,
): Result<{ jobId: string; visitId: string }> {
  const moved = rescheduleJob.run(draft, { id: jobId, visitId, ...visit }, context);
  return moved.ok ? ok({ jobId, visitId }) : moved;
}

const decline = defineCommand({
  name: 'booking.decline',
  title: 'Decline a request',
  args: z.strictObject({ id: requestIdSchema, reply }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    if (found.value.state !== 'asked') return over();
    settle(draft, id, { state: 'declined', words }, context);
    return ok({ id });
  },
});

const cancel = defineCommand({
  name: 'booking.cancel',
  title: 'Cancel a booking',
  args: z.strictObject({ id: requestIdSchema, reply }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    if (found.value.state !== 'confirmed') return over();
    takeOff(draft, found.value, words || 'Cancelled in Bookings', context);
    settle(draft, id, { state: 'cancelled', words }, context);
    return ok({ id });
  },
});

/** Words on the customer's page: a question, or that a wish to move cannot be met. The request stays as it is. */
const say = defineCommand({
  name: 'booking.say',
  title: 'Write on the page of a request',
  args: z.strictObject({ id: requestIdSchema, reply: reply.unwrap().min(1) }),
  undoable: false,
  run(draft, { id, reply: words }, context) {
    const found = findBooking(draft, id);
    if (!found.ok) return found;
    settle(draft, id, { state: found.value.state, words }, context);
    return ok({ id });
  },
});

function settle(
  draft: RecordWriter,
  id: string,
  { state, words }: { state: Booking['state']; words: string | undefined },
  { now, memberId }: CommandContext,
): void {
  draft.patch('bookings', id, { state, stateAt: now, memberId });
  draft.assign('bookings', id, { reply: words === '' ? undefined : words, change: undefined });
}

function findBooking(records: RecordReader, id: string): Result<Booking> {
  const booking = records.get('bookings', id);
  return booking === undefined ? problem('booking.missing', 'This request is no longer here.') : ok(booking);
}

function over(): Result<never> {
  return problem('booking.over', 'This has been settled meanwhile. Nothing was changed.');
}

export const bookingCommands = [receive, accept, decline, cancel, say] as const;
