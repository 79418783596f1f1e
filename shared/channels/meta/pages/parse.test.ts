import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { recipientFor } from '#shared/commands/inbox/recipient.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { channelRules } from '../../channel.ts';
import { parseWebhook } from '../parse.ts';
import { pageTextMessage } from './outbound.ts';
import { needsHumanTag } from './rules.ts';

const account = '178414000000001';
const person = '9001';
const now = Date.UTC(2026, 10, 21, 8);
const hour = 60 * 60 * 1000;

const fromPerson = { sender: { id: person }, recipient: { id: account } };
const fromUs = { sender: { id: account }, recipient: { id: person } };

function body(items: object[], object = 'instagram'): string {
  return JSON.stringify({ object, entry: [{ id: account, time: now, messaging: items }] });
}

function parse(items: object[], object?: string): WebhookEvent[] {
  return expectOk(parseWebhook(body(items, object)));
}

function worldWith(...deliveries: object[][]): MemoryRecords {
  const world = createMemoryRecords();
  for (const items of deliveries) expectOk(world.run('inbox.ingest', { events: parse(items) }));
  return world;
}

const hello = { ...fromPerson, timestamp: now, message: { mid: 'm_1', text: 'Do you fix boilers?' } };

test('a message on Instagram opens a conversation and an enquiry, and the answer goes to the same person', () => {
  const world = worldWith([hello]);
  const [conversation] = world.list('conversations');
  expect(conversation).toMatchObject({ channel: 'instagram', accountId: account, lastInboundAt: now });
  expect(world.list('contacts')).toMatchObject([{ name: 'Instagram user', source: 'instagram' }]);
  expect(world.list('enquiries')).toMatchObject([
    { contactId: conversation!.contactId, stage: 'new', source: 'instagram' },
  ]);
  expect(recipientFor(world.records, conversation!)).toEqual({ scopedId: person });
});

test('one that hides in `changes` is read as well, and Messenger’s is kept apart from Instagram’s', () => {
  const changes = [{ field: 'messages', value: hello }];
  const text = JSON.stringify({ object: 'page', entry: [{ id: account, time: now, changes }] });
  const world = worldWith([hello]);
  expectOk(world.run('inbox.ingest', { events: expectOk(parseWebhook(text)) }));
  expect(world.list('conversations').map(({ channel }) => channel)).toEqual(
    expect.arrayContaining(['instagram', 'messenger']),
  );
  expect(world.list('contacts')).toHaveLength(2);
});

test('the echo of an own answer is no second message, whichever comes first', () => {
  const echo = { ...fromUs, timestamp: now + 2000, message: { mid: 'm_own', is_echo: true, text: 'Yes.' } };
  for (const isEarly of [true, false]) {
    const world = worldWith([hello]);
    world.context.now = now + 1000;
    const conversationId = world.list('conversations')[0]!.id;
    const { id } = expectOk(world.run('message.send', { conversationId, text: 'Yes.' }));
    expectOk(world.run('message.attempt', { id }));
    if (isEarly) expectOk(world.run('inbox.ingest', { events: parse([echo]) }));
    expectOk(world.run('message.accepted', { id, externalId: 'm_own' }));
    if (!isEarly) expectOk(world.run('inbox.ingest', { events: parse([echo]) }));
    expect(world.messages().filter(({ direction }) => direction === 'out')).toHaveLength(1);
    expect(world.list('conversations')[0]).toMatchObject({ lastMessageId: id, lastText: 'Yes.' });
  }
});

