import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWaiting } from '#shared/domain/booking.ts';
import { dayOf } from '#shared/domain/day.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { ChangeRequest, CustomerRequest } from '#shared/public-page/request.ts';
import { takenTimes } from '#shared/records/availability.ts';
import { bookingNote } from '#shared/records/bookings.ts';
import type { ArgsOf } from './index.ts';
import { createMemoryRecords, ukBusiness, whatsappAccount } from './testing.ts';

const id = 'A'.repeat(22);
const secret = 'S'.repeat(43);
const hour = 3_600_000;

function request(more: Partial<CustomerRequest> = {}): CustomerRequest {
  return {
    version: 1,
    kind: 'request',
    secret,
    language: 'en',
    wishes: [{ day: '2026-12-01', part: 'morning' }],
    name: 'Ana Lopes',
    phone: '020 7946 0123',
    ...more,
  };
}
const change = (wants: ChangeRequest['wants'], more: Partial<ChangeRequest> = {}): ChangeRequest => ({
  version: 1,
  kind: 'change',
  of: id,
  secret,
  wants,
  wishes: [],
  ...more,
});

function firm() {
  const world = createMemoryRecords();
  expectOk(
    world.run('business.setUp', { profile: ukBusiness, services: [{ name: 'Boiler', unitPrice: '9000' }] }),
  );
  const receive = (
    said: ArgsOf<'booking.receive'>['requests'][number]['said'],
    receivedAt = world.context.now,
    as = id,
  ) => expectOk(world.run('booking.receive', { requests: [{ id: as, receivedAt, said }] }));
  const booking = () => world.records.get('bookings', id)!;
  const note = () => bookingNote(world.records, booking());
  const serviceId = world.list('services')[0]!.id;
  return { ...world, receive, booking, note, serviceId };
}

test('a request is one booking, one enquiry and one contact, however often it comes and on whichever device', () => {
  const one = firm();
  one.receive(request({ serviceId: one.serviceId, words: 'The boiler drips' }));
  const before = one.snapshot();
  one.receive(request({ name: 'Somebody else' }));
  expect(one.snapshot()).toEqual(before);
  expect(one.list('contacts')).toMatchObject([{ name: 'Ana Lopes', source: 'page' }]);
  expect(one.list('enquiries')).toMatchObject([{ title: 'Boiler', notes: 'The boiler drips', stage: 'new' }]);
  expect(one.booking()).toMatchObject({ state: 'asked', service: 'Boiler', phone: '+442079460123' });
  expect(isWaiting(one.booking())).toBe(true);
  const other = firm();
  other.receive(request({ serviceId: other.serviceId, words: 'The boiler drips' }));
  expect(other.list('contacts')[0]!.id).toBe(one.list('contacts')[0]!.id);
});

test('whoever types a number that somebody has is a contact of their own until a member says that it is them', () => {
  const { run, receive, list, booking, records } = firm();
  const { id: ana } = expectOk(
    run('contact.create', { name: 'Ana', phones: { a: { number: '+44 20 7946 0123' } } }),
  );
  receive(request({ email: 'ana@elsewhere.example' }));
  expect(booking()).toMatchObject({ saysToBe: ana });
  const own = records.get('contacts', booking().contactId)!;
  expect([own.name, own.phones, own.emails]).toEqual(['Ana Lopes', undefined, undefined]);
  expectOk(run('booking.identify', { id, isThem: true }));
  expect(booking().contactId).toBe(ana);
  expect(booking().saysToBe).toBeUndefined();
  expect(records.get('contacts', ana)!.name).toBe('Ana');
  expect(list('contacts').filter(({ mergedInto }) => mergedInto === undefined)).toHaveLength(1);
  expect(list('enquiries')).toMatchObject([{ contactId: ana }]);
});

test('somebody else with the same number stays somebody else, and is reached at what they typed', () => {
  const { run, receive, booking, records } = firm();
  expectOk(run('contact.create', { name: 'Ana', phones: { a: { number: '+44 20 7946 0123' } } }));
  receive(request());
  expectOk(run('booking.identify', { id, isThem: false }));
  expect(booking().saysToBe).toBeUndefined();
  expect(records.get('contacts', booking().contactId)!.phones).toEqual({ page: { number: '+442079460123' } });
});

