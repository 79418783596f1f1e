import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { categoryAt } from '#shared/domain/message-template.ts';
import { isUnread, waitingSince } from '#shared/domain/conversation-state.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, type MemoryRecords } from '../testing.ts';

/** One body, or several deliveries in their order, for each kind of thing that Meta sends. */
const folder = new URL('../../../tests/fixtures/webhook-kinds/', import.meta.url);
const kinds = readdirSync(folder).map((name) => name.replace('.json', ''));

const receivedAt = Date.UTC(2026, 10, 21, 8);

function bodiesOf(kind: string): string[] {
  const text = readFileSync(new URL(`${kind}.json`, folder), 'utf8');
  // By its text: a number that is too big for JavaScript would not survive being written again.
  if (!text.startsWith('[')) return [text];
  return (JSON.parse(text) as unknown[]).map((body) => JSON.stringify(body));
}

/** Each delivery arrives a second after the one before, whatever moments it names. */
function takeIn(world: MemoryRecords, bodies: string[], from = receivedAt): MemoryRecords {
  bodies.forEach((body, index) => {
    const events = expectOk(parseWebhook(body, from + index * 1000));
    expectOk(world.run('inbox.ingest', { events }));
  });
  return world;
}

const worldOf = (kind: string) => takeIn(createMemoryRecords(), bodiesOf(kind));
const only = <Value>(list: Value[]): Value => {
  expect(list).toHaveLength(1);
  return list[0]!;
};

test.each(kinds)('what Meta sends as “%s” is taken in, once, with moments that can be shown', (kind) => {
  const world = worldOf(kind);
  const once = world.snapshot();
  takeIn(world, bodiesOf(kind), receivedAt + 60_000);
  expect(world.snapshot()).toEqual(once);
  for (const { at } of [...world.list('messages'), ...world.list('accountEvents')])
    expect(at).toBeLessThanOrEqual(receivedAt + 3000);
});

test('a message of a type that JavaScript knows by itself is one that cannot be shown', () => {
  expect(only(worldOf('poison-type').list('messages'))).toMatchObject({
    type: 'unsupported',
    direction: 'in',
  });
});

test('an event of a template whose name JavaScript knows by itself is told', () => {
  const world = createMemoryRecords();
  withTemplate(world);
  takeIn(world, bodiesOf('poison-template-event'));
  expect(only(world.list('accountEvents')).summary).toBe('The template “reminder” changed: tostring.');
});

test('words are not lost for a moment that no calendar holds: they count from their arrival', () => {
  const message = worldOf('poison-moment-message');
  expect(only(message.list('messages'))).toMatchObject({ text: 'far away', at: receivedAt });
  expect(only(worldOf('poison-moment-entry').list('accountEvents'))).toMatchObject({
    field: 'account_alerts',
    at: receivedAt,
  });
});

test('a moment in the future counts as the one of its arrival, and only there', () => {
  const world = worldOf('future-moment');
  expect(only(world.list('messages'))).toMatchObject({ at: receivedAt });
  expect(only(world.list('conversations'))).toMatchObject({ lastInboundAt: receivedAt, lastAt: receivedAt });
});

test('a number that is too big harms only its own message', () => {
  const body = JSON.parse(bodiesOf('poison-type')[0]!) as {
    entry: { changes: { value: { messages: object[] } }[] }[];
  };
  const { messages } = body.entry[0]!.changes[0]!.value;
  const place = { from: '16505551234', timestamp: '1760000000', type: 'location' };
  messages.splice(
    0,
    1,
    { ...place, id: 'wamid.far', location: { latitude: 'FAR', longitude: 1 } },
    { ...place, id: 'wamid.near', location: { latitude: 2, longitude: 1 } },
  );
  const world = takeIn(createMemoryRecords(), [JSON.stringify(body).replace('"FAR"', '1e999')]);
  const types = world.list('messages').map(({ externalId, type }) => [externalId, type]);
  expect(Object.fromEntries(types)).toEqual({ 'wamid.far': 'unsupported', 'wamid.near': 'location' });
});

test('an alert is told as Meta describes it, and as severe', () => {
  expect(only(worldOf('account-alert-nested').list('accountEvents'))).toMatchObject({
    summary: 'WhatsApp reports about your account: Limits cannot be increased for your business.',
    severity: 'error',
  });
});