test('reactions, buttons, files, quotes, advertisements and deletions come as what they are', () => {
  const [photo, second] = parse([
    {
      ...hello,
      message: {
        mid: 'm_2',
        reply_to: { mid: 'm_1' },
        attachments: [
          { type: 'image', payload: { url: 'https://cdn.example/1.jpg' } },
          { type: 'ig_story_thing', payload: {} },
        ],
      },
    },
  ]);
  expect(photo).toMatchObject({
    type: 'image',
    externalId: 'm_2',
    replyTo: 'm_1',
    content: { url: 'https://cdn.example/1.jpg' },
  });
  expect(second).toMatchObject({ type: 'unsupported', raw: { type: 'ig_story_thing' } });
  const reaction = { mid: 'm_1', action: 'react', emoji: '❤️' };
  expect(parse([{ ...fromPerson, timestamp: now, reaction }])).toMatchObject([
    { type: 'reaction', replyTo: 'm_1', text: '❤️' },
  ]);
  expect(
    parse([{ ...fromPerson, timestamp: now, postback: { title: 'Prices', payload: 'P' } }]),
  ).toMatchObject([{ type: 'button', text: 'Prices', content: { payload: 'P' } }]);
  expect(parse([{ ...hello, message: { mid: 'm_1', is_deleted: true } }])).toMatchObject([
    { kind: 'revoke', externalId: 'm_1' },
  ]);
  const referral = { source: 'ADS', ad_id: '7', ads_context_data: { ad_title: 'Spring check' } };
  const world = worldWith([{ ...hello, message: { mid: 'm_3', text: 'Hi', referral } }]);
  expect(world.list('contacts')[0]).toMatchObject({
    origin: { kind: 'ad', headline: 'Spring check', sourceId: '7' },
  });
});

test('that a person has read costs only their own conversation, however many others there are', () => {
  const world = worldWith([hello]);
  const conversationId = world.list('conversations')[0]!.id;
  const { id } = expectOk(world.run('message.send', { conversationId, text: 'Yes.' }));
  expectOk(world.run('message.attempt', { id }));
  const { all, by } = world.records;
  // As the vault has it: an index, and no look through everything.
  Object.assign(world.records, {
    by: (collection: 'messages', field: 'externalId', value: string) => by(collection, field, value),
    all(collection: 'messages' | 'messageStates') {
      if (collection.startsWith('message')) throw new Error('All messages were looked through');
      return all(collection);
    },
  });
  const read = { ...fromPerson, timestamp: now + hour, read: { watermark: now + 2 * hour } };
  expectOk(world.run('inbox.ingest', { events: parse([read]) }));
  Object.assign(world.records, { all });
  expect(deliveryState(readMessage(world.records, id)!)).toBe('read');
});

test('a story that names the business, a post and a link come as what a person sees', () => {
  const file = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=A';
  const page = 'https://example.com/boilers';
  const parts = (...attachments: object[]) => parse([{ ...hello, message: { mid: 'm_2', attachments } }]);
  const [story, post, reel, link, shared] = parts(
    { type: 'story_mention', payload: { url: file } },
    { type: 'ig_post', payload: { url: file, title: 'New bathroom', ig_post_media_id: '1' } },
    { type: 'ig_reel', payload: { url: file, title: 'Before and after' } },
    { type: 'fallback', payload: { url: page, title: 'Boilers' } },
    { type: 'share', payload: { url: page } },
  );
  expect(story).toMatchObject({ type: 'image', content: { url: file, shared: 'story' } });
  expect(post).toMatchObject({ type: 'image', text: 'New bathroom', content: { shared: 'post' } });
  expect(reel).toMatchObject({ type: 'video', text: 'Before and after' });
  expect(link).toMatchObject({ type: 'text', text: `Boilers\n${page}` });
  expect(shared).toMatchObject({ type: 'text', text: page });
  const message = { mid: 'm_2', attachments: [{ type: 'story_mention', payload: { url: file } }] };
  expect(worldWith([{ ...hello, message }]).list('conversations')[0]!.lastText).toBe(
    'Mentioned you in a story',
  );
});

test('a message of several files is taken back with all of them', () => {
  const image = { type: 'image', payload: { url: 'https://a.fbcdn.net/1.jpg' } };
  const photos = { ...hello, message: { mid: 'm_2', text: 'Look', attachments: [image, image, image] } };
  const deleted = { ...hello, timestamp: now + 1000, message: { mid: 'm_2', is_deleted: true } };
  for (const deliveries of [
    [[photos], [deleted]],
    [[deleted], [photos]],
  ]) {
    const messages = worldWith(...deliveries).messages();
    expect(messages).toHaveLength(3);
    for (const { revokedAt, content } of messages) {
      expect(revokedAt).toBe(now + 1000);
      expect(content).toBeUndefined();
    }
  }
});