test('who is kept apart stays apart, whatever name they type', () => {
  const { run, receive, booking } = firm();
  expectOk(run('channel.connect', whatsappAccount));
  const number = '+442079460123';
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ana', phones: { a: { number } } }));
  const accountId = whatsappAccount.phoneNumberId;
  const talk = expectOk(run('conversation.begin', { contactId, number, accountId }));
  expectOk(run('conversation.block', { id: talk.id }));
  receive(request());
  expect([booking().aside, isWaiting(booking())]).toEqual([true, false]);
});

test('wishes that do not keep to the rule of their service are named, however they were sent', () => {
  const { run, receive, booking, serviceId, context } = firm();
  const fields = { noticeHours: 48, windowDays: 10, perDay: 1 };
  expectOk(run('bookingRule.set', { serviceId, fields }));
  const day = (days: number) => dayOf(context.now + days * 24 * hour, 'Europe/London');
  const other = 'B'.repeat(22);
  receive(request({ serviceId }), context.now, other);
  const start = context.now + 5 * 24 * hour;
  expectOk(run('booking.accept', { id: other, visit: { start, end: start + hour } }));
  const wishes = [day(0), day(3), day(5), day(12)].map((each) => ({ day: each, part: 'any' as const }));
  receive(request({ serviceId, wishes }));
  expect(booking().wishes.map(({ misses }) => misses)).toEqual(['soon', undefined, 'full', 'far']);
});

test('what a visit keeps free by its rule is not offered, and the next one keeps its own beside it', () => {
  const { run, receive, serviceId, context, records } = firm();
  expectOk(run('bookingRule.set', { serviceId, fields: { before: 30, after: 45 } }));
  receive(request({ serviceId }));
  const start = context.now + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  const minute = 60_000;
  expect(takenTimes(records, context.now)).toMatchObject([
    { start: start - 30 * minute, end: start + hour + 45 * minute },
  ]);
});

test('photos are with the request, then at its job, and each in one place', () => {
  const { run, receive, booking, list, context } = firm();
  const photo = {
    blob: 'P'.repeat(22),
    key: 'K'.repeat(43),
    size: 9,
    sha256: 'H'.repeat(43),
    width: 4,
    height: 3,
  };
  receive(request({ photos: [photo] }));
  expect(booking().photos).toMatchObject([{ blob: photo.blob, mimeType: 'image/jpeg' }]);
  const start = context.now + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  expect(booking().photos).toBeUndefined();
  expect(list('jobFiles')).toMatchObject([
    { jobId: booking().jobId, label: 'before', file: { blob: photo.blob } },
  ]);
  expectOk(run('booking.accept', { id, visit: { start: start + hour, end: start + 2 * hour } }));
  expect(list('jobFiles')).toHaveLength(1);
});

test('an owner who erases somebody erases what was asked in their name, photos and all', () => {
  const { run, receive, records, context, list } = firm();
  const { id: ana } = expectOk(
    run('contact.create', { name: 'Ana', phones: { a: { number: '+442079460123' } } }),
  );
  const photo = {
    blob: 'P'.repeat(22),
    key: 'K'.repeat(43),
    size: 9,
    sha256: 'H'.repeat(43),
    width: 4,
    height: 3,
  };
  receive(request({ photos: [photo] }));
  context.isOwner = true;
  expectOk(run('person.erase', { kind: 'contacts', id: ana }));
  expect(records.get('bookings', id)).toBeUndefined();
  expect(list('talkClearances').flatMap(({ blobs = [] }) => blobs)).toEqual([photo.blob]);
});

test('danger in a request is heard as it is in a message', () => {
  const { receive, booking } = firm();
  receive(request({ words: 'I smell gas in the kitchen, it is strong!' }));
  expect(booking().danger).toMatchObject({ kind: 'gas', language: 'en' });
});