function withTemplate(world: MemoryRecords): void {
  const template = {
    id: 'reminder',
    businessAccountId: '1',
    externalId: '12',
    name: 'reminder',
    language: 'en_US',
  };
  const after = { ...template, category: 'UTILITY', status: 'APPROVED', components: [], statusAt: 0 };
  world.apply([{ collection: 'messageTemplates', id: 'reminder', path: [], before: undefined, after }]);
}

test('a template that will be advertising is so from the moment that is named', () => {
  const world = createMemoryRecords();
  withTemplate(world);
  takeIn(world, bodiesOf('template-category-impending'));
  expect(only(world.list('accountEvents')).summary).toBe(
    'Meta will change the category of the template “reminder” from utility to marketing on 2025-10-17.',
  );
  const [template] = world.list('messageTemplates');
  expect(categoryAt(template!, 1760711432_000)).toBe('UTILITY');
  expect(categoryAt(template!, 1760711433_000)).toBe('MARKETING');
});

test('who wrote is told by the ids and not by the flag alone', () => {
  const world = worldOf('echo-to-itself');
  expect(only(world.list('messages'))).toMatchObject({
    direction: 'in',
    type: 'image',
    content: { shared: 'story' },
  });
  expect(only(world.list('identities'))).toMatchObject({ value: '5567001' });
});

test('what is said in a group stands apart from the private thread of who said it', () => {
  const world = worldOf('group-message');
  takeIn(world, bodiesOf('poison-type'), receivedAt + 1000);
  const group = only(world.list('conversations').filter(({ groupId }) => groupId !== undefined));
  expect(group).toMatchObject({ groupId: 'Y2FwaV9ncm91cDox', lastText: 'Ann: said in a group' });
  expect(world.records.get('contacts', group.contactId)).toMatchObject({ name: 'WhatsApp group' });
  expect(world.list('messages').filter(({ conversationId }) => conversationId === group.id)).toMatchObject([
    { sender: 'Ann', text: 'said in a group' },
  ]);
  expect(world.run('message.send', { conversationId: group.id, text: 'Hello' })).toMatchObject({
    error: { code: 'message.group' },
  });
});

test('a missed call stands in the customer’s thread and waits for an answer', () => {
  const world = worldOf('missed-call');
  expect(only(world.list('messages'))).toMatchObject({
    type: 'call',
    direction: 'in',
    content: { missed: true },
  });
  const talk = only(world.list('conversations'));
  expect(talk).toMatchObject({ lastText: 'Missed call' });
  expect(waitingSince(talk)).toBe(1760000100_000);
  expect(isUnread(talk, 'me')).toBe(true);
});

test('the history of the phone’s app is the past: nothing is unread, open or waiting', () => {
  const world = worldOf('history');
  const talk = only(world.list('conversations'));
  expect(talk).toMatchObject({ state: 'resolved', lastText: 'old' });
  expect(waitingSince(talk)).toBeUndefined();
  expect(isUnread(talk, 'me')).toBe(false);
  expect(world.list('accountEvents')).toEqual([]);
  expect(world.list('contacts')).toHaveLength(1);
  expect(world.list('enquiries')).toEqual([]);
  takeIn(world, bodiesOf('invisible-name'), receivedAt + 1000);
  expect(only(world.list('conversations'))).toMatchObject({ state: 'open', lastText: 'hi' });
  // The past may be handed over after what is live.
  takeIn(world, bodiesOf('history'), receivedAt + 2000);
  expect(only(world.list('conversations'))).toMatchObject({ state: 'open', lastText: 'hi' });
});

test('everything before the message that is named as delivered is delivered too', () => {
  const states = worldOf('delivery-mids-and-watermark')
    .messages()
    .map((one) => deliveryState(one));
  expect(states).toEqual(['delivered', 'delivered']);
});

test('what does not say about whom it is changes nothing, and holds up nothing', () => {
  const world = createMemoryRecords();
  const at = world.context.now;
  const of = { channel: 'messenger', accountId: '1', at, customer: {} } as const;
  const said = { externalId: 'm', type: 'text', text: 'Hello', echo: false } as const;
  const events = [
    { kind: 'watermark' as const, ...of, state: 'read' as const, upTo: at },
    { kind: 'message' as const, ...of, ...said },
  ];
  expectOk(world.run('inbox.ingest', { events }));
  expect([world.list('contacts'), world.list('conversations')]).toEqual([[], []]);
});

test.each([
  ['like-heart', { type: 'text', text: '❤️' }],
  ['story-reply', { type: 'text', text: 'How much is that?', content: { story: { id: '1' } } }],
  ['call-permission-reply', { type: 'interactive', text: 'May be called for a while.' }],
])('%s is shown', (kind, right) => expect(only(worldOf(kind).list('messages'))).toMatchObject(right));

