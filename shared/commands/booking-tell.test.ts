import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailOf } from '#shared/domain/mail.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { CustomerRequest } from '#shared/public-page/request.ts';
import { newsOf } from '#shared/records/booking-news.ts';
import { readMessage } from '#shared/records/messages.ts';
import { newsObstacle } from './booking-tell.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const id = 'A'.repeat(22);
const secret = 'S'.repeat(43);
const hour = 3_600_000;
const day = 24 * hour;
const link = `https://relay.example/b/rivera#${'F'.repeat(22)}.${id}.${secret}`;
const mailbox = {
  name: 'Rivera Heating',
  address: 'office@rivera.example',
  host: 'mail.rivera.example',
  port: 465,
  security: 'tls' as const,
  user: 'office',
  password: 'secret',
};

function request(more: Partial<CustomerRequest> = {}): CustomerRequest {
  const wishes = [{ day: '2026-12-01', part: 'morning' as const }];
  const who = { name: 'Ana Lopes', email: 'ana@example.com', language: 'en' };
  return { version: 1, kind: 'request', secret, wishes, ...who, ...more };
}

/** A business with a mailbox and a request from its page; `tell` does what its devices do by themselves. */
function firm(said: Partial<CustomerRequest> = {}) {
  const world = createMemoryRecords();
  const { run, records, context } = world;
  const services = [{ name: 'Boiler service', unitPrice: '9000' }];
  expectOk(run('business.setUp', { profile: ukBusiness, services }));
  expectOk(run('mail.connect', mailbox));
  const serviceId = world.list('services')[0]!.id;
  context.now += hour;
  const receive = (more: Partial<CustomerRequest> = {}, as = id) =>
    expectOk(
      run('booking.receive', {
        requests: [{ id: as, receivedAt: context.now, said: request({ serviceId, ...more }) }],
      }),
    );
  receive(said);
  const booking = (as = id) => records.get('bookings', as)!;
  const obstacle = (as = id) => newsObstacle(records, booking(as), context.now);
  /** The e-mail that goes out now, if one does. */
  function tell(as = id) {
    const due = newsOf(records, booking(as), context.now);
    if (due === undefined || obstacle(as) !== undefined) return undefined;
    expectOk(run('booking.tell', { id: as, key: due.key, link }));
    const message = readMessage(records, booking(as).told![due.key]!.messageId)!;
    context.now += 1000;
    return { news: due.news, text: message.text!, ...mailOf(message)!, message };
  }
  const accept = (start: number, reply?: string) =>
    expectOk(run('booking.accept', { id, visit: { start, end: start + hour }, reply }));
  return { ...world, receive, booking, tell, accept, obstacle, start: context.now + 3 * day };
}

test('who left an address hears that it has arrived, when it is, with the appointment for their calendar, and of its end', () => {
  const { run, tell, accept, start, context } = firm();
  expect(tell()).toMatchObject({ news: 'asked', to: 'ana@example.com' });
  expect(tell()).toBeUndefined();
  accept(start, 'We bring the washer.');
  const confirmed = tell()!;
  expect(confirmed).toMatchObject({
    news: 'confirmed',
    subject: expect.stringContaining('Confirmed: Boiler'),
  });
  for (const words of ['Boiler service', 'London', 'We bring the washer.', 'AAAAAA', link])
    expect(confirmed.text).toContain(words);
  expect(confirmed.calendar?.text).toContain(`UID:${id}@plumbline\r\n`);
  expect(confirmed.calendar?.text).toContain('METHOD:PUBLISH');
  expect(tell()).toBeUndefined();
  context.now += 2 * hour;
  expectOk(run('booking.cancel', { id }));
  const cancelled = tell()!;
  expect(cancelled.news).toBe('cancelled');
  expect(cancelled.calendar?.text).toContain('METHOD:CANCEL');
  // The same entry, in which the owner's earlier words do not stand once more.
  expect(cancelled.calendar?.text).toContain(`UID:${id}@plumbline\r\n`);
  expect(cancelled.text).not.toContain('washer');
  expect(tell()).toBeUndefined();
});

test('a visit that moves is told once for each time, also back again, and words alone are told too', () => {
  const { run, booking, tell, accept, start } = firm();
  tell();
  accept(start);
  tell();
  const move = (at: number) => {
    const { jobId, visitId } = booking();
    expectOk(run('job.reschedule', { id: jobId!, visitId: visitId!, start: at, end: at + hour }));
    return tell()?.news;
  };
  expect([move(start + day), move(start + day), move(start), move(start)]).toEqual([
    'moved',
    undefined,
    'moved',
    undefined,
  ]);
  expectOk(run('booking.say', { id, reply: 'Which make is it?' }));
  expect(tell()).toMatchObject({ news: 'said', text: expect.stringContaining('Which make is it?') });
  expect(tell()).toBeUndefined();
  const news = Object.values(booking().told!).map((each) => each.news);
  expect(news.toSorted()).toEqual(['asked', 'confirmed', 'moved', 'moved', 'said']);
});

test('nothing that was typed on the page goes to the address that was typed there', () => {
  fc.assert(
    fc.property(
      fc.string({
        minLength: 12,
        maxLength: 40,
        unit: fc.constantFrom('q', 'x', 'z', 'j', 'Q', 'X', 'Z', 'J'),
      }),
      (typed) => {
        const { tell } = firm({ name: typed, words: typed, phone: '020 7946 0123' });
        const { text, subject } = tell()!;
        expect(`${subject} ${text}`).not.toContain(typed);
      },
    ),
    { numRuns: 20 },
  );
});

test('each customer reads it in their language, in the time of the business', () => {
  const { tell, accept, start } = firm({ language: 'de-AT' });
  expect(tell()?.text).toContain('Ihre Anfrage ist bei uns');
  accept(start);
  expect(tell()).toMatchObject({
    subject: expect.stringMatching(/^Bestätigt: Boiler service, .*\d{4}$/),
    text: expect.stringContaining('nach der Zeit von London'),
  });
});

test('nobody is written to who wants none, who has left no address, or who is spoken to by a person', () => {
  const gone = firm();
  const contact = { name: 'Ana', emails: { a: { address: 'ANA@example.com' } } };
  const { id: contactId } = expectOk(gone.run('contact.create', contact));
  expectOk(
    gone.run('consent.record', { contactId, purposes: ['visitReminders'], given: false, basis: 'spoken' }),
  );
  expect([gone.obstacle(), gone.tell()]).toEqual(['unwanted', undefined]);
  expect(firm({ email: undefined, phone: '020 7946 0123' }).obstacle()).toBe('address');
  expect(firm({ words: 'I smell gas in the kitchen' }).obstacle()).toBe('danger');
  const off = firm();
  expectOk(off.run('page.tellByMail', { on: false }));
  expect(off.obstacle()).toBe('off');
  off.context.now += hour;
  expectOk(off.run('page.tellByMail', { on: true }));
  // What happened meanwhile is not told later.
  expect(off.tell()).toBeUndefined();
});

test('an address that somebody types again and again gets only a few of them', () => {
  const { receive, tell, obstacle } = firm();
  const ids = Array.from({ length: 9 }, (_, at) => String(at).repeat(22));
  for (const each of ids) receive({}, each);
  expect(ids.map((each) => tell(each)).filter(Boolean)).toHaveLength(6);
  expect(obstacle()).toBe('often');
});
