import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWaiting } from '#shared/domain/booking.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { dayOf } from '#shared/domain/day.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import type { ChangeRequest, CustomerRequest } from '#shared/public-page/request.ts';
import { offeredTimes } from '#shared/records/offered-times.ts';
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
    claim?: ChosenTime,
    promised: { atOnce: boolean } | 'nothing' = { atOnce: true },
  ) => {
    const of = promised === 'nothing' ? {} : { promised };
    return expectOk(world.run('booking.receive', { requests: [{ id: as, receivedAt, said, claim, ...of }] }));
  };
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

/** A business whose page offers times of its one service, and what it offers. */
function offering(fields: ArgsOf<'bookingRule.set'>['fields'] = {}) {
  const world = firm();
  const { run, records, context, serviceId } = world;
  const open = [{ from: '08:00', to: '17:00' }];
  const hours = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] };
  expectOk(run('business.update', { fields: { hours } }));
  expectOk(run('page.approve', { field: 'name', shown: { name: 'Keller' } }));
  const services = [{ id: serviceId, name: 'Boiler', price: { kind: 'ask' as const } }];
  expectOk(run('page.approve', { field: 'services', shown: { services } }));
  const rule = { offersTimes: true, confirmsAtOnce: true, minutes: 60, noticeHours: 24, windowDays: 14 };
  expectOk(run('bookingRule.set', { serviceId, fields: { ...rule, ...fields } }));
  const starts = () =>
    (offeredTimes(records, context.now)[serviceId]?.days ?? []).flatMap(({ times }) =>
      times.map(([at]) => at * 60_000),
    );
  const claim = (start: number): ChosenTime => ({ service: serviceId, start, times: 'T'.repeat(43) });
  return { ...world, starts, claim };
}

test('a time that the relay has given out becomes a visit by itself, the same on every device, and is offered no more', () => {
  const [one, other] = [offering(), offering()];
  const [first = 0] = one.starts();
  for (const device of [one, other]) {
    device.receive(
      request({ serviceId: device.serviceId, wishes: [] }),
      device.context.now,
      id,
      device.claim(first),
    );
    expect(device.booking()).toMatchObject({ state: 'confirmed', confirmedFor: first });
    expect(device.note()).toMatchObject({ state: 'confirmed', start: first, movesLeft: 2 });
    expect(device.starts()).not.toContain(first);
  }
  const made = (device: typeof one) =>
    ['jobs', 'visits', 'contacts', 'enquiries'].map((name) =>
      device.list(name as 'jobs').map((each) => each.id),
    );
  expect(made(other)).toEqual(made(one));
});

test('a time that is not free here, or not by the rule, waits for a person, and is kept meanwhile', () => {
  const { run, receive, booking, starts, claim, serviceId, context, records } = offering();
  const [first = 0, , third = 0] = starts();
  expectOk(
    run('timeBlock.create', { kind: 'block', time: { start: first, end: first + hour }, staffId: null }),
  );
  receive(request({ serviceId, wishes: [] }), context.now, id, claim(first));
  expect(booking()).toMatchObject({ state: 'asked', slot: { start: first, end: first + hour } });
  expect(isWaiting(booking())).toBe(true);
  // By hand: what somebody has chosen is nobody else's until it is answered.
  expectOk(run('bookingRule.set', { serviceId, fields: { confirmsAtOnce: false } }));
  const other = 'B'.repeat(22);
  receive(request({ serviceId, wishes: [] }), context.now, other, claim(third));
  expect(records.get('bookings', other)!.state).toBe('asked');
  expect(starts()).not.toContain(third);
  expectOk(run('booking.decline', { id: other }));
  expect(starts()).toContain(third);
});

test('a time that the team itself has not promised waits for a person, also one to move to', () => {
  const { receive, booking, starts, claim, serviceId, context, records } = offering();
  const [first = 0, , third = 0] = starts();
  const ask = (as: string, at: number, promised: Parameters<typeof receive>[4]) =>
    receive(request({ serviceId, wishes: [] }), context.now, as, claim(at), promised);
  ask(id, first, { atOnce: true });
  const [byHand, lied] = ['B'.repeat(22), 'C'.repeat(22)];
  ask(byHand, third, { atOnce: false });
  ask(lied, third, 'nothing');
  for (const each of [byHand, lied])
    expect(records.get('bookings', each)).toMatchObject({ state: 'asked', slot: { start: third } });
  const other = starts().at(-1)!;
  receive(change('move'), context.now + 1, 'D'.repeat(22), claim(other), 'nothing');
  expect(booking()).toMatchObject({ confirmedFor: first, change: { slot: { start: other } } });
});

