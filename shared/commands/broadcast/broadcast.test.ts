import { expect, test } from 'vitest';
import type { Broadcast } from '#shared/domain/broadcast/broadcast.ts';
import { recipientId } from '#shared/domain/broadcast/broadcast.ts';
import { messageTemplateId } from '#shared/domain/message-template.ts';
import { expectOk, type Result } from '#shared/lib/result.ts';
import { createMemoryRecords, type MemoryRecords, ukBusiness, whatsappAccount } from '../testing.ts';
import { whomItReaches } from './audience.ts';
import { resultsOf } from './results.ts';

const { businessAccountId, phoneNumberId: accountId } = whatsappAccount;
const offer = {
  name: 'spring_offer',
  language: 'en_GB',
  category: 'MARKETING',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hello {{1}}, ten percent off at {{2}}.' }],
};
const templateId = messageTemplateId(businessAccountId, offer.name, offer.language);
const values = {
  'body:1': { words: '{{firstName}}', fallback: 'there' },
  'body:2': { words: '{{business}}' },
};
const plan = { name: 'Spring', audience: { of: 'all' as const }, accountId, templateId, values };

function setUp() {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  expectOk(world.run('channel.connect', whatsappAccount));
  expectOk(world.run('template.loaded', { businessAccountId, templates: [offer] }));
  return world;
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.error.code);

function noteConsent(world: MemoryRecords, contactId: string, given: boolean): void {
  expectOk(world.run('consent.record', { contactId, purposes: ['marketing'], given, basis: 'written' }));
}

let numbers = 0;
function addPerson(world: MemoryRecords, name: string, { agrees = true, phone = true } = {}): string {
  const number = `+316123${String(++numbers).padStart(5, '0')}`;
  const { id } = expectOk(
    world.run('contact.create', { name, ...(phone && { phones: { a: { number } } }) } as never),
  );
  if (agrees) noteConsent(world, id, true);
  return id;
}

const draft = (world: MemoryRecords) => expectOk(world.run('broadcast.create', plan)).id;
const read = (world: MemoryRecords, id: string): Broadcast => world.records.get('broadcasts', id)!;
const whys = (world: MemoryRecords) =>
  Object.fromEntries(
    whomItReaches(world.records, plan, world.context.now).leftOut.map(({ contact, why }) => [
      contact.name,
      why,
    ]),
  );

test('who has not agreed, has no number, is a child or is not to be contacted is left out, each with the reason', () => {
  const world = setUp();
  addPerson(world, 'Ana');
  addPerson(world, 'Ben', { agrees: false });
  addPerson(world, 'Cleo', { phone: false });
  const dora = addPerson(world, 'Dora');
  expectOk(world.run('contact.setMinor', { id: dora, minor: true }));
  const emil = addPerson(world, 'Emil');
  expectOk(world.run('contact.setDoNotContact', { id: emil, on: true }));
  expect(whys(world)).toEqual({ Ben: 'noConsent', Cleo: 'noNumber', Dora: 'minor', Emil: 'doNotContact' });
  const id = draft(world);
  expect(codeOf(world.run('broadcast.start', { id, reaches: 2 }))).toBe('broadcast.other-people');
  expectOk(world.run('broadcast.start', { id, reaches: 1 }));
  expect(read(world, id)).toMatchObject({
    reaches: 1,
    leftOut: { noConsent: 1, noNumber: 1, minor: 1, doNotContact: 1 },
  });
});

test('each gets it once, with their own name, and whoever says stop in between does not', () => {
  const world = setUp();
  const [ana, ben] = [addPerson(world, 'Ana Lopes'), addPerson(world, '+31612399777')];
  const id = draft(world);
  expectOk(world.run('broadcast.start', { id, reaches: 2 }));
  const first = recipientId(id, ana);
  expectOk(world.run('broadcast.send', { id: first }));
  expect(codeOf(world.run('broadcast.send', { id: first }))).toBe('broadcast.sent');
  expect(world.messages().map(({ text, broadcastId }) => [text, broadcastId])).toEqual([
    [`Hello Ana, ten percent off at ${ukBusiness.name}.`, id],
  ]);
  noteConsent(world, ben, false);
  expectOk(world.run('broadcast.send', { id: recipientId(id, ben) }));
  expect(world.messages()).toHaveLength(1);
  const { totals, rows } = resultsOf(world.records, { id }, world.context.now);
  expect(totals).toMatchObject({ of: 2, by: { queued: 1, leftOut: 1 } });
  expect(rows.map(({ result }) => result)).toContainEqual({ is: 'leftOut', why: 'optedOut' });
});

