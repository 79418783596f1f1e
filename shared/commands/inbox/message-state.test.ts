import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { composeMessage } from '#shared/domain/compose-message.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { isWithoutWords, provesMessage } from '#shared/domain/message-proof.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import { allMessages, messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { createDevice, type Device, meet } from '../testing-device.ts';
import { createMemoryRecords } from '../testing.ts';
import { isUnreconciled } from './reconcile.ts';

const accountId = '106540352242922';
const customer = { phone: '16505551234' };
const second = 1000;
const names = [
  'contacts',
  'enquiries',
  'identities',
  'conversations',
  'messages',
  'messageStates',
  'pendingUpdates',
] as const;
const alsoWritten = ['accountEvents', 'attachments', 'channels', 'business'] as const;

/** What is delivered of message `n`; the same delivery may come again, later or earlier than the first. */
function delivery(n: number, receivedAt: number, past: boolean): WebhookEvent {
  const said = (n + 1) * second;
  return {
    kind: 'message',
    channel: 'whatsapp',
    accountId,
    externalId: `wamid.${n}`,
    customer,
    at: said,
    receivedAt: said + receivedAt,
    place: n,
    type: 'text',
    text: `said ${n}`,
    raw: { words: `said ${n}` },
    // Every other one is the business's own, from its phone.
    echo: n % 2 === 1,
    ...(past && { past: true }),
  } as WebhookEvent;
}

const which = fc.nat({ max: 3 });
const moment = fc.integer({ min: 1, max: 20 }).map((n) => n * second);
const redelivery = fc.tuple(which, fc.nat({ max: 5 }), fc.boolean()).map((args) => delivery(...args));
const update = fc
  .tuple(which, moment, fc.constantFrom('sent', 'delivered', 'read', 'edit', 'revoke'))
  .map(([n, at, what]): WebhookEvent => {
    const base = { channel: 'whatsapp', accountId, externalId: `wamid.${n}`, at } as const;
    if (what === 'edit') return { ...base, kind: 'edit', text: `changed ${at}` };
    if (what === 'revoke') return { ...base, kind: 'revoke' };
    return { ...base, kind: 'status', state: what as 'read', recipient: customer };
  });

const deliveries = [0, 1, 2, 3].map((n) => delivery(n, 3, false));
const anyEvents = fc
  .tuple(fc.array(redelivery, { maxLength: 6 }), fc.array(update, { maxLength: 10 }))
  .map(([again, updates]) => [...deliveries, ...again, ...updates]);
const shuffled = (events: WebhookEvent[]) =>
  fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length });

function threadOf(records: RecordReader): Message[] {
  const [talk] = records.all('conversations');
  return messagesBy(records, 'conversationId', talk!.id).toSorted(compareMessages);
}

/** Whether a change of a message is one of the few that there may be: it is written, or loses its words. */
function mayBe({ collection, path, before, after }: Change): boolean {
  if (collection !== 'messages') return true;
  const isEmptied = isWithoutWords(after as JsonObject) && provesMessage(after as { id: string });
  return path.length === 0 && (before === undefined || isEmptied);
}

test('whatever is reported of messages in whatever order, the thread is one, and what arrived is never changed', () => {
  fc.assert(
    fc.property(
      anyEvents.chain((events) => fc.tuple(fc.constant(events), shuffled(events))),
      ([events, other]) => {
        const take = (order: WebhookEvent[]) => {
          const world = createMemoryRecords();
          for (const event of order) {
            expectOk(world.run('inbox.ingest', { events: [event] }));
            expect(world.lastChanges.filter((change) => !mayBe(change))).toEqual([]);
          }
          return threadOf(world.records);
        };
        expect(take(other)).toEqual(take(events));
      },
    ),
    { numRuns: 300 },
  );
});

/** Without the moment of arrival: of two that neither device knew of the other, one is kept. */
const asTold = (messages: Message[]) => messages.map((message) => ({ ...message, receivedAt: undefined }));

/** As the vault does when all is there: what waited is applied, and what was taken back is erased. */
function settle(...devices: Device[]): void {
  for (const device of devices) {
    device.run('inbox.settle', {});
    const ids = Array.from(device.records.all('messages'), ({ id }) => id);
    const left = ids.filter((id) => isUnreconciled(device.records, id));
    device.run('inbox.reconcile', { ids: left });
  }
  meet(devices[0]!, devices[1]!);
}