test('a customer moves a visit by themselves to a time that was given to them, as often as the rule lets', () => {
  const { receive, booking, starts, claim, serviceId, context, list } = offering({ moves: 1, perDay: 1 });
  const [first = 0] = starts();
  receive(request({ serviceId, wishes: [] }), context.now, id, claim(first));
  // Of that day it is the only one that the rule lets: moving it within the day takes nothing from the limit.
  const next = first + 3 * hour;
  receive(change('move'), context.now + 1, 'C'.repeat(22), claim(next));
  expect(booking()).toMatchObject({ state: 'confirmed', confirmedFor: next, moves: 1 });
  expect(list('visits').map(({ time }) => time.start)).toEqual([next]);
  expect(list('tasks')).toMatchObject([{ asks: { kind: 'moved' } }]);
  receive(change('move'), context.now + 2, 'D'.repeat(22), claim(first));
  expect(booking()).toMatchObject({ confirmedFor: next, change: { wants: 'move', slot: { start: first } } });
  // All of them are known to the list that is published next.
  expect(Object.keys(booking().claims ?? {}).toSorted()).toEqual(
    [id, 'C'.repeat(22), 'D'.repeat(22)].toSorted(),
  );
});

test('what is offered keeps to notice, window and the most of a day, whatever is planned', () => {
  const { run, starts, serviceId, context, receive, claim } = offering({ before: 30, after: 30, perDay: 1 });
  const all = starts();
  expect(all.length).toBeGreaterThan(10);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(context.now + 24 * hour);
  expect(Math.max(...all)).toBeLessThanOrEqual(context.now + 14 * 24 * hour);
  const [first = 0] = all;
  receive(request({ serviceId, wishes: [] }), context.now, id, claim(first));
  const dayOfIt = dayOf(first, 'Europe/London');
  expect(starts().some((start) => dayOf(start, 'Europe/London') === dayOfIt)).toBe(false);
  expectOk(run('bookingRule.set', { serviceId, fields: { offersTimes: false } }));
  expect(starts()).toEqual([]);
});

test('of a time that gets free a person is told who has waited for longest for one like it', () => {
  const { run, receive, starts, claim, serviceId, context, list, records } = offering();
  const [first = 0] = starts();
  receive(request({ serviceId, wishes: [] }), context.now, id, claim(first));
  const wishes = [{ day: dayOf(first, 'Europe/London'), part: 'any' as const }];
  const waiting = (as: string, more: Partial<CustomerRequest>, at: number) =>
    receive(
      request({ serviceId, wishes, waits: true, phone: `02079460${as.charCodeAt(0)}`, ...more }),
      at,
      as.repeat(22),
    );
  waiting('C', { wishes: [{ day: '2026-12-24', part: 'any' }] }, context.now + 1);
  waiting('D', {}, context.now + 3);
  waiting('E', {}, context.now + 2);
  waiting('F', { waits: undefined }, context.now + 1);
  expectOk(run('booking.cancel', { id }));
  const { contactId } = records.get('bookings', 'E'.repeat(22))!;
  expect(list('tasks')).toMatchObject([{ asks: { kind: 'waiting' }, aboutId: contactId }]);
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

test('danger in a request is heard as it is in a message, and open until somebody takes or answers it', () => {
  const { run, receive, booking } = firm();
  receive(request({ words: 'I smell gas in the kitchen, it is strong!' }));
  expect(openDangers(booking())).toMatchObject([{ kind: 'gas', language: 'en', messageId: id }]);
  expectOk(run('danger.take', { in: 'bookings', id }));
  expect(openDangers(booking())).toEqual([]);
  expect(booking().dangersTaken).toMatchObject({ [id]: { memberId: 'member-1' } });
});

test('what only may be a danger is no alarm, and waits for a person all the same', () => {
  const { run, receive, booking, context } = firm();
  receive(request());
  const start = context.now + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  const words = 'My mother does not answer and the door is locked';
  receive(change('cancel', { words }), context.now, 'c'.repeat(22));
  expect(openDangers(booking())).toEqual([]);
  expect(booking()).toMatchObject({ state: 'confirmed', change: { wants: 'cancel', words } });
});

test('danger in the words of a wish is heard too: nothing happens by itself, and answering it takes it', () => {
  const { run, receive, booking, list, context } = firm();
  receive(request());
  const start = context.now + 72 * hour;
  expectOk(run('booking.accept', { id, visit: { start, end: start + hour } }));
  const words = 'Forget it, there is smoke and fire in the house, help!';
  receive(change('cancel', { words }), context.now, 'c'.repeat(22));
  expect(booking()).toMatchObject({ state: 'confirmed', change: { wants: 'cancel' } });
  expect(openDangers(booking())).toMatchObject([{ kind: 'fire', messageId: 'c'.repeat(22) }]);
  expect(list('visits')).toHaveLength(1);
  expectOk(run('booking.say', { id, reply: 'We call you now.' }));
  expect(openDangers(booking())).toEqual([]);
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
