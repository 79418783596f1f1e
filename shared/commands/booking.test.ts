import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWaiting } from '#shared/domain/booking.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { ChangeRequest, CustomerRequest } from '#shared/public-page/request.ts';
import { bookingNote } from '#shared/records/bookings.ts';
import type { ArgsOf } from './index.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

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

test('who is known by their number is not made anew, and keeps the name that the owner gave', () => {
  const { run, receive, list, booking, records } = firm();
  const { id: contactId } = expectOk(
    run('contact.create', { name: 'Ana', phones: { a: { number: '+44 20 7946 0123' } } }),
  );
  receive(request());
  expect(booking().contactId).toBe(contactId);
  expect(list('contacts')).toHaveLength(1);
  expect(records.get('contacts', contactId)!.name).toBe('Ana');
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

test('what is ticked is kept with the words that were shown, and takes back no refusal', () => {
  const { run, receive, list, booking } = firm();
  const asks = { visitReminders: 'Remind me', marketing: 'Offers' };
  const notice = expectOk(run('notice.publish', { country: 'GB', text: 'We keep …', asks, madeFrom: 'x' }));
  const { id: contactId } = expectOk(
    run('contact.create', { name: 'Ana', phones: { a: { number: '+442079460123' } } }),
  );
  expectOk(run('consent.record', { contactId, purposes: ['marketing'], given: false }));
  receive(request({ noticeId: notice.id, agrees: { visitReminders: true, marketing: true } }));
  expect(booking().contactId).toBe(contactId);
  const given = list('consents').filter((event) => event.given);
  expect(given).toMatchObject([
    { purpose: 'visitReminders', basis: 'form', shown: 'Remind me', noticeId: notice.id },
    { purpose: 'marketing', shown: 'Offers' },
  ]);
  expect(given.some(({ lifts }) => lifts !== undefined)).toBe(false);
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
