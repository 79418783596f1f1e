import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runsOf } from '#shared/domain/clearance.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { proven } from '#shared/domain/proven.ts';
import { provenMessage } from '#shared/domain/message-proof.ts';
import { noTerms, type RetentionTerms } from '#shared/domain/retention/order.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { openHolds } from '#shared/domain/retention/legal-hold.ts';
import { createMemoryRecords, ukBusiness } from '../testing.ts';
import { defineCommand } from '../command.ts';
import { noteRun } from '../erase-records.ts';
import { createDevice, type Device, meet } from '../testing-device.ts';
import { retentionRunId, termsInForce } from './commands.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 30, 12);

/** Ana has written for years and has an invoice of 2018; Ben asked once, long ago. */
function business() {
  const world = createMemoryRecords();
  world.context.now = now;
  world.context.isOwner = true;
  const put = (collection: CollectionName, after: { id: string; [field: string]: unknown }) =>
    world.apply([{ collection, id: after.id, path: [], before: undefined, after: after as never }]);
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  put('contacts', { id: 'ana', name: 'Ana', createdAt: 0 });
  put('contacts', { id: 'ben', name: 'Ben', createdAt: 0 });
  put('sites', { id: 'bens', contactId: 'ben', createdAt: 0 });
  put('enquiries', {
    id: 'asked',
    contactId: 'ben',
    title: 'Boiler',
    stage: 'lost',
    createdAt: 0,
    stageAt: now - 400 * day,
  });
  put('conversations', {
    id: 'talk',
    contactId: 'ana',
    channel: 'whatsapp',
    accountId: 'a',
    state: 'open',
    createdAt: 0,
    lastAt: now,
  });
  const message = (text: string, daysAgo: number, more: object = {}) => {
    const written = provenMessage({
      conversationId: 'talk',
      direction: 'in',
      type: 'text',
      at: now - daysAgo * day,
      text,
      salt: 'x',
      ...more,
    });
    put('messages', written as never);
    return written.id;
  };
  const messages = {
    old: message('Hello', 800),
    young: message('Hi', 10),
    strange: message('', 100, { type: 'unsupported', raw: { a: 1 } }),
    strangeYoung: message('', 80, { type: 'unsupported', raw: { a: 1 } }),
  };
  put('attachments', {
    id: 'file',
    at: now - 800 * day,
    messageId: messages.old,
    state: 'ready',
    file: {
      blob: 'b'.repeat(20),
      key: 'k'.repeat(43),
      size: 1,
      sha256: 's'.repeat(43),
      mimeType: 'image/png',
    },
  });
  put('accountEvents', {
    id: 'event',
    at: now - 100 * day,
    field: 'x',
    summary: 'y',
    severity: 'info',
    raw: { b: 2 },
  });
  const entry = (daysAgo: number) => {
    const made = proven({
      at: now - daysAgo * day,
      deviceId: 'd',
      memberId: 'm',
      command: 'contact.create',
      records: [],
      salt: 's',
    });
    put('audit', made);
    return made.id;
  };
  const lines = { old: entry(400), young: entry(300) };
  const order = (terms: Partial<RetentionTerms> = {}, isOn = true) =>
    expectOk(world.run('retention.order', { isOn, terms: { ...noTerms, ...terms } })).id;
  const apply = (orderId: string, trustedNow = now) =>
    world.run('retention.apply', {
      orderId,
      holds: openHolds(world.list('legalHolds')).map(({ id }) => id),
      trustedNow,
    });
  const there = (collection: CollectionName) => world.list(collection).map(({ id }) => id);
  return { ...world, put, messages, lines, order, apply, there };
}

test('by what is usual, payloads and old lines of the log go, and nothing that anybody said', () => {
  const shop = business();
  const { done } = expectOk(shop.apply(shop.order())) as { done: number };
  expect(done).toBe(3);
  const strange = shop.list('messages').find(({ id }) => id === shop.messages.strange)!;
  expect(strange.raw).toBeUndefined();
  expect(shop.list('messages').find(({ id }) => id === shop.messages.strangeYoung)?.raw).toEqual({ a: 1 });
  expect(shop.list('accountEvents')).toMatchObject([{ summary: 'y', raw: null }]);
  expect(shop.there('audit')).toEqual([shop.lines.young]);
  expect(shop.there('messages')).toHaveLength(4);
  expect(shop.list('retentionRuns')).toMatchObject([{ counts: { payloads: 1, events: 1, audit: 1 } }]);
});

