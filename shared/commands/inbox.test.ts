import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isUnread, waitingSince } from '#shared/domain/conversation-state.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { messageChanges } from '#shared/records/testing.ts';
import { recipientFor } from './inbox/recipient.ts';
import { createMemoryRecords, type MemoryRecords } from './testing.ts';

const accountId = '106540352242922';
const phone = '16505551234';
const userId = 'US.13491208655302741918';

type MessageEvent = Extract<WebhookEvent, { kind: 'message' }>;

function message(fields: Partial<MessageEvent> = {}): MessageEvent {
  const customer = { phone, name: 'Sheena Nelson' };
  const base = {
    kind: 'message',
    channel: 'whatsapp',
    accountId,
    externalId: 'wamid.1',
    customer,
    at: 1000,
    type: 'text',
    text: 'Hello',
    echo: false,
  };
  return { ...base, ...fields } as MessageEvent;
}

function status(state: 'sent' | 'delivered' | 'read' | 'failed', fields: object = {}): WebhookEvent {
  return {
    kind: 'status',
    channel: 'whatsapp',
    accountId,
    externalId: 'wamid.out',
    state,
    at: 2000,
    recipient: { phone },
    ...fields,
  };
}

function worldWith(...deliveries: WebhookEvent[][]): MemoryRecords {
  const world = createMemoryRecords();
  for (const events of deliveries) expectOk(world.run('inbox.ingest', { events }));
  return world;
}

/** A message of this device's that Meta may or may not have taken. */
function sendFrom(world: MemoryRecords): string {
  const conversationId = world.list('conversations')[0]!.id;
  world.context.now = 1500;
  const { id } = expectOk(world.run('message.send', { conversationId, text: 'We come at nine.' }));
  expectOk(world.run('message.attempt', { id }));
  return id;
}

const sentMessage = (world: MemoryRecords) => world.messages().find(({ direction }) => direction === 'out')!;

const fixtures = new URL('../../tests/fixtures/meta-webhooks/', import.meta.url);
const recorded = readdirSync(fixtures)
  .filter((name) => name.endsWith('.json'))
  .map((name) => parseWebhook(readFileSync(new URL(name, fixtures), 'utf8')))
  .flatMap((parsed) => (parsed.ok ? [parsed.value] : []));

test('the recorded deliveries become one conversation with everything that was said', () => {
  const world = worldWith(...recorded);
  const customer = world.list('contacts').find(({ name }) => name === 'Mauricio Binda')!;
  expect(customer).toMatchObject({ source: 'whatsapp' });
  expect(Object.values(customer.phones!)).toEqual([{ number: '+1111111111111', label: 'WhatsApp' }]);
  const types = world.list('messages').map(({ type, direction }) => `${direction} ${type}`);
  expect(types.toSorted()).toEqual(
    [
      'in audio',
      'in button',
      'in contacts',
      'in document',
      'in image',
      'in location',
      'in reaction',
      'in sticker',
    ]
      .concat(['in text', 'in unsupported', 'in video', 'out text'])
      .toSorted(),
  );
  expect(deliveryState(sentMessage(world))).toBe('delivered');
  expect(world.list('accountEvents')).toHaveLength(8);
  // Two failures are about messages that another system sent.
  expect(world.list('pendingUpdates')).toHaveLength(2);
});

test('the recorded deliveries lead to the same records twice, reversed and in one batch', () => {
  const once = worldWith(...recorded).snapshot();
  expect(worldWith(...recorded, ...recorded).snapshot()).toEqual(once);
  expect(worldWith(...recorded.toReversed()).snapshot()).toEqual(once);
  expect(worldWith(recorded.flat()).snapshot()).toEqual(once);
  expect(worldWith(recorded.flat().toReversed()).snapshot()).toEqual(once);
});

const customers = [{ phone: '16505551234' }, { phone: '31612345678', userId: 'NL.77' }, { userId }];
const channel = fc.constant('whatsapp' as const);
const moment = fc.integer({ min: 1, max: 20 }).map((n) => n * 1000);
const name = fc.constantFrom('Sheena', 'Jörg', 'Ana 🔧', undefined);
/** Some of it is heard: alone, or beside what was written just before. */
const said = [
  'Hello',
  'there is a smell',
  'in the kitchen',
  'it smells of gas',
  'please hurry',
  'and the boiler',
  'STOP',
  'I had enough of this',
  'is anybody there',
  'it is getting worse',
  'smoke',
];
const targets = fc.constantFrom('wamid.a', 'wamid.b', 'wamid.c');