test('a comment is a conversation, and a thousand likes take one line', () => {
  const world = worldOf('ig-comment');
  const value = (n: number) => ({
    item: 'like',
    verb: 'add',
    from: { id: `${n}` },
    created_time: 1760000000 + n,
  });
  const likes = Array.from({ length: 100 }, (_, n) =>
    JSON.stringify({
      object: 'page',
      entry: [{ id: '1', time: 1760000000, changes: [{ field: 'feed', value: value(n) }] }],
    }),
  );
  takeIn(world, likes);
  expect(world.list('accountEvents').map(({ summary }) => summary)).toEqual([
    'Something happened under your posts: like. Only the last of its kind is kept.',
  ]);
  expect(world.list('accountEvents')[0]).toMatchObject({ at: 1760000099_000 });
  expect(only(world.list('conversations'))).toMatchObject({ lastText: 'Do you have a slot on Friday?' });
});

test('a name that cannot be seen is none', () => {
  expect(only(worldOf('invisible-name').list('contacts')).name).toBe('+16505551234');
});

test('a status that names number and user id together makes them one customer', () => {
  const world = worldOf('status-links-identities');
  expect(world.list('contacts')).toHaveLength(1);
  expect(only(world.list('conversations'))).toMatchObject({ lastText: 'Fine, thanks' });
  expect(world.list('accountEvents')).toEqual([]);
});

const numberChange = {
  from: '16505551234',
  id: 'wamid.change',
  timestamp: '1760000100',
  type: 'system',
  system: { type: 'user_changed_number', body: 'Ann changed her number', wa_id: '16505559999' },
};

test.each([
  ['status-links-identities', []],
  ['number-change-late', []],
  ['number-change-late', [numberChange]],
])('“%s” leads to the same records in any order', (kind, more) => {
  const messages = JSON.parse(bodiesOf('poison-type')[0]!) as {
    entry: { changes: { value: { messages: object[]; contacts?: object[] } }[] }[];
  };
  const added = more.map((message) => {
    const body = structuredClone(messages);
    const { value } = body.entry[0]!.changes[0]!;
    value.messages = [message];
    delete value.contacts;
    return JSON.stringify(body);
  });
  const deliveries = [...bodiesOf(kind), ...added].map((body, index) =>
    expectOk(parseWebhook(body, receivedAt + index * 1000)),
  );
  const inOrder = (order: typeof deliveries) => {
    const world = createMemoryRecords();
    for (const events of order) expectOk(world.run('inbox.ingest', { events }));
    return world.snapshot();
  };
  const right = inOrder(deliveries);
  expect(right['contacts']).toHaveLength(1);
  expect(right['conversations']).toHaveLength(1);
  for (const order of permutations(deliveries)) expect(inOrder(order)).toEqual(right);
});

function permutations<Value>(values: Value[]): Value[][] {
  if (values.length < 2) return [values];
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  );
}

test('all kinds together lead to the same records in any order of deliveries, and repeated', () => {
  const deliveries = kinds
    .filter((kind) => kind !== 'delivery-mids-and-watermark')
    // Made up one by one, they share the ids of messages.
    .flatMap((kind) => bodiesOf(kind).map((body) => body.replaceAll('wamid.', `wamid.${kind}.`)))
    .map((body, index) => ({ body, at: receivedAt + index * 1000 }));
  const take = (order: typeof deliveries) => {
    const world = createMemoryRecords();
    for (const { body, at } of order)
      expectOk(world.run('inbox.ingest', { events: expectOk(parseWebhook(body, at)) }));
    return world.snapshot();
  };
  const right = take(deliveries);
  const anyOrder = fc.shuffledSubarray(deliveries, {
    minLength: deliveries.length,
    maxLength: deliveries.length,
  });
  // What claims to be of the future is dated by its arrival, so that of its repetitions one is not like another.
  const repeatable = deliveries.filter(({ body }) => !/9999999999|9007199254740991/.test(body));
  const later = fc
    .subarray(repeatable)
    .map((some) => some.map(({ body, at }) => ({ body, at: at + 100_000 })));
  fc.assert(
    fc.property(anyOrder, later, fc.nat({ max: deliveries.length }), (order, repeated, at) => {
      expect(take(order.toSpliced(at, 0, ...repeated))).toEqual(right);
    }),
    { numRuns: 100 },
  );
});