test('a name that is only a number gives way to the fallback; without one the person is left out', () => {
  const world = setUp();
  const ben = addPerson(world, '+31612399777');
  const { reached } = whomItReaches(world.records, plan, world.context.now);
  expect(reached.map(({ text }) => text)).toEqual([`Hello there, ten percent off at ${ukBusiness.name}.`]);
  const bare = { ...plan, values: { ...values, 'body:1': { words: '{{firstName}}' } } };
  const without = whomItReaches(world.records, bare, world.context.now);
  expect(without.leftOut.map(({ contact, why }) => [contact.id, why])).toEqual([[ben, 'missing']]);
});

test('two contacts with one number get one message, and who waits for another broadcast waits for that alone', () => {
  const world = setUp();
  addPerson(world, 'Ana');
  const number = `+316123${String(numbers).padStart(5, '0')}`;
  const twin = expectOk(
    world.run('contact.create', { name: 'Ana again', phones: { a: { number } } } as never),
  );
  noteConsent(world, twin.id, true);
  expect(whys(world)).toEqual({ 'Ana again': 'sameNumber' });
  expectOk(world.run('broadcast.start', { id: draft(world), reaches: 1 }));
  expect(whys(world)).toEqual({ Ana: 'elsewhere' });
});

test('a paused broadcast sends nothing until it goes on; what is ended stays so; what is scheduled is changed as a draft', () => {
  const world = setUp();
  const ana = addPerson(world, 'Ana');
  const id = draft(world);
  const startAt = world.context.now + 60_000;
  expectOk(world.run('broadcast.schedule', { id, reaches: 1, startAt }));
  expect(codeOf(world.run('broadcast.change', { id, ...plan }))).toBe('broadcast.fixed');
  expect(codeOf(world.run('broadcast.send', { id: recipientId(id, ana) }))).toBe('broadcast.rests');
  const again = expectOk(world.run('broadcast.reopen', { id })).id;
  expect(read(world, id)).toMatchObject({ replacedBy: again });
  expect(read(world, again).scheduled).toBeUndefined();
  expectOk(world.run('broadcast.start', { id: again, reaches: 1 }));
  expectOk(world.run('broadcast.pause', { id: again }));
  const send = () => world.run('broadcast.send', { id: recipientId(again, ana) });
  expect(codeOf(send())).toBe('broadcast.rests');
  expectOk(world.run('broadcast.resume', { id: again }));
  expectOk(send());
  expectOk(world.run('broadcast.cancel', { id: again }));
  expect(codeOf(world.run('broadcast.resume', { id: again }))).toBe('broadcast.cancelled');
});

test('a test goes to one’s own number and to nobody else', () => {
  const world = setUp();
  const ana = addPerson(world, 'Ana Lopes');
  const send = () => world.run('broadcast.test', { accountId, templateId, values, contactId: ana });
  expect(codeOf(send())).toBe('broadcast.no-own-number');
  world.apply([
    {
      collection: 'members',
      id: 'member-1',
      path: [],
      before: undefined,
      after: { id: 'member-1', name: 'Sam', createdAt: 1, phone: '+31612399999' },
    },
  ]);
  expectOk(send());
  const [message] = world.messages();
  expect(message?.text).toBe(`Hello Ana, ten percent off at ${ukBusiness.name}.`);
  const talk = world.records.get('conversations', message!.conversationId)!;
  expect(world.records.get('identities', talk.identityId!)?.value).toBe('31612399999');
});

test('what somebody writes after it counts as their reply, once', () => {
  const world = setUp();
  const ana = addPerson(world, 'Ana');
  const id = draft(world);
  expectOk(world.run('broadcast.start', { id, reaches: 1 }));
  expectOk(world.run('broadcast.send', { id: recipientId(id, ana) }));
  const phone = [...world.records.all('identities')][0]!.value;
  const write = (externalId: string, after: number) =>
    expectOk(
      world.run('inbox.ingest', {
        events: [
          {
            kind: 'message',
            channel: 'whatsapp',
            accountId,
            customer: { phone },
            externalId,
            at: world.context.now + after,
            receivedAt: world.context.now + after,
            place: 0,
            type: 'text',
            text: 'Yes please',
            echo: false,
          } as never,
        ],
      }),
    );
  write('wamid.1', 5000);
  const [inbound] = world.messages().filter(({ direction }) => direction === 'in');
  expectOk(world.run('broadcast.noteReply', { messageId: inbound!.id }));
  write('wamid.2', 9000);
  const second = world.messages().find(({ externalId }) => externalId === 'wamid.2')!;
  expect(codeOf(world.run('broadcast.noteReply', { messageId: second.id }))).toBe('broadcast.no-reply');
  expect(resultsOf(world.records, { id }, world.context.now).totals.replies).toBe(1);
});

test('a long list of people is enlisted in one go', () => {
  const world = setUp();
  for (let each = 0; each < 300; each++) addPerson(world, `Person ${each}`);
  const id = draft(world);
  expectOk(world.run('broadcast.start', { id, reaches: 300 }));
  expect(world.list('broadcastRecipients')).toHaveLength(300);
});
