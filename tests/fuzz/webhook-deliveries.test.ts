import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createInbox } from '#renderer/vault/inbox/inbox.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import { seal } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { fromBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { type Json, parseJson } from '#shared/lib/json.ts';
import { expectOk, ok, problem, type Result } from '#shared/lib/result.ts';
import { createWork } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import { jsonText, mutatedJson, mutatedText } from './mutations.ts';
import { createFuzzWorld, vectors } from './world.ts';

const folders = ['meta-webhooks', 'webhook-kinds'].map(
  (name) => new URL(`../fixtures/${name}/`, import.meta.url),
);
const texts = folders.flatMap((folder) =>
  readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')),
);
/** What Meta sent and what it documents, each delivery by itself. */
const bodies: Json[] = texts.flatMap((text) => parseJson(text) ?? []);

const receivedAt = Date.UTC(2026, 10, 21, 8);

const hello = (externalId: string) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: '106540352242922', display_phone_number: '15550783881' },
              messages: [
                {
                  from: '16505551234',
                  id: externalId,
                  timestamp: '1760000000',
                  type: 'text',
                  text: { body: 'Hi' },
                },
              ],
            },
          },
        ],
      },
    ],
  });

async function sealed(content: object): Promise<Uint8Array> {
  const { workspace, inbox } = vectors.delivery;
  return seal(
    webCrypto(crypto),
    fromBase64Url(inbox.publicKey),
    utf8(JSON.stringify(content)),
    inboxInfo(workspace),
  );
}

const delivery = (body: string) => sealed({ receivedAt, body });

/** An inbox over real keys, with `ingest` as given. */
async function openInbox(ingest: (events: WebhookEvent[]) => Promise<Result<unknown>>) {
  const { keyring } = await createFuzzWorld();
  const work = createWork(systemTimers);
  const inbox = createInbox({ keyring, ingest, work, onHealth: () => undefined });
  const room = inbox.doc.getArray<Uint8Array>(envelopesKey);
  return { inbox: { ...inbox, close: work.end }, room };
}

const idsOf = (events: WebhookEvent[]) =>
  events.flatMap((event) => (event.kind === 'message' ? event.externalId : []));

test('a delivery over which anything throws is set aside and counted, and the next ones are taken in', async () => {
  const taken: string[] = [];
  const report = vi.spyOn(console, 'error').mockReturnValue();
  const { inbox, room } = await openInbox(async (events) => {
    if (idsOf(events).includes('wamid.bad')) throw new Error('Sheena said something');
    taken.push(...idsOf(events));
    return ok();
  });
  room.push([
    await delivery(hello('wamid.1')),
    await delivery(hello('wamid.bad')),
    await delivery(hello('wamid.2')),
  ]);
  await expect.poll(() => taken).toEqual(['wamid.1', 'wamid.2']);
  await expect.poll(() => inbox.unreadable()).toBe(1);
  room.push([await delivery(hello('wamid.3'))]);
  await expect.poll(() => taken).toEqual(['wamid.1', 'wamid.2', 'wamid.3']);
  expect(room.length).toBe(1);
  expect(JSON.stringify(report.mock.calls)).not.toContain('Sheena');
  report.mockRestore();
  inbox.close();
});

test('one event that nobody can take in costs none of its own delivery either', async () => {
  const taken: string[] = [];
  const { inbox, room } = await openInbox(async (events) => {
    if (idsOf(events).includes('wamid.bad')) return problem('command.bad-arguments', 'x');
    taken.push(...idsOf(events));
    return ok();
  });
  const body = JSON.parse(hello('wamid.0')) as {
    entry: { changes: { value: { messages: { id: string }[] } }[] }[];
  };
  const { value } = body.entry[0]!.changes[0]!;
  const [first] = value.messages;
  value.messages = ['1', '2', 'bad', '3', '4'].map((id) => ({ ...first!, id: `wamid.${id}` }));
  room.push([await delivery(JSON.stringify(body))]);
  await expect.poll(() => inbox.unreadable()).toBe(1);
  expect(taken.toSorted()).toEqual(['wamid.1', 'wamid.2', 'wamid.3', 'wamid.4']);
  inbox.close();
});

test('what threw once is tried again, and leaves the relay when it goes through', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const report = vi.spyOn(console, 'error').mockReturnValue();
  let isBroken = true;
  const { inbox, room } = await openInbox(async () => {
    if (isBroken) throw new Error('the database is closed');
    return ok();
  });
  const settle = async (condition: () => boolean) => {
    for (let n = 0; n < 10_000 && !condition(); n++) await new Promise((resolve) => setImmediate(resolve));
    expect(condition()).toBe(true);
  };
  room.push([await delivery(hello('wamid.1'))]);
  await settle(() => inbox.unreadable() === 1);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(60_000);
  await settle(() => room.length === 0);
  report.mockRestore();
  vi.useRealTimers();
  inbox.close();
});

