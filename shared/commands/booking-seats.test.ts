import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import { bookingNote } from '#shared/records/bookings.ts';
import { readJob } from '#shared/records/jobs.ts';
import { offeredTimes } from '#shared/records/offered-times.ts';
import { seatsToBill, stayedAway } from '#shared/records/seats-to-bill.ts';
import type { ArgsOf } from './index.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const hour = 3_600_000;
const idOf = (letter: string): string => letter.repeat(22);

/** A business whose page offers times of its one service, and its customers A, B, C … */
function firm(fields: ArgsOf<'bookingRule.set'>['fields'] = {}) {
  const world = createMemoryRecords();
  const { run, records, context } = world;
  expectOk(run('business.setUp', { profile: ukBusiness, services: [{ name: 'Class', unitPrice: '900' }] }));
  const serviceId = world.list('services')[0]!.id;
  const open = [{ from: '08:00', to: '17:00' }];
  const hours = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] };
  expectOk(run('business.update', { fields: { hours } }));
  const services = [{ id: serviceId, name: 'Class', price: { kind: 'ask' as const } }];
  expectOk(run('page.approve', { field: 'services', shown: { services } }));
  const rule = { offersTimes: true, confirmsAtOnce: true, minutes: 60, noticeHours: 24, windowDays: 14 };
  const set = (more: ArgsOf<'bookingRule.set'>['fields'], staffIds?: string[]) =>
    expectOk(
      run('bookingRule.set', { serviceId, fields: more, ...(staffIds !== undefined && { staffIds }) }),
    );
  set({ ...rule, ...fields });
  const offer = () => offeredTimes(records, context.now)[serviceId];
  const starts = () => (offer()?.days ?? []).flatMap(({ times }) => times.map(([at]) => at * 60_000));
  const seatsAt = (start: number) =>
    (offer()?.days ?? []).flatMap(({ shared = [] }) => shared).find(([at]) => at * 60_000 === start)?.[1];
  const secret = 'S'.repeat(43);
  const chosen = (start: number) => {
    const claim: ChosenTime = { service: serviceId, start, times: 'T'.repeat(43) };
    return { receivedAt: context.now, claim, promised: { atOnce: true } };
  };
  const own = { version: 1 as const, secret, wishes: [] };
  const book = (letter: string, start: number) => {
    const who = { name: letter, phone: `0207946000${letter.charCodeAt(0) - 65}`, language: 'en' };
    const said = { ...own, ...who, kind: 'request' as const, serviceId };
    expectOk(run('booking.receive', { requests: [{ ...chosen(start), id: idOf(letter), said }] }));
    return booking(letter);
  };
  const change = (letter: string, wants: 'cancel' | 'move', start = 0) => {
    const said = { ...own, kind: 'change' as const, of: idOf(letter), wants };
    const { claim: _claim, promised: _promised, ...plain } = chosen(start);
    const of = wants === 'move' ? chosen(start) : plain;
    context.now += 1;
    expectOk(
      run('booking.receive', {
        requests: [{ ...of, id: contentId([letter, wants, start]).slice(0, 22), said }],
      }),
    );
  };
  const booking = (letter: string) => records.get('bookings', idOf(letter))!;
  const note = (letter: string) => bookingNote(records, booking(letter));
  return { ...world, serviceId, set, starts, seatsAt, book, change, booking, note };
}

test('customers share a visit until its seats are gone; who cancels gives one back, and it goes on for the others', () => {
  const { book, change, booking, note, seatsAt, starts, list, records } = firm({ seats: 3 });
  const [first = 0] = starts();
  for (const letter of ['A', 'B', 'C']) expect(book(letter, first)).toMatchObject({ state: 'confirmed' });
  expect(list('visits')).toHaveLength(1);
  const attendees = () => Object.keys(list('visits')[0]!.attendees ?? {});
  expect(attendees()).toEqual(['A', 'B', 'C'].map(idOf));
  expect(seatsAt(first)).toBeUndefined();
  expect(starts()).not.toContain(first);
  expect(book('D', first)).toMatchObject({ state: 'asked' });
  change('A', 'cancel');
  expect(note('A').state).toBe('cancelled');
  expect(attendees()).toEqual(['B', 'C'].map(idOf));
  expect(records.get('jobs', booking('B').jobId!)!.contactId).toBe(booking('B').contactId);
  expect(note('B').state).toBe('confirmed');
});

test('two devices that hear of two customers in another order make one visit', () => {
  const [one, other] = [firm({ seats: 4 }), firm({ seats: 4 })];
  const [first = 0] = one.starts();
  one.book('A', first);
  one.book('B', first);
  other.book('B', first);
  other.book('A', first);
  const made = ({ list }: typeof one) =>
    list('visits').map(({ id, attendees = {} }) => [id, ...Object.keys(attendees).toSorted()]);
  expect(made(one)).toEqual(made(other));
});

