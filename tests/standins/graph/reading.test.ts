import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createMetaService } from '#electron/services/meta/service.ts';
import { createReading } from '#renderer/vault/outbound/reading.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { ChannelKind } from '#shared/domain/channel.ts';
import { expectOk } from '#shared/lib/result.ts';
import { metaJson } from './deliveries.ts';
import { createGraphStandin, type GraphStandin } from './server.ts';

/** What a customer's phone shows of reading and typing, with the shell's own services, against the stand-in. */
let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin();
});
afterEach(() => standin.close());

const person = '9001';

function inboundBody(kind: ChannelKind, id: string, at: number): string {
  const { phoneNumberId, businessAccountId, instagramId } = standin.account;
  if (kind === 'instagram') {
    const parties = { sender: { id: person }, recipient: { id: instagramId }, timestamp: at };
    const entry = [
      { id: instagramId, time: at, messaging: [{ ...parties, message: { mid: id, text: 'Hi' } }] },
    ];
    return metaJson({ object: 'instagram', entry });
  }
  const timestamp = String(Math.floor(at / 1000));
  const message = { from: '31612345678', id, timestamp, type: 'text', text: { body: 'Hi' } };
  const metadata = { display_phone_number: '1', phone_number_id: phoneNumberId };
  const contacts = [{ wa_id: '31612345678', profile: { name: 'Anna' } }];
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages: [message] };
  const entry = [{ id: businessAccountId, changes: [{ field: 'messages', value }] }];
  return metaJson({ object: 'whatsapp_business_account', entry });
}

function open(kind: 'whatsapp' | 'instagram') {
  const memory = createMemoryRecords();
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  const service = createMetaService({
    fetch: guard.fetch('channel.meta'),
    fetchFile: guard.fetch('channel.files'),
  });
  const bridge = { call: (name: keyof typeof service, args: never) => service[name](args) };
  const account = { ...standin.account, name: 'Main line', graphUrl: standin.url };
  const { id: channelId } = expectOk(memory.run('channel.connect', { kind, ...account }));
  const receive = (id: string) => {
    const events = expectOk(parseWebhook(inboundBody(kind, id, memory.context.now)));
    expectOk(memory.run('inbox.ingest', { events }));
  };
  receive('wamid.1');
  const reading = createReading({
    bridge: bridge as unknown as Bridge,
    records: memory.records,
    now: () => memory.context.now,
  });
  const { id } = memory.list('conversations')[0]!;
  const setShown = (shows: boolean) =>
    expectOk(memory.run('channel.update', { id: channelId, fields: { showsReading: shows } }));
  return { memory, reading, id, receive, setShown };
}

test('a customer on WhatsApp sees once that a message was read, and that somebody types', async () => {
  const { memory, reading, id, receive } = open('whatsapp');
  await reading.markRead(id);
  await reading.markRead(id);
  expect(standin.read).toEqual(['wamid.1']);
  await reading.typing(id);
  await reading.typing(id);
  expect(standin.typed).toEqual(['wamid.1']);
  memory.context.now += 20_000;
  receive('wamid.2');
  await reading.markRead(id);
  await reading.typing(id);
  expect(standin.typed).toEqual(['wamid.1', 'wamid.2']);
  expect(standin.faults).toEqual([]);
});

test('on Instagram the person sees the same', async () => {
  const { reading, id } = open('instagram');
  await reading.markRead(id);
  await reading.typing(id);
  expect(standin.pages.actions).toEqual([
    { person, action: 'mark_seen' },
    { person, action: 'typing_on' },
  ]);
  expect(standin.faults).toEqual([]);
});

test.each(['whatsapp', 'instagram'] as const)(
  '%s: where the owner does not want it, nobody is told that a message was read or an answer written',
  async (kind) => {
    const { reading, id, setShown } = open(kind);
    setShown(false);
    await reading.markRead(id);
    await reading.typing(id);
    expect([...standin.read, ...standin.typed, ...standin.pages.actions]).toEqual([]);
    setShown(true);
    await reading.markRead(id);
    expect(standin.read.length + standin.pages.actions.length).toBe(1);
  },
);
