import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUnreconciled } from '#shared/commands/inbox/reconcile.ts';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import { createDevice, meet } from '#shared/commands/testing-device.ts';
import { isUnread, waitingSince } from '#shared/domain/conversation-state.ts';
import { expectOk } from '#shared/lib/result.ts';
import { parseWebhook } from '../parse.ts';

const page = '108724600000001';
const instagram = '178414000000001';
const at = 1_760_000_000;

const ann = { id: '9001', name: 'Ann' };
const us = { id: page, name: 'Sample Plumbing' };

function ofPage(value: object, time = at + 3): string {
  const change = { field: 'feed', value: { item: 'comment', post_id: `${page}_7`, ...value } };
  return JSON.stringify({ object: 'page', entry: [{ id: page, time, changes: [change] }] });
}

function comment(id: string, from: object, more: object = {}): string {
  const said = { verb: 'add', message: 'How much?', created_time: at };
  return ofPage({ ...said, comment_id: id, parent_id: `${page}_7`, from, ...more });
}

function onInstagram(value: object, field = 'comments'): string {
  const whole = { from: { id: '9001', username: 'ann' }, media: { id: '2' }, ...value };
  const entry = [{ id: instagram, time: at, changes: [{ field, value: whole }] }];
  return JSON.stringify({ object: 'instagram', entry });
}

function takeIn(...bodies: string[]): MemoryRecords {
  const world = createMemoryRecords();
  for (const body of bodies) expectOk(world.run('inbox.ingest', { events: expectOk(parseWebhook(body)) }));
  return world;
}

test('a comment waits in the inbox under its post, and its writer is in no list of people', () => {
  const world = takeIn(comment('7_1', ann, { post: { permalink_url: 'https://facebook.com/p/7' } }));
  const [talk] = world.list('conversations');
  expect(world.list('posts')).toMatchObject([
    { externalId: `${page}_7`, permalink: 'https://facebook.com/p/7', channel: 'messenger' },
  ]);
  expect(talk).toMatchObject({ postId: world.list('posts')[0]!.id, lastText: 'How much?' });
  expect(isUnread(talk!, 'member-1')).toBe(true);
  expect(waitingSince(talk!)).toBe(at * 1000);
  expect(world.list('contacts')).toMatchObject([{ name: 'Ann', onlyComments: true }]);
  expect(world.list('enquiries')).toEqual([]);
});

test('each commenter has a conversation of their own under each post', () => {
  const world = takeIn(
    comment('7_1', ann),
    comment('7_2', { id: '9002', name: 'Bo' }),
    comment('7_3', ann, { parent_id: '7_2' }),
    comment('8_1', ann, { post_id: `${page}_8`, parent_id: `${page}_8` }),
  );
  expect(world.list('conversations')).toHaveLength(3);
  expect(world.list('contacts')).toHaveLength(2);
  expect(world.messages().find(({ externalId }) => externalId === '7_3')).toMatchObject({ replyTo: '7_2' });
});

test('who has written before is the same person when they comment, and comments make nobody unknown', () => {
  const message = { sender: ann, recipient: us, timestamp: at * 1000, message: { mid: 'm_1', text: 'Hi' } };
  const written = JSON.stringify({ object: 'page', entry: [{ id: page, time: at, messaging: [message] }] });
  for (const bodies of [
    [written, comment('7_1', ann)],
    [comment('7_1', ann), written],
  ]) {
    const world = takeIn(...bodies);
    expect(world.list('contacts')).toHaveLength(1);
    expect(world.list('contacts')[0]!.onlyComments).toBeUndefined();
    expect(world.list('enquiries')).toHaveLength(1);
    expect(world.list('conversations').filter(({ postId }) => postId === undefined)).toHaveLength(1);
  }
});

test('what the business writes under its own posts is nobody’s comment, and an answer to one answers it', () => {
  const own = comment('7_9', us);
  const answer = comment('7_2', us, { parent_id: '7_1', message: 'From 90.', created_time: at + 60 });
  expect(takeIn(own).list('conversations')).toEqual([]);
  const world = takeIn(comment('7_1', ann), own, answer);
  expect(world.list('conversations')).toHaveLength(1);
  expect(waitingSince(world.list('conversations')[0]!)).toBeUndefined();
  expect(world.messages()).toMatchObject([{ direction: 'in' }, { direction: 'out', text: 'From 90.' }]);
  // Even where it is heard of first.
  expect(takeIn(answer, comment('7_1', ann)).snapshot()).toEqual(
    takeIn(comment('7_1', ann), answer).snapshot(),
  );
});

test('a comment that is changed, hidden or deleted is so here, and its words go with it', () => {
  const edited = ofPage({ verb: 'edited', comment_id: '7_1', from: ann, message: 'How much in Leeds?' });
  const hidden = ofPage({ verb: 'hide', comment_id: '7_1', from: us }, at + 10);
  const shown = ofPage({ verb: 'unhide', comment_id: '7_1', from: us }, at + 20);
  const world = takeIn(shown, comment('7_1', ann), edited, hidden);
  expect(world.messages()[0]).toMatchObject({ text: 'How much in Leeds?', unseen: { is: false } });
  const removed = ofPage({ verb: 'remove', comment_id: '7_1', from: ann }, at + 30);
  expectOk(world.run('inbox.ingest', { events: expectOk(parseWebhook(removed)) }));
  expect(JSON.stringify(world.snapshot())).not.toContain('How much');
});