test('files go before what was said, and what was said with all that was noted of it', () => {
  const shop = business();
  expectOk(shop.apply(shop.order({ windows: { files: 30 } })));
  expect(shop.list('attachments')).toMatchObject([{ state: 'removed', removedBlob: 'b'.repeat(20) }]);
  expect(shop.there('messages')).toContain(shop.messages.old);
  shop.context.now += 1;
  expectOk(shop.apply(shop.order({ windows: { files: 30, conversations: 365 } })));
  expect(shop.there('messages')).not.toContain(shop.messages.old);
  expect(shop.there('messages')).toContain(shop.messages.young);
  expect(shop.there('conversations')).toEqual(['talk']);
});

test('with the last of somebody’s comments goes all that was known of them, and no customer', () => {
  const shop = business();
  shop.put('contacts', { id: 'cy', name: '@cy', createdAt: 0, onlyComments: true });
  for (const [id, contactId] of [
    ['under', 'cy'],
    ['under-too', 'ana'],
  ] as const) {
    const place = { channel: 'instagram', accountId: 'i', state: 'open', createdAt: 0, postId: 'p' };
    const written = provenMessage({
      conversationId: id,
      direction: 'in',
      type: 'text',
      at: now - 500 * day,
      text: 'How much?',
      salt: id,
    });
    shop.put('messages', written as never);
    shop.put('conversations', {
      id,
      contactId,
      ...place,
      lastAt: now - 500 * day,
      lastMessageId: written.id,
    });
  }
  expectOk(shop.apply(shop.order({ windows: { conversations: 600 } })));
  expect(shop.there('contacts')).toContain('cy');
  shop.context.now += 1;
  expectOk(shop.apply(shop.order({ windows: { conversations: 365 } })));
  expect(shop.there('contacts')).toEqual(['ana', 'ben']);
  expect(shop.there('conversations')).toEqual(['talk', 'under-too']);
});

test('conversations of one channel may stay longer or shorter than those of the others', () => {
  const shop = business();
  const windows = { conversations: 365, 'conversations.whatsapp': 1000 };
  expectOk(shop.apply(shop.order({ windows })));
  expect(shop.there('messages')).toContain(shop.messages.old);
  shop.context.now += 1;
  expectOk(shop.apply(shop.order({ windows: { conversations: 1000, 'conversations.whatsapp': 50 } })));
  expect(shop.there('messages')).toEqual([shop.messages.young]);
  shop.context.now += 1;
  expectOk(
    shop.apply(shop.order({ windows: { 'conversations.instagram': 5, 'conversations.whatsapp': null } })),
  );
  expect(shop.there('messages')).toEqual([shop.messages.young]);
});

test('with an enquiry that came to nothing goes whoever has nothing else here', () => {
  const shop = business();
  expectOk(shop.apply(shop.order({ windows: { enquiries: 365 } })));
  expect(shop.there('enquiries')).toEqual([]);
  expect(shop.there('contacts')).toEqual(['ana']);
  expect(shop.there('sites')).toEqual([]);
});

test('who came back, and what led to a job, stays', () => {
  const shop = business();
  shop.put('jobs', { id: 'job', contactId: 'ben', enquiryId: 'asked', title: 'Boiler', createdAt: 0 });
  expectOk(shop.apply(shop.order({ windows: { enquiries: 365 } })));
  expect(shop.there('enquiries')).toEqual(['asked']);
  expect(shop.there('contacts')).toEqual(['ana', 'ben']);
});

test('a hold on a person, a job or everything keeps it, until an owner ends that', () => {
  for (const hold of [{ kind: 'all' } as const, { kind: 'contacts', subjectId: 'ana' } as const]) {
    const shop = business();
    const { id } = expectOk(shop.run('retention.hold', { ...hold, why: 'A dispute' }));
    const order = shop.order({ windows: { conversations: 365 } });
    shop.apply(order);
    expect(shop.there('messages')).toContain(shop.messages.old);
    expectOk(shop.run('retention.endHold', { id }));
    expectOk(shop.apply(order, now + day));
    expect(shop.there('messages')).not.toContain(shop.messages.old);
  }
});

test('nobody but an owner orders an erasure or ends a hold', () => {
  const shop = business();
  const { id } = expectOk(shop.run('retention.hold', { kind: 'all' }));
  const orderId = shop.order();
  shop.context.isOwner = false;
  const codes = [
    shop.run('retention.order', { isOn: true, terms: noTerms }),
    shop.run('retention.endHold', { id }),
    shop.apply(orderId),
  ].map((done) => (done.ok ? 'done' : done.error.code));
  expect(new Set(codes)).toEqual(new Set(['retention.owners-only']));
});