const anyMessage = fc
  .record({ customer: fc.constantFrom(...customers), name, at: moment, echo: fc.boolean() })
  .chain(({ customer, name: given, at, echo }) => {
    const own = echo ? 'wamid.out' : 'wamid.in';
    return fc.record({
      kind: fc.constant('message' as const),
      channel,
      accountId: fc.constant(accountId),
      // A message's id, moment and type belong together; only the name of its sender may be told anew.
      externalId: fc.constant(`${own}-${customer.phone ?? customer.userId}-${at}`),
      customer: fc.constant({ ...customer, ...(given === undefined ? {} : { name: given }) }),
      at: fc.constant(at),
      type: fc.constant('text' as const),
      text: fc.constant(said[(at / 1000) % said.length]!),
      echo: fc.constant(echo),
    });
  });

const anyUpdateOf = (messages: MessageEvent[]) => {
  const id =
    messages.length === 0
      ? targets
      : fc.oneof(targets, fc.constantFrom(...messages.map(({ externalId }) => externalId)));
  const base = { channel, accountId: fc.constant(accountId), externalId: id, at: moment };
  return fc.oneof(
    fc.record({
      ...base,
      kind: fc.constant('status' as const),
      state: fc.constantFrom('sent', 'delivered', 'read', 'failed'),
      recipient: fc.constant({ phone }),
      error: fc.option(fc.record({ code: fc.constantFrom(131026, 131047) }), { nil: undefined }),
    }),
    fc.record({
      ...base,
      kind: fc.constant('edit' as const),
      text: fc.constantFrom('changed', 'changed again'),
    }),
    fc.record({ ...base, kind: fc.constant('revoke' as const) }),
  );
};

const anyEvents = fc
  .uniqueArray(anyMessage, { maxLength: 12, selector: ({ externalId }) => externalId })
  .chain((messages) => fc.tuple(fc.constant(messages), fc.array(anyUpdateOf(messages), { maxLength: 12 })))
  .map(([messages, updates]) => [...messages, ...updates] as WebhookEvent[]);