const step = fc.record({ who: fc.nat({ max: 1 }), both: fc.boolean(), meets: fc.boolean() });
/** What two devices are told of one thing at the same time agrees: Meta repeats itself, it does not contradict itself. */
function consistent(event: WebhookEvent): WebhookEvent[] {
  if (event.kind === 'message') return event.past === true ? [] : [event];
  if (event.kind !== 'status' && event.kind !== 'revoke') return [event];
  const at = (Number(event.externalId.at(-1)) + 1) * second;
  return [{ ...event, at: event.kind === 'revoke' || event.state === 'sent' ? at : at + second }];
}

test('two devices that hear of it apart, in any order, show the same thread as one that heard it all', () => {
  const anyRun = anyEvents
    .map((events) => events.flatMap(consistent))
    .chain((events) => fc.tuple(shuffled(events), fc.array(step, { minLength: 40, maxLength: 40 })));
  fc.assert(
    fc.property(anyRun, ([events, steps]) => {
      const alone = createDevice(3, [...names, ...alsoWritten]);
      const devices = [1, 2].map((who) => createDevice(who, [...names, ...alsoWritten]));
      const [one, two] = devices as [Device, Device];
      events.forEach((event, index) => {
        const { who, both, meets } = steps[index]!;
        for (const device of [alone, ...(both ? devices : [devices[who]!])])
          expectOk(device.run('inbox.ingest', { events: [event] }));
        if (meets) meet(one, two);
      });
      meet(one, two);
      settle(one, two);
      settle(one, two);
      expect(two.shown()).toEqual(one.shown());
      expect([one.refused(), one.setAside()]).toEqual([0, []]);
      expect(asTold(threadOf(one.records))).toEqual(asTold(threadOf(alone.records)));
      for (const device of [one, two, alone])
        expect(device.changes.filter((change) => !mayBe(change))).toEqual([]);
      // Not only hidden: the words are in no place of the document any more.
      for (const message of allMessages(one.records)) {
        if (message.revokedAt === undefined) continue;
        const stored = [
          one.doc.getArray('messages').toJSON(),
          ...['messageStates', 'conversations'].map((name) => one.doc.getMap(name).toJSON()),
        ];
        expect(JSON.stringify(stored)).not.toContain(`said ${message.externalId!.replace('wamid.', '')}`);
      }
    }),
    { numRuns: 300 },
  );
});

test('a note that is taken back is gone and comes back with its undo; what was there stays as it was', () => {
  const device = createDevice(1, [...names, ...alsoWritten]);
  expectOk(device.run('inbox.ingest', { events: [delivery(0, 0, false)] }));
  const [talk] = device.records.all('conversations');
  expectOk(device.run('note.add', { conversationId: talk!.id, text: 'Dog bites' }));
  const texts = () => new Set(Array.from(allMessages(device.records), ({ text }) => text));
  expect(texts()).toEqual(new Set(['Dog bites', 'said 0']));
  device.undo();
  expect(texts()).toEqual(new Set(['said 0']));
});

test('two contacts that turn out to be one person have one thread, with what became of it', () => {
  const userId = 'US.13491208655302741918';
  const said = [{ phone: customer.phone }, { userId }, { phone: customer.phone, userId }];
  const events = said.map((who, n) => ({ ...delivery(n * 2, 0, false), customer: who }) as WebhookEvent);
  const edit: WebhookEvent = {
    kind: 'edit',
    channel: 'whatsapp',
    accountId,
    externalId: 'wamid.0',
    at: 9 * second,
    text: 'edited',
  };
  const world = createMemoryRecords();
  for (const event of [events[0]!, edit, events[1]!, events[2]!])
    expectOk(world.run('inbox.ingest', { events: [event] }));
  const [talk, ...others] = world.list('conversations');
  expect(others).toEqual([]);
  const thread = messagesBy(world.records, 'conversationId', talk!.id).toSorted(compareMessages);
  expect(thread.map(({ text }) => text)).toEqual(['edited', 'said 2', 'said 4']);
  // Where it came in is what arrived, and so is what it said.
  const filed = new Set(world.list('messages').map(({ conversationId }) => conversationId));
  expect(filed.size).toBe(2);
  expect(world.list('messages').map(({ text }) => text)).toContain('said 0');
});