test('who moves takes part in another visit, and the last one to leave ends the visit; a seat there comes back', () => {
  const { book, change, booking, note, seatsAt, starts, records } = firm({ seats: 2, moves: 3 });
  const [first = 0, , third = 0] = starts();
  book('A', first);
  const before = booking('A').visitId!;
  expect(seatsAt(first)).toBe(1);
  change('A', 'move', third);
  expect(note('A')).toMatchObject({ state: 'confirmed', start: third, movesLeft: 2 });
  expect(booking('A').visitId).not.toBe(before);
  expect(records.get('visits', before)!.attendees ?? {}).toEqual({});
  expect([starts().includes(first), seatsAt(third)]).toEqual([true, 1]);
  // Somebody begins one there anew: it is another visit than the one that was cancelled.
  book('B', first);
  expect(booking('B').visitId).not.toBe(before);
  expect(note('B').state).toBe('confirmed');
});

test('who moves takes nobody’s time twice: what others take part in goes on, and who does it is not free then', () => {
  const { run, book, change, booking, note, starts, set } = firm({ seats: 2, moves: 3 });
  const { id: ana } = expectOk(run('staff.create', { kind: 'person', name: 'Ana' }));
  set({}, [ana]);
  const [first = 0, overlapping = 0] = starts();
  expect(overlapping).toBeLessThan(first + hour);
  book('A', first);
  book('B', first);
  change('A', 'move', overlapping);
  expect(note('A')).toMatchObject({ state: 'confirmed', start: first });
  expect(booking('A').change).toMatchObject({ wants: 'move', slot: { start: overlapping } });
});

test('customers take part in what is planned, and begin nothing where the rule says so', () => {
  const { run, book, change, serviceId, set, starts, seatsAt, context, list, note } = firm({ seats: 2 });
  set({ onlyPlanned: true });
  expect(starts()).toEqual([]);
  const { id: contactId } = expectOk(run('contact.create', { name: 'The village hall' }));
  const start = context.now + 96 * hour;
  const item = { name: 'Class', quantity: '1', unitPrice: '900', serviceId };
  const visit = { start, end: start + hour };
  expectOk(run('job.create', { contactId, title: 'Yoga', items: [item], visit }));
  expect(seatsAt(start)).toBe(2);
  book('A', start);
  expect([note('A').state, seatsAt(start), list('visits').length]).toEqual(['confirmed', 1, 1]);
  change('A', 'cancel');
  // Nobody takes part, and it stands: the business has planned it.
  expect(seatsAt(start)).toBe(2);
});

test('only those who do a service are offered for it, and who has the least to do that day goes', () => {
  const { run, book, set, starts, list } = firm();
  const [ana, bob, cid] = ['Ana', 'Bob', 'Cid'].map(
    (name) => expectOk(run('staff.create', { kind: 'person', name })).id,
  );
  set({}, [ana!, bob!]);
  const [first = 0, second = 0] = starts().filter((_, at) => at % 2 === 0);
  book('A', first);
  book('B', first);
  expect(starts()).not.toContain(first);
  const going = () => list('visits').map(({ assignees = {} }) => Object.keys(assignees));
  expect(going().flat().toSorted()).toEqual([ana!, bob!].toSorted());
  expect(book('C', second)).toMatchObject({ state: 'confirmed' });
  book('D', second);
  const counts = [ana, bob, cid].map(
    (id) =>
      going()
        .flat()
        .filter((each) => each === id).length,
  );
  expect(counts).toEqual([2, 2, 0]);
});

test('where it takes place is told to who is confirmed, and to nobody else', () => {
  const { set, book, change, note, starts } = firm();
  set({ place: 'video', link: 'https://meet.example/room' });
  const [first = 0] = starts();
  book('A', first);
  expect(note('A')).toMatchObject({ place: 'video', where: 'https://meet.example/room' });
  change('A', 'cancel');
  expect(note('A').where).toBeUndefined();
  set({ confirmsAtOnce: false, place: 'business', link: null });
  book('B', first);
  expect(note('B')).toMatchObject({ state: 'asked', place: 'business' });
  expect(note('B').where).toBeUndefined();
});

test('who has the link reads that somebody is on the way, and that it is done', () => {
  const { run, book, note, starts } = firm();
  const { jobId = '', visitId = '' } = book('A', starts()[0]!);
  expectOk(run('job.setOut', { id: jobId, visitId }));
  expect(note('A').state).toBe('onTheWay');
  expectOk(run('job.start', { id: jobId, visitId }));
  expectOk(run('job.finishVisit', { id: jobId, visitId }));
  expect(note('A').state).toBe('done');
});