test('“read up to” ticks what was sent before it, and an echo that comes later', () => {
  const read = { ...fromPerson, timestamp: now + 5000, read: { watermark: now + 4000 } };
  const echo = (mid: string, at: number) => ({
    ...fromUs,
    timestamp: at,
    message: { mid, is_echo: true, text: mid },
  });
  const world = worldWith([hello, echo('early', now + 1000)], [read], [echo('late', now + 2000)]);
  expectOk(world.run('inbox.ingest', { events: parse([echo('after', now + 9000)]) }));
  const states = world
    .messages()
    .flatMap((one) => (one.direction === 'out' ? [[one.text, deliveryState(one)]] : []));
  expect(Object.fromEntries(states)).toEqual({ early: 'read', late: 'read', after: 'sent' });
});

test('after 24 hours only a person may answer, marked as such, for seven days in all', () => {
  const world = worldWith([hello]);
  const conversationId = world.list('conversations')[0]!.id;
  const send = (author: 'owner' | 'assistant') =>
    world.run('message.send', { conversationId, text: 'Yes, we do.', author });
  world.context.now = now + 25 * hour;
  expect(send('assistant')).toMatchObject({ error: { code: 'message.person-only' } });
  expectOk(send('owner'));
  expect(needsHumanTag(now, world.context.now)).toBe(true);
  const tagged = pageTextMessage({ recipient: { scopedId: person }, text: 'Yes', humanAgent: true });
  expect(tagged).toMatchObject({ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  world.context.now = now + 7 * 24 * hour;
  expect(send('owner')).toMatchObject({ error: { code: 'message.window-closed' } });
});

test('a text is measured as its channel does: Instagram counts bytes', () => {
  const world = worldWith([hello]);
  world.context.now = now + hour;
  const conversationId = world.list('conversations')[0]!.id;
  const send = (text: string) => world.run('message.send', { conversationId, text });
  expectOk(send('é'.repeat(500)));
  expect(send('é'.repeat(501))).toMatchObject({ error: { code: 'message.too-long' } });
  expect(channelRules('messenger').textLength('é')).toBe(1);
});

const mids = fc.constantFrom('m_1', 'm_2', 'm_3');
const moments = fc.integer({ min: now, max: now + 10_000 });
const words = fc.string({ maxLength: 20 });
const attachments = fc.array(
  fc.record({
    type: fc.constantFrom('image', 'video', 'audio', 'file', 'share', 'ig_reel', 'template', 'new_kind'),
    payload: fc.record({ url: fc.webUrl() }, { requiredKeys: [] }),
  }),
  { maxLength: 3 },
);
const things = fc.oneof(
  fc.record(
    {
      message: fc.record(
        {
          mid: mids,
          text: words,
          attachments,
          is_echo: fc.boolean(),
          is_deleted: fc.boolean(),
          quick_reply: fc.record({ payload: words }),
          reply_to: fc.record({ mid: mids }),
        },
        { requiredKeys: ['mid'] },
      ),
    },
    {},
  ),
  fc.record({
    reaction: fc.record({ mid: mids, action: fc.constantFrom('react', 'unreact'), emoji: words }),
  }),
  fc.record({
    postback: fc.record({ mid: mids, title: words, payload: words }, { requiredKeys: ['title'] }),
  }),
  fc.record({ read: fc.oneof(fc.record({ mid: mids }), fc.record({ watermark: moments })) }),
  fc.record({ delivery: fc.record({ mids: fc.array(mids), watermark: moments }) }),
  fc.record({ referral: fc.record({ ref: words, source: fc.constantFrom('ADS', 'SHORTLINK') }) }),
  fc.record({ something_new: fc.jsonValue() }),
);
const items = fc
  .tuple(fc.boolean(), moments, things)
  .map(([isOurs, timestamp, thing]) => ({ ...(isOurs ? fromUs : fromPerson), timestamp, ...thing }));

test('whatever Meta documents, in any order, repetition and batch, leads to the same records', () => {
  fc.assert(
    fc.property(fc.array(items, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (given, random) => {
      for (const item of given) expect(parse([item]).length).toBeGreaterThan(0);
      const together = worldWith(given);
      const shuffled = given
        .map((item) => ({ item, key: random.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ item }) => [item]);
      const apart = worldWith(...shuffled, given);
      expect(apart.snapshot()).toEqual(together.snapshot());
    }),
    { numRuns: 150 },
  );
});

test('nothing that could come makes the parser throw or lose an item', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 4 }), (junk) => {
      const events = parse(junk as object[]);
      expect(events.length).toBeGreaterThanOrEqual(junk.length);
    }),
  );
});