test('any order, any repetition and any grouping of the same events leads to the same records', () => {
  const shuffled = anyEvents.chain((events) =>
    fc.record({
      events: fc.constant(events),
      other: fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      repeated: fc.subarray(events),
      cut: fc.nat({ max: events.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ events, other, repeated, cut }) => {
      const once = worldWith(...events.map((event) => [event])).snapshot();
      expect(worldWith(events.toReversed()).snapshot()).toEqual(once);
      expect(worldWith(other.slice(0, cut), repeated, other.slice(cut), repeated).snapshot()).toEqual(once);
    }),
    { numRuns: 300 },
  );
});

test('a stranger who writes becomes a contact with their own name, and keeps the one the owner gives', () => {
  const world = worldWith([message({ customer: { phone } })]);
  const [contact] = world.list('contacts');
  expect(contact).toMatchObject({ name: '+16505551234', source: 'whatsapp' });
  world.run('inbox.ingest', { events: [message({ externalId: 'wamid.2', at: 2000 })] });
  expect(world.list('contacts')).toMatchObject([{ name: 'Sheena Nelson' }]);
  world.run('contact.update', { id: contact!.id, fields: { name: 'Sheena from Elm Street' } });
  const renamed = message({ externalId: 'wamid.3', at: 3000, customer: { phone, name: 'S. Nelson' } });
  world.run('inbox.ingest', { events: [renamed] });
  expect(world.list('contacts')).toMatchObject([{ name: 'Sheena from Elm Street' }]);
});

test('somebody whom the owner knows already is not entered a second time', () => {
  const world = createMemoryRecords();
  const phones = { a: { number: '+1 (650) 555-1234' } };
  const { id } = expectOk(world.run('contact.create', { name: 'Sheena', phones }));
  world.run('inbox.ingest', { events: [message()] });
  expect(world.list('contacts')).toMatchObject([{ id, name: 'Sheena' }]);
  expect(Object.keys(world.list('contacts')[0]!.phones!)).toEqual(['a']);
  expect(world.list('conversations')).toMatchObject([{ contactId: id }]);
});

test.each([
  ['number first', { phone }, { userId }],
  ['user id first', { userId }, { phone }],
])('number and user id that appear together are one person from then on, %s', (_order, first, second) => {
  const world = worldWith(
    [message({ externalId: 'wamid.1', at: 1000, customer: first })],
    [message({ externalId: 'wamid.2', at: 2000, customer: { phone, userId } })],
    [message({ externalId: 'wamid.3', at: 3000, customer: second })],
  );
  expect(world.snapshot()['contacts']).toHaveLength(1);
  expect(world.list('identities')).toHaveLength(2);
  expect(world.list('conversations')).toHaveLength(1);
  expect(world.list('messages')).toHaveLength(3);
  expect(world.list('accountEvents')).toEqual([]);
});

test('two contacts that turn out to be one person are one, as long as nobody has worked with them', () => {
  const both = message({ externalId: 'wamid.3', at: 3000, customer: { phone, userId } });
  const world = worldWith(
    [message({ externalId: 'wamid.1', customer: { phone, name: 'Sheena' } })],
    [message({ externalId: 'wamid.2', customer: { userId, name: 'sheena88' } })],
    [both],
  );
  expect(world.snapshot()['contacts']).toHaveLength(1);
  expect(world.list('conversations')).toHaveLength(1);
  expect(world.list('messages')).toHaveLength(3);
  expect(world.list('accountEvents')).toEqual([]);
});

test.each(['contact.update', 'conversation.markRead'] as const)(
  'two contacts that turn out to be one person are both kept after %s, and the owner is told once',
  (work) => {
    const both = message({ externalId: 'wamid.3', at: 3000, customer: { phone, userId } });
    const world = worldWith(
      [message({ externalId: 'wamid.1', customer: { phone, name: 'Sheena' } })],
      [message({ externalId: 'wamid.2', customer: { userId, name: 'sheena88' } })],
    );
    for (const { id, name } of world.list('contacts'))
      if (work === 'contact.update') world.run(work, { id, fields: { name, notes: 'Has a dog' } });
    for (const { id } of world.list('conversations'))
      if (work === 'conversation.markRead') world.run(work, { id });
    for (const event of [both, both, { ...both, externalId: 'wamid.4' }])
      world.run('inbox.ingest', { events: [event] });
    const names = world.list('contacts').map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Sheena', 'sheena88']);
    expect(world.list('accountEvents')).toMatchObject([{ field: 'identity-conflict', severity: 'warning' }]);
    const byUserId = world.list('identities').find(({ kind }) => kind === 'bsuid')!.contactId;
    const last = world.list('messages').find(({ externalId }) => externalId === 'wamid.4')!;
    expect(world.records.get('conversations', last.conversationId)!.contactId).toBe(byUserId);
  },
);

test('a customer with a new number stays in the same conversation, and replies go to the new number', () => {
  const after = { phone: '12195555358' };
  const origin = { channel: 'whatsapp', accountId } as const;
  const change: WebhookEvent = { kind: 'identityChange', ...origin, at: 2000, before: { phone }, after };
  const world = worldWith([message()], [change]);
  const recipient = () => recipientFor(world.records, world.list('conversations')[0]!);
  expect(recipient()).toEqual(after);
  world.run('inbox.ingest', { events: [message({ externalId: 'wamid.2', at: 3000, customer: after })] });
  expect(world.list('conversations')).toHaveLength(1);
  expect(recipient()).toEqual(after);
});

test('a reply goes where the customer last wrote from', () => {
  const recipient = (...customersInTurn: { phone?: string; userId?: string }[]) => {
    const events = customersInTurn.map((customer, n) =>
      message({ externalId: `wamid.${n}`, at: n, customer }),
    );
    const world = worldWith(events);
    return recipientFor(world.records, world.list('conversations')[0]!);
  };
  expect(recipient({ phone })).toEqual({ phone });
  expect(recipient({ userId })).toEqual({ userId });
  expect(recipient({ phone, userId })).toEqual({ userId });
  expect(recipient({ phone, userId }, { phone })).toEqual({ phone });
});

test('a resolved conversation opens again when the customer writes', () => {
  const world = worldWith([message()]);
  const { id } = world.list('conversations')[0]!;
  world.run('conversation.resolve', { id });
  world.run('inbox.ingest', { events: [message()] });
  expect(world.list('conversations')).toMatchObject([{ state: 'resolved' }]);
  world.run('inbox.ingest', {
    events: [message({ externalId: 'wamid.2', at: 2000, text: 'One more thing' })],
  });
  expect(world.list('conversations')).toMatchObject([
    { state: 'open', lastInboundAt: 2000, lastText: 'One more thing' },
  ]);
});

test('a message is tried once: a second attempt is refused', () => {
  const world = worldWith([message()]);
  const id = sendFrom(world);
  expect(world.run('message.attempt', { id })).toMatchObject({
    ok: false,
    error: { code: 'message.already-attempted' },
  });
  expect(deliveryState(sentMessage(world))).toBe('unconfirmed');
});

test('a send whose answer was lost is confirmed by its statuses', () => {
  const world = worldWith([message()]);
  const correlation = sendFrom(world);
  world.run('inbox.ingest', { events: [status('delivered', { correlation })] });
  expect(sentMessage(world)).toMatchObject({ id: correlation, externalId: 'wamid.out' });
  expect(deliveryState(sentMessage(world))).toBe('delivered');
  expect(world.list('pendingUpdates')).toEqual([]);
});

test('statuses that overtake the answer wait for it', () => {
  const world = worldWith([message()]);
  const id = sendFrom(world);
  world.run('inbox.ingest', { events: [status('read', { at: 3000 }), status('sent')] });
  expect(world.list('pendingUpdates')).toHaveLength(2);
  world.run('message.accepted', { id, externalId: 'wamid.out' });
  expect(deliveryState(sentMessage(world))).toBe('read');
  expect(sentMessage(world).statuses).toMatchObject({ sent: 2000, read: 3000 });
  expect(world.list('pendingUpdates')).toEqual([]);
});

test('what waits on one device is applied when the message comes by sync from another', () => {
  const sender = worldWith([message()]);
  const id = sendFrom(sender);
  sender.run('message.accepted', { id, externalId: 'wamid.out' });
  const other = worldWith([message()], [status('delivered')]);
  other.apply(messageChanges(sentMessage(sender)));
  other.run('inbox.settle', {});
  expect(deliveryState(sentMessage(other))).toBe('delivered');
  expect(other.list('pendingUpdates')).toEqual([]);
});

test('a refusal is shown with its reason, and a late failure too', () => {
  const world = worldWith([message()]);
  const id = sendFrom(world);
  world.run('message.refused', { id, code: 131026, title: 'Rate limit hit', details: 'Too fast' });
  expect(deliveryState(sentMessage(world))).toBe('failed');
  const late = worldWith([message()]);
  const lateId = sendFrom(late);
  late.run('message.accepted', { id: lateId, externalId: 'wamid.out' });
  late.run('inbox.ingest', {
    events: [status('failed', { error: { code: 131047, title: 'Re-engagement message' } })],
  });
  expect(sentMessage(late).error).toMatchObject({ code: 131047 });
  expect(deliveryState(sentMessage(late))).toBe('failed');
});

test('what came in as an echo of our own message is not shown twice', () => {
  const echo = message({ externalId: 'wamid.out', at: 1600, echo: true, text: 'We come at nine.' });
  for (const order of ['echo first', 'answer first']) {
    const world = worldWith([message()]);
    const id = sendFrom(world);
    const accept = () => world.run('message.accepted', { id, externalId: 'wamid.out' });
    const receive = () => world.run('inbox.ingest', { events: [echo, status('read')] });
    if (order === 'echo first') receive();
    accept();
    if (order === 'answer first') receive();
    expect(world.messages().filter(({ direction }) => direction === 'out')).toMatchObject([{ id }]);
    expect(deliveryState(sentMessage(world))).toBe('read');
  }
});

test('an edited message shows its newest words; one taken back shows none', () => {
  const edit = (text: string, at: number): WebhookEvent => ({
    kind: 'edit',
    channel: 'whatsapp',
    accountId,
    externalId: 'wamid.1',
    at,
    text,
  });
  const world = worldWith([edit('at eleven', 3000)], [message({ text: 'at nine' })], [edit('at ten', 2000)]);
  expect(world.messages()).toMatchObject([{ text: 'at eleven' }]);
  expect(world.list('conversations')).toMatchObject([{ lastText: 'at eleven' }]);
  world.run('inbox.ingest', {
    events: [{ kind: 'revoke', channel: 'whatsapp', accountId, externalId: 'wamid.1', at: 4000 }],
  });
  expect(JSON.stringify([world.list('messages'), world.list('messageStates')])).not.toMatch(
    /at (nine|ten|eleven)/,
  );
  expect(world.messages()).toMatchObject([{ revokedAt: 4000 }]);
  expect(world.list('conversations')).toMatchObject([{ lastText: 'Message deleted' }]);
});

test('what Plumbline does not understand is kept and said', () => {
  const world = worldWith([
    { kind: 'unknown', channel: 'whatsapp', field: 'new_thing', at: 1000, raw: { a: 1 } },
  ]);
  expect(world.list('accountEvents')).toMatchObject([
    { field: 'new_thing', severity: 'info', raw: { a: 1 } },
  ]);
});

test('what waits for messages of another tool is bounded in number and time, and found without a search', () => {
  const world = worldWith([message()]);
  const foreign = (from: number) =>
    Array.from({ length: 600 }, (_, n) =>
      status('read', { externalId: `wamid.foreign${from + n}`, at: from + n }),
    );
  for (const from of [1000, 2000]) world.run('inbox.ingest', { events: foreign(from) });
  expect(world.list('pendingUpdates')).toHaveLength(1000);
  expect(Math.min(...world.list('pendingUpdates').map(({ at }) => at))).toBe(1200);
  const { all } = world.records;
  Object.assign(world.records, {
    all(collection: 'pendingUpdates') {
      if (collection === 'pendingUpdates') throw new Error('All that waits was looked through');
      return all(collection);
    },
  });
  expectOk(world.run('inbox.ingest', { events: [message({ externalId: 'wamid.2', at: 2000 })] }));
  Object.assign(world.records, { all });
  world.context.now += 9 * 24 * 60 * 60 * 1000;
  expectOk(world.run('inbox.settle', {}));
  expect(world.list('pendingUpdates')).toEqual([]);
});

test('two messages of one second stand as they came in, whatever their ids', () => {
  for (let n = 0; n < 20; n++) {
    const said = [`wamid.first${n}`, `wamid.then${n}`].map((externalId, place) =>
      message({ externalId, text: externalId, receivedAt: 5000, place }),
    );
    for (const world of [worldWith(said), worldWith(said.toReversed()), worldWith([said[1]!], [said[0]!])]) {
      expect(world.list('conversations')).toMatchObject([{ lastText: `wamid.then${n}` }]);
      const order = world.messages().toSorted(compareMessages);
      expect(order.map(({ text }) => text)).toEqual([`wamid.first${n}`, `wamid.then${n}`]);
    }
  }
});

test.each([7000, 8000])('what arrives after it was read is unread, though it is dated %i', (at) => {
  const world = worldWith([message({ at: 8000, receivedAt: 10_000 })]);
  const talk = () => world.list('conversations')[0]!;
  world.run('conversation.markRead', { id: talk().id });
  expect(isUnread(talk(), 'member-1')).toBe(false);
  const late = message({ externalId: 'wamid.2', at, receivedAt: 11_000 });
  world.run('inbox.ingest', { events: [late] });
  expect(isUnread(talk(), 'member-1')).toBe(true);
  world.run('conversation.markRead', { id: talk().id });
  expect(isUnread(talk(), 'member-1')).toBe(false);
});

test('a clock that is minutes fast or slow does not hide that a customer waits, or has an answer', () => {
  const minute = 60_000;
  for (const wrong of [3 * minute, -3 * minute]) {
    const world = worldWith([message({ at: 10 * minute, receivedAt: 10 * minute })]);
    const talk = () => world.list('conversations')[0]!;
    expect(waitingSince(talk())).toBe(10 * minute);
    world.context.now = 11 * minute + wrong;
    expectOk(world.run('message.send', { conversationId: talk().id, text: 'Yes.' }));
    expect(waitingSince(talk())).toBeUndefined();
    const again = message({ externalId: 'wamid.2', at: 12 * minute, receivedAt: 12 * minute });
    world.run('inbox.ingest', { events: [again] });
    expect(waitingSince(talk())).toBe(12 * minute);
  }
});

test('an answer that was written on the phone answers, whichever comes in first', () => {
  const asked = message({ at: 5000, receivedAt: 6000 });
  const echo = message({ externalId: 'wamid.e', at: 7000, receivedAt: 8000, echo: true });
  const then = message({ externalId: 'wamid.2', at: 9000, receivedAt: 9500 });
  for (const order of [
    [asked, echo],
    [echo, asked],
  ]) {
    const world = worldWith(...order.map((event) => [event]));
    expect(waitingSince(world.list('conversations')[0]!)).toBeUndefined();
    world.run('inbox.ingest', { events: [then] });
    expect(waitingSince(world.list('conversations')[0]!)).toBe(9000);
  }
});