test('what cannot be stored now is not counted as unreadable and waits for its turn', async () => {
  let isFull = true;
  let tried = 0;
  const { inbox, room } = await openInbox(async () => {
    tried++;
    return isFull ? problem('disk.full', 'x') : ok();
  });
  room.push([await delivery(hello('wamid.1'))]);
  await expect.poll(() => tried).toBeGreaterThan(0);
  expect(inbox.unreadable()).toBe(0);
  expect(room.length).toBe(1);
  isFull = false;
  await eventually(() => {
    inbox.wake();
    return room.length === 0;
  }, 'the delivery to be stored');
  inbox.close();
});

test('the moment at which the relay took a delivery in is read', async () => {
  const arrived: (number | undefined)[] = [];
  const { inbox, room } = await openInbox(async (events) => {
    for (const event of events) if (event.kind === 'message') arrived.push(event.receivedAt);
    return ok();
  });
  room.push([await delivery(hello('wamid.1')), await sealed({ receivedAt: 9e15, body: hello('wamid.2') })]);
  await expect.poll(() => inbox.unreadable()).toBe(1);
  expect(arrived).toEqual([receivedAt]);
  inbox.close();
});

/** Takes bodies in as the vault does, and checks what comes of it. */
function takeIn(world: MemoryRecords, deliveries: { body: string; at: number }[]): MemoryRecords {
  for (const { body, at } of deliveries) {
    const events = parseWebhook(body, at);
    if (events.ok) expectOk(world.run('inbox.ingest', { events: events.value }));
  }
  return world;
}

function expectSound(world: MemoryRecords): void {
  for (const [name, records] of Object.entries(world.snapshot()))
    for (const record of records) {
      const parsed = collections[name as CollectionName].schema.safeParse(record);
      expect(parsed.success, `${name}: ${JSON.stringify(parsed.error?.issues)}`).toBe(true);
    }
  for (const { at } of world.list('messages')) expect(() => new Date(at).toISOString()).not.toThrow();
}

const hostile = fc.oneof(
  { weight: 3, arbitrary: mutatedJson(bodies).map(jsonText) },
  { weight: 1, arbitrary: mutatedText(bodies.map((body) => JSON.stringify(body))) },
);

test('no body, however it is damaged, throws, holds up the next one or leaves a record that does not fit', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (given) => {
      const deliveries = [...given, hello('wamid.genuine')].map((body, n) => ({
        body,
        at: receivedAt + n * 1000,
      }));
      const world = takeIn(createMemoryRecords(), deliveries);
      expect(world.list('messages').map(({ externalId }) => externalId)).toContain('wamid.genuine');
      expectSound(world);
    }),
    { numRuns: 500 },
  );
});

/** Names, numbers and moments that several of a handful of people and messages share. */
const people = fc.constantFrom(
  { from: '16505551234' },
  { from: '16505551234', from_user_id: 'US.1' },
  { from_user_id: 'US.1' },
  { from: '31612345678' },
  { from_user_id: 'NL.2' },
  { from: '31612345678', from_user_id: 'NL.2' },
);
const seconds = fc.integer({ min: 1760000000, max: 1760000020 });
const one = fc
  .tuple(
    people,
    seconds,
    fc.constantFrom('text', 'reaction', 'constructor', 'location', 'image', 'call', 'system'),
  )
  .map(([person, timestamp, type]) => ({
    ...person,
    // Meta repeats byte for byte: one id never has two contents.
    id: `wamid.${person.from}.${person.from_user_id}.${timestamp}.${type}`,
    timestamp: `${timestamp}`,
    type,
    [type]: { body: `at ${timestamp}`, message_id: 'wamid.x', emoji: '👍' },
  }));
const oneStatus = fc
  .tuple(people, seconds, fc.constantFrom('sent', 'delivered', 'read', 'failed', 'new'))
  .map(([{ from, from_user_id }, timestamp, status]) => ({
    ...(from !== undefined && { recipient_id: from }),
    ...(from_user_id !== undefined && { recipient_user_id: from_user_id }),
    id: `wamid.out.${from ?? from_user_id}`,
    timestamp: `${timestamp}`,
    status,
  }));
const metadata = { phone_number_id: '106540352242922', display_phone_number: '15550783881' };
const values = fc.record({
  metadata: fc.constant(metadata),
  messages: fc.array(one, { maxLength: 3 }),
  statuses: fc.array(oneStatus, { maxLength: 2 }),
});
const documented = fc
  .record({ value: values, field: fc.constant('messages') })
  .map((change) =>
    JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }),
  );

test('what Meta documents leads to the same records in any order of deliveries', () => {
  const orders = fc
    .uniqueArray(documented, { minLength: 1, maxLength: 6 })
    .map((given) => given.map((body, n) => ({ body, at: receivedAt + n * 1000 })))
    .chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
        fc.subarray(given),
      ),
    );
  fc.assert(
    fc.property(orders, ([given, other, repeated]) => {
      const right = takeIn(createMemoryRecords(), given);
      expectSound(right);
      expect(takeIn(createMemoryRecords(), [...other, ...repeated]).snapshot()).toEqual(right.snapshot());
    }),
    { numRuns: 200 },
  );
});