test('what a colleague wrote in a conversation that was joined with another meanwhile goes along', () => {
  const userId = 'US.13491208655302741918';
  const said = [{ phone: customer.phone }, { userId }, { phone: customer.phone, userId }];
  const events = said.map((who, n) => ({ ...delivery(n * 2, 0, false), customer: who }) as WebhookEvent);
  const devices = [1, 2].map((who) => createDevice(who, [...names, ...alsoWritten]));
  const [one, two] = devices as [Device, Device];
  expectOk(one.run('inbox.ingest', { events: events.slice(0, 2) }));
  meet(one, two);
  for (const { id } of two.records.all('conversations'))
    expectOk(two.run('note.add', { conversationId: id, text: `Note in ${id}` }));
  expectOk(one.run('inbox.ingest', { events: events.slice(2) }));
  meet(one, two);
  for (const device of devices) {
    const ids = Array.from(device.records.all('messages'), ({ id }) => id);
    const left = ids.filter((id) => isUnreconciled(device.records, id));
    expect(left).toHaveLength(1);
    expectOk(device.run('inbox.reconcile', { ids: left }));
  }
  meet(one, two);
  for (const { records } of devices) {
    const [talk, ...others] = records.all('conversations');
    expect(others).toEqual([]);
    expect(messagesBy(records, 'conversationId', talk!.id)).toHaveLength(5);
  }
});

test('nothing that stands in a state takes the place of what arrived', () => {
  const written = {
    id: 'm',
    conversationId: 'c',
    direction: 'in',
    type: 'text',
    at: 1,
    text: 'at nine',
  } as const;
  const state = { id: 'm', at: 2, text: 'at ten', direction: 'out', externalId: 'x', memberId: 'me' };
  expect(composeMessage(written, state)).toEqual({ ...written, externalId: 'x' });
});

test.each([
  ['the device that sent it', 0, [true, false]],
  ['the other device', 1, [true, false]],
] as const)(
  'an own answer that comes in as an echo at %s stands once, whenever they meet',
  (_who, at, early) => {
    for (const meetsEarly of early)
      for (const echoFirst of [true, false]) {
        const devices = [1, 2].map((who) => createDevice(who, [...names, ...alsoWritten])) as [
          Device,
          Device,
        ];
        const [one, two] = devices;
        const now = Date.UTC(2026, 10, 28);
        const hello = { ...delivery(0, 0, false), at: now - second, receivedAt: now } as WebhookEvent;
        expectOk(one.run('inbox.ingest', { events: [hello] }));
        const conversationId = [...one.records.all('conversations')][0]!.id;
        const sent = expectOk(one.run('message.send', { conversationId, text: 'At two.' })) as { id: string };
        expectOk(one.run('message.attempt', { id: sent.id }));
        meet(one, two);
        const echo = { ...hello, externalId: 'wamid.out', echo: true, text: 'At two.' } as WebhookEvent;
        const base = {
          channel: 'whatsapp',
          accountId,
          externalId: 'wamid.out',
          recipient: customer,
        } as const;
        const read: WebhookEvent = { ...base, kind: 'status', state: 'read', at: now };
        const accept = () => expectOk(one.run('message.accepted', { id: sent.id, externalId: 'wamid.out' }));
        if (!echoFirst) accept();
        if (meetsEarly) meet(one, two);
        expectOk(devices[at].run('inbox.ingest', { events: [echo, read] }));
        if (echoFirst) accept();
        meet(one, two);
        settle(one, two);
        for (const { records } of devices) {
          const [answer, ...others] = threadOf(records).filter(({ direction }) => direction === 'out');
          expect(others).toEqual([]);
          expect(answer).toMatchObject({ id: sent.id, externalId: 'wamid.out', statuses: { read: now } });
          const [talk] = records.all('conversations');
          expect(talk).toMatchObject({ lastMessageId: sent.id, lastText: 'At two.' });
        }
        expect(two.shown()).toEqual(one.shown());
      }
  },
);