test('nobody moves or cancels by themselves what somebody is on the way to', () => {
  const { run, book, change, booking, starts } = firm({ changeHours: 0 });
  const [first = 0, , third = 0] = starts();
  const { jobId = '', visitId = '' } = book('A', first);
  expectOk(run('job.setOut', { id: jobId, visitId }));
  change('A', 'move', third);
  expect(booking('A')).toMatchObject({ confirmedFor: first, change: { wants: 'move' } });
  change('A', 'cancel');
  expect(booking('A').state).toBe('confirmed');
});

/** Three take part, C does not come, and the visit is over. */
function over() {
  const world = firm({ seats: 3 });
  const [first = 0] = world.starts();
  for (const letter of ['A', 'B', 'C']) world.book(letter, first);
  const { jobId = '', visitId = '' } = world.booking('A');
  const note = (letter: string, attendance: 'came' | 'noShow') =>
    expectOk(world.run('job.setAttendance', { id: jobId, visitId, attendeeId: idOf(letter), attendance }));
  const finish = () => expectOk(world.run('job.finishVisit', { id: jobId, visitId }));
  const seats = () => seatsToBill(world.records, readJob(world.records, jobId)!);
  const who = () => seats().map(({ attendeeId }) => attendeeId[0]);
  return { ...world, jobId, visitId, first, note, finish, seats, who };
}

test('who took part is billed each for themselves, once: not the job’s own customer, and not who stayed away or left', () => {
  const { run, change, list, note, finish, seats, who, records, booking, jobId } = over();
  expect(who()).toEqual([]);
  note('C', 'noShow');
  finish();
  expect(who()).toEqual(['B']);
  note('C', 'came');
  expect(who()).toEqual(['B', 'C']);
  note('C', 'noShow');
  const { documentId } = seats()[0]!;
  expect(expectOk(run('invoice.draftSeats', { jobId })).ids).toEqual([documentId]);
  expectOk(run('invoice.draftSeats', { jobId }));
  expect(list('documents')).toMatchObject([{ id: documentId, contactId: booking('B').contactId }]);
  expect(Object.values(list('documents')[0]!.lines ?? {})).toMatchObject([
    { name: 'Class', unitPrice: '900' },
  ]);
  // Drafted it is not billed yet.
  expect(who()).toEqual(['B']);
  const { issuedId } = expectOk(run('invoice.issue', { id: documentId }));
  expect([who(), run('invoice.draftSeats', { jobId }).ok]).toEqual([[], false]);
  // The job's own invoice is another one.
  const own = expectOk(run('invoice.draft', { contactId: booking('A').contactId, jobId }));
  expectOk(run('invoice.issue', { id: own.id }));
  expect(readJob(records, jobId)?.state).toBe('invoiced');
  // What was credited is billed anew.
  expectOk(run('invoice.issue', { id: expectOk(run('invoice.credit', { issuedId })).id }));
  expect(who()).toEqual(['B']);
  expect(seats()[0]!.documentId).not.toBe(documentId);
  change('B', 'cancel');
  expect(booking('B').change).toMatchObject({ wants: 'cancel' });
});

test('who cancelled is not billed, nor a job whose own customer did not come', () => {
  const { change, note, finish, who, records, jobId, booking } = over();
  change('B', 'cancel');
  note('A', 'noShow');
  finish();
  expect(who()).toEqual(['C']);
  expect(readJob(records, jobId)?.contactId).toBe(booking('A').contactId);
  expect(stayedAway(records, readJob(records, jobId)!)).toBe(true);
  note('A', 'came');
  expect(stayedAway(records, readJob(records, jobId)!)).toBe(false);
});

test('two devices that draft what who took part owes have drafted it once', () => {
  const [one, other] = [over(), over()];
  for (const { run, finish, jobId } of [one, other]) {
    finish();
    expectOk(run('invoice.draftSeats', { jobId }));
  }
  const drafts = ({ list }: typeof one) => list('documents').map(({ id, contactId }) => [id, contactId]);
  expect(drafts(one)).toHaveLength(2);
  expect(drafts(one)).toEqual(drafts(other));
});

test('people for whom one customer pays are nobody to bill', () => {
  const { run, context, seats: _seats, ...world } = over();
  const { id: contactId } = expectOk(run('contact.create', { name: 'A firm' }));
  const { id } = expectOk(run('job.create', { contactId, title: 'Training' }));
  expectOk(run('job.setItem', { id, item: { name: 'Training', quantity: '1', unitPrice: '90000' } }));
  const start = context.now + hour;
  const { visitId } = expectOk(run('job.schedule', { id, start, end: start + hour }));
  const people = ['Ann', 'Ben'].map((name) => ({ name }));
  expectOk(run('job.addAttendees', { id, visitId, people }));
  expectOk(run('job.finishVisit', { id, visitId }));
  expect(seatsToBill(world.records, readJob(world.records, id)!)).toEqual([]);
});