test('confirmed, it is a job with a visit, and the customer reads when; moved and done in the schedule they read that', () => {
  const { run, receive, booking, note, context, serviceId, list } = firm();
  receive(request({ serviceId, answers: {} }));
  const start = context.now + 72 * hour;
  const accepted = { id, visit: { start, end: start + hour }, reply: 'See you then' };
  expectOk(run('booking.accept', accepted));
  expect(note()).toMatchObject({
    state: 'confirmed',
    start,
    words: 'See you then',
    changeUntil: start - 24 * hour,
  });
  const { jobId = '', visitId = '' } = booking();
  expect(list('jobs')).toMatchObject([{ title: 'Boiler', enquiryId: booking().enquiryId }]);
  expect(Object.values(list('jobs')[0]!.items ?? {})).toMatchObject([{ unitPrice: '9000', serviceId }]);
  expectOk(run('job.reschedule', { id: jobId, visitId, start: start + hour, end: start + 2 * hour }));
  expect(note()).toMatchObject({ state: 'moved', start: start + hour });
  expectOk(run('job.cancelVisit', { id: jobId, visitId, reason: 'ill' }));
  expect(note().state).toBe('cancelled');
});

test('a customer cancels in time by themselves, asks for another time, and too late asks a person', () => {
  const { run, receive, booking, note, list, context } = firm();
  receive(request());
  const start = context.now + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  receive(change('move', { wishes: [{ day: '2026-12-02', part: 'any' }], words: 'Later?' }), context.now + 1);
  expect(booking()).toMatchObject({ state: 'confirmed', change: { wants: 'move', words: 'Later?' } });
  expect(isWaiting(booking())).toBe(true);
  // Another one who has found the link's first half.
  receive(change('cancel', { secret: 'X'.repeat(43) }), context.now + 2);
  expect(booking().state).toBe('confirmed');
  // Less than a day before.
  receive(change('cancel'), start - hour);
  expect(booking()).toMatchObject({ state: 'confirmed', change: { wants: 'cancel' } });
  expectOk(run('booking.say', { id, reply: 'Please call us' }));
  expect(booking().change).toBeUndefined();
  receive(change('cancel'), start - 48 * hour);
  expect([booking().state, note().state]).toEqual(['cancelled', 'cancelled']);
  // A visit that has gone by itself is told of.
  expect(list('tasks')).toMatchObject([{ asks: { kind: 'cancelled' }, aboutId: booking().contactId }]);
  expect(run('booking.accept', { id, visit: { start, end: start + hour } }).ok).toBe(false);
});

test('what is ticked counts when a member has spoken to them, with the words that were shown, and takes back no refusal', () => {
  const { run, receive, list, booking } = firm();
  const asks = { visitReminders: 'Remind me', marketing: 'Offers' };
  const notice = expectOk(run('notice.publish', { country: 'GB', text: 'We keep …', asks, madeFrom: 'x' }));
  const { id: contactId } = expectOk(
    run('contact.create', { name: 'Ana', phones: { a: { number: '+442079460123' } } }),
  );
  expectOk(run('consent.record', { contactId, purposes: ['marketing'], given: false }));
  receive(request({ noticeId: notice.id, agrees: { visitReminders: true, marketing: true } }));
  const isGiven = () => list('consents').filter((event) => event.given);
  expect(isGiven()).toEqual([]);
  expectOk(run('booking.identify', { id, isThem: true }));
  expect(booking()).toMatchObject({ contactId });
  expect(booking().agreed).toBeUndefined();
  const byPurpose = new Map(isGiven().map((event) => [event.purpose, event]));
  expect(byPurpose.get('visitReminders')).toMatchObject({
    contactId,
    basis: 'form',
    shown: 'Remind me',
    noticeId: notice.id,
  });
  expect(byPurpose.get('marketing')).toMatchObject({ shown: 'Offers' });
  expect(isGiven().some(({ lifts }) => lifts !== undefined)).toBe(false);
});

test('whatever is typed, what it becomes fits, and breaks nothing', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(text, text, text, text, (name, phone, email, words) => {
      const { receive, booking } = firm();
      const sent = { name: `x${name}`.slice(0, 200), phone: phone.slice(0, 32), email, words };
      receive(request(sent));
      expect(booking().name.length).toBeGreaterThan(0);
      expect(booking().words ?? '').not.toMatch(/[\u202a-\u202e]/);
    }),
    { numRuns: 60 },
  );
});