test('on Instagram it is the same, also while the business is live', () => {
  const world = takeIn(
    onInstagram({ id: '11', text: 'A slot on Friday?' }),
    onInstagram({ id: '12', text: 'Great', media: { id: '3' } }, 'live_comments'),
    onInstagram({ id: '13', text: 'Thanks', from: { id: instagram, username: 'us' }, parent_id: '11' }),
  );
  expect(world.list('contacts')).toMatchObject([{ name: '@ann', onlyComments: true }]);
  expect(world.list('posts').map(({ live }) => live)).toEqual(expect.arrayContaining([undefined, true]));
  expect(world.messages().filter(({ direction }) => direction === 'out')).toMatchObject([
    { text: 'Thanks', replyTo: '11' },
  ]);
});

test('of whom Meta tells no name, one thread is known and nobody else’s', () => {
  const world = takeIn(comment('7_1', {}), comment('7_2', {}), comment('7_3', {}, { parent_id: '7_1' }));
  expect(world.list('conversations')).toHaveLength(2);
  expect(world.list('identities')).toEqual([]);
});

test('a word that stops messages stops none under a post, and danger is heard there too', () => {
  const world = takeIn(
    comment('7_1', ann, { message: 'STOP' }),
    comment('7_2', ann, { message: 'I smell gas!' }),
  );
  expect(world.list('consents')).toEqual([]);
  expect(Object.keys(world.list('conversations')[0]!.dangers ?? {})).toHaveLength(1);
});

test('two devices of which one has heard a comment and the other a message know one contact', () => {
  const message = { sender: ann, recipient: us, timestamp: at * 1000, message: { mid: 'm_1', text: 'Hi' } };
  const written = JSON.stringify({ object: 'page', entry: [{ id: page, time: at, messaging: [message] }] });
  const kept = [
    'contacts',
    'conversations',
    'enquiries',
    'identities',
    'messages',
    'messageStates',
    'posts',
  ] as const;
  const [a, b] = [createDevice(1, kept), createDevice(2, kept)];
  a.run('inbox.ingest', { events: expectOk(parseWebhook(comment('7_1', ann))) });
  b.run('inbox.ingest', { events: expectOk(parseWebhook(written)) });
  meet(a, b);
  for (const device of [a, b]) {
    const ids = Array.from(device.records.all('messages'), ({ id }) => id);
    device.run('inbox.reconcile', { ids: ids.filter((id) => isUnreconciled(device.records, id)) });
  }
  meet(a, b);
  for (const { records } of [a, b])
    expect(Array.from(records.all('contacts'), ({ onlyComments }) => onlyComments)).toEqual([undefined]);
});

const ids = fc.constantFrom('7_1', '7_2', '7_3');
const authors = fc.constantFrom(ann, { id: '9002', name: 'Bo' }, us, {});
const changes = fc.oneof(
  fc
    .record({ id: ids, from: authors, parent: fc.constantFrom('7_1', `${page}_7`) })
    .map(({ id, from, parent }) =>
      // One comment has one writer and one place, whenever it is delivered.
      comment(id, id === '7_2' ? us : from === us ? ann : from, { parent_id: id === '7_2' ? '7_1' : parent }),
    ),
  fc
    .record({
      id: ids,
      verb: fc.constantFrom('edited', 'hide', 'unhide'),
      time: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ id, verb, time }) =>
      ofPage({ verb, comment_id: id, from: ann, message: `words ${time}` }, at + 100 + time),
    ),
  fc.record({ id: ids }).map(({ id }) => ofPage({ verb: 'remove', comment_id: id, from: ann }, at + 200)),
);

test('whatever happens to comments, in any order and repeated, leads to the same records', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (bodies, random) => {
      const one = new Map<string, string>();
      // Of one comment one first version: Meta repeats a delivery as it was.
      const given = bodies.filter((body) => {
        const { value } = JSON.parse(body).entry[0].changes[0];
        if (value.verb !== 'add') return true;
        const first = one.get(value.comment_id) ?? body;
        one.set(value.comment_id, first);
        return first === body;
      });
      const shuffled = given
        .map((body) => ({ body, key: random.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ body }) => body);
      expect(takeIn(...shuffled, ...given).snapshot()).toEqual(takeIn(...given).snapshot());
    }),
    { numRuns: 150 },
  );
});

test('no comment that could come makes the parser throw, or is lost', () => {
  const value = fc.record(
    {
      item: fc.constantFrom('comment', 'like', 7),
      verb: fc.constantFrom('add', 'edited', 'remove', 'hide', 'mute', null),
      id: fc.oneof(fc.string(), fc.integer()),
      comment_id: fc.oneof(fc.string(), fc.integer()),
      post_id: fc.oneof(fc.string(), fc.integer()),
      parent_id: fc.jsonValue(),
      media: fc.oneof(fc.record({ id: fc.string() }), fc.jsonValue()),
      from: fc.oneof(fc.record({ id: fc.string(), name: fc.string() }), fc.jsonValue()),
      message: fc.oneof(fc.string(), fc.jsonValue()),
      text: fc.string(),
      photo: fc.oneof(fc.webUrl(), fc.string()),
      created_time: fc.oneof(fc.integer(), fc.double(), fc.string()),
      post: fc.record({ permalink_url: fc.oneof(fc.webUrl(), fc.string()) }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(value, fc.constantFrom('feed', 'comments', 'live_comments'), (given, field) => {
      const object = field === 'feed' ? 'page' : 'instagram';
      const entry = [{ id: page, time: at, changes: [{ field, value: given }] }];
      const events = expectOk(parseWebhook(JSON.stringify({ object, entry })));
      const isOwn = (given.from as { id?: unknown } | null)?.id === page;
      expect(events.length).toBeGreaterThanOrEqual(isOwn ? 0 : 1);
      expectOk(createMemoryRecords().run('inbox.ingest', { events }));
    }),
  );
});