test('in India no window may be shorter than a year', () => {
  const shop = business();
  expectOk(shop.run('business.update', { fields: { country: 'IN' } }));
  expect(
    shop.run('retention.order', { isOn: true, terms: { ...noTerms, windows: { payloads: 90 } } }),
  ).toMatchObject({
    error: { code: 'retention.too-short' },
  });
  const terms = { ...noTerms, windows: { newer: 1, 'conversations.instagram': 364 } };
  expect(shop.run('retention.order', { isOn: true, terms })).toMatchObject({
    error: { code: 'retention.too-short' },
  });
});

test('of two owners who order at once, both devices follow the same one, and switching off is an order too', () => {
  let clock = now;
  const names = ['retentionOrders', 'business'] as const;
  const one = createDevice(1, names, () => clock);
  const two = createDevice(2, names, () => clock);
  const order = (device: typeof one, days: number, isOn = true) =>
    expectOk(
      device.run('retention.order', { isOn, terms: { ...noTerms, windows: { conversations: days } } }),
    );
  order(one, 100);
  order(two, 200);
  meet(one, two);
  expect(termsInForce(one.records)).toEqual(termsInForce(two.records));
  // A clock that is behind takes nothing back.
  clock -= 10 * day;
  order(two, 300);
  meet(one, two);
  expect(termsInForce(one.records).terms.windows).toEqual({ conversations: 300 });
  order(one, 300, false);
  expect(termsInForce(one.records).orderId).toBeUndefined();
});

test('what goes on a day is one run that every device has to do, in all books out of which something went', () => {
  const shop = business();
  const order = shop.order({ windows: { files: 30, conversations: 365 } });
  expectOk(shop.apply(order));
  const [run] = runsOf(shop.list('erasureRuns'));
  expect(run).toMatchObject({ orderId: order, isOpen: false });
  expect(shop.list('retentionRuns').map(({ id }) => id)).toEqual([run!.id]);
  const month = (at: number) => new Date(at).toISOString().slice(0, 7);
  expect(run!.books).toEqual(
    expect.arrayContaining([
      `talk-${month(now - 800 * day)}`,
      `talk-${month(now - 100 * day)}`,
      `audit-${month(now - 400 * day)}`,
      'desk',
      'talk',
    ]),
  );
  // What comes to its end later that day waits: each run has every device write its store anew.
  shop.put('accountEvents', { id: 'late', at: 0, field: 'x', summary: '', severity: 'info', raw: {} });
  expect(expectOk(shop.apply(order))).toEqual({ done: 0, isMore: false });
  expect(runsOf(shop.list('erasureRuns'))).toHaveLength(1);
  expectOk(shop.apply(order, now + day));
  expect(runsOf(shop.list('erasureRuns'))).toHaveLength(2);
});

/** Notes of a run that something has gone out of a book. */
const noteBook = defineCommand({
  name: 'test.note',
  title: 'Note a book',
  args: z.strictObject({ id: z.string(), book: z.string() }),
  undoable: false,
  run(draft, { id: runId, book }, context) {
    noteRun(draft, { runId, at: context.now, orderId: 'order', isOpen: true }, [book], context);
    return ok({});
  },
});

test('two devices that carry an order out on one day apart have made one run of all their books', () => {
  const books = fc.array(fc.constantFrom('desk', 'talk', 'talk-2024-01', 'work-2024'), { maxLength: 5 });
  fc.assert(
    fc.property(books, books, (ours, theirs) => {
      const [one, two] = [1, 2].map((who) => createDevice(who, ['erasureRuns'], () => now)) as [
        Device,
        Device,
      ];
      const id = retentionRunId('order', '2026-11-30');
      for (const book of ours) expectOk(one.run(noteBook, { id, book }));
      for (const book of theirs) expectOk(two.run(noteBook, { id, book }));
      meet(one, two);
      const runs = runsOf(one.records.all('erasureRuns'));
      expect(runs).toEqual(runsOf(two.records.all('erasureRuns')));
      expect(new Set(runs.flatMap((run) => run.books))).toEqual(new Set([...ours, ...theirs]));
      expect(runs.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});

test('what is held for a dispute is not erased by hand either, and the table of years holds there too', () => {
  const shop = business();
  const { id } = expectOk(shop.run('retention.hold', { kind: 'contacts', subjectId: 'ana' }));
  const erase = () => shop.run('person.erase', { kind: 'contacts', id: 'ana' });
  expect(erase()).toMatchObject({ error: { code: 'erasure.held' } });
  expectOk(shop.run('retention.endHold', { id }));
  expectOk(erase());
  expect(shop.there('contacts')).toEqual(['ben']);
});
