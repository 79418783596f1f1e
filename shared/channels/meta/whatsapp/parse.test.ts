import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { type WebhookEvent, webhookEventSchema } from '../../events.ts';
import { parseWebhook } from '../parse.ts';

const fixtures = new URL('../../../../tests/fixtures/meta-webhooks/', import.meta.url);
const recorded = readdirSync(fixtures).filter((name) => name.endsWith('.json'));
const readBody = (name: string) => readFileSync(new URL(name, fixtures), 'utf8');

const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
const userId = 'US.13491208655302741918';

function bodyOf(...values: object[]): string {
  const changes = values.map((value) => ({
    field: 'messages',
    value: { messaging_product: 'whatsapp', metadata, ...value },
  }));
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: 'waba', changes }] });
}

function change(field: string, value: unknown, time?: number): string {
  const entry = { id: 'waba', ...(time === undefined ? {} : { time }), changes: [{ field, value }] };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] });
}

const text = (body: string, fields: object = {}) => ({
  from: '16505551234',
  id: `wamid.${body}`,
  timestamp: '1749416383',
  type: 'text',
  text: { body },
  ...fields,
});

const read = (body: string) => expectOk(parseWebhook(body));

test('all 25 recorded bodies are read, and the one that is no JSON is refused', () => {
  expect(recorded).toHaveLength(25);
  const kinds = Object.fromEntries(
    recorded.map((name) => {
      const events = parseWebhook(readBody(name));
      return [
        name.replace('.json', ''),
        events.ok ? events.value.map((event) => ('type' in event ? event.type : event.kind)) : 'refused',
      ];
    }),
  );
  expect(kinds).toEqual({
    accountBanned: ['accountEvent'],
    accountRestricted: ['accountEvent'],
    accountReview: ['accountEvent'],
    audioMessage: ['audio'],
    buttonMessage: ['button'],
    contactMessage: ['contacts'],
    documentMessage: ['document'],
    imageMessage: ['image'],
    locationMessage: ['location'],
    mediaUploadError: ['status'],
    messageDeleted: ['unsupported'],
    phoneNumberNameUpdate: ['accountEvent'],
    qualityUpdate: ['accountEvent'],
    reEngagementMessageError: ['status'],
    reactMessage: ['reaction'],
    rejectedTemplate: ['accountEvent'],
    stickerMessage: ['sticker'],
    templateSchedulingForDisabling: ['accountEvent'],
    textMessage: ['text'],
    textMessage2: ['text'],
    textMessageStatusDelivered: ['status'],
    textMessageStatusRead: 'refused',
    textMessageStatusSent: ['status'],
    verifiedAccount: ['accountEvent'],
    videoMessage: ['video'],
  });
});

test('what the business wrote elsewhere is told from what a customer wrote', () => {
  expect(read(readBody('textMessage2.json'))).toMatchObject([
    { echo: true, customer: { phone: '1111111111111' } },
  ]);
  expect(read(readBody('textMessage.json'))).toMatchObject([{ echo: false }]);
  // Here the business writes to itself, as its owners do to try things out.
  expect(read(readBody('audioMessage.json'))).toMatchObject([{ echo: false }]);
  const echo = {
    from: '15550783881',
    to: '16505551234',
    id: 'wamid.e',
    timestamp: 1749416383,
    type: 'text',
    text: { body: 'Hi' },
  };
  expect(read(change('smb_message_echoes', { metadata, message_echoes: [echo] }))).toMatchObject([
    { echo: true, customer: { phone: '16505551234' }, text: 'Hi', at: 1749416383000 },
  ]);
});

test('a message stands in its thread whatever its type, its moment or its content have become', () => {
  const odd: unknown[] = [null, 7, true, [], {}, undefined, 'hologram'];
  for (const value of odd) {
    const events = read(
      bodyOf({
        messages: [
          text('clock', { timestamp: value }),
          text('type', { type: value }),
          text('words', { text: value }),
          { ...text('file'), type: 'image', image: value === undefined ? null : value },
        ],
      }),
    );
    expect(events.map(({ kind }) => kind)).toEqual(['message', 'message', 'message', 'message']);
    expect(events[0]).toMatchObject({ text: 'clock' });
    // What cannot be shown is said to be so, and kept whole.
    const shown = (event: WebhookEvent) =>
      event.kind === 'message' &&
      (event.type === 'unsupported'
        ? event.raw !== undefined
        : event.type === 'image' || event.text !== undefined);
    expect(events.map((event) => shown(event))).toEqual([true, true, true, true]);
  }
});

test('why a message failed is told also where its code comes as text', () => {
  const errors = [{ code: '131047', title: 'Re-engagement message' }];
  const status = { id: 'wamid.s', status: 'failed', timestamp: null, recipient_id: '16505551234', errors };
  expect(read(bodyOf({ statuses: [status] }))).toMatchObject([
    { state: 'failed', error: { code: 131047, title: 'Re-engagement message' } },
  ]);
});

test('every message and status of a batch is read, and an odd one stops no other', () => {
  const status = { id: 'wamid.s', status: 'delivered', timestamp: '1749416384', recipient_id: '16505551234' };
  const events = read(
    bodyOf(
      {
        messages: [
          text('one'),
          null,
          7,
          { id: 'no type' },
          text('two', { timestamp: 'soon' }),
          text('three'),
        ],
      },
      { statuses: [status, { ...status, status: 'dancing' }], messages: 'none' },
      { nothing: 'known' },
    ),
  );
  expect(events.filter(({ kind }) => kind === 'message')).toMatchObject([
    { text: 'one' },
    { text: 'two' },
    { text: 'three' },
  ]);
  expect(events.filter(({ kind }) => kind === 'status')).toMatchObject([{ state: 'delivered' }]);
  expect(events.filter(({ kind }) => kind === 'unknown')).toHaveLength(6);
  expect(events).toContainEqual({
    kind: 'unknown',
    channel: 'whatsapp',
    field: 'messages',
    raw: { ...status, status: 'dancing' },
  });
});

test('in a batch each message goes to the customer who wrote it', () => {
  const contacts = [
    { wa_id: '16505551234', profile: { name: 'Sheena' } },
    { wa_id: '31612345678', profile: { name: 'Jörg' } },
  ];
  const other = text('two', { from: '31612345678' });
  expect(read(bodyOf({ contacts, messages: [other, text('one')] }))).toMatchObject([
    { customer: { phone: '31612345678', name: 'Jörg' } },
    { customer: { phone: '16505551234', name: 'Sheena' } },
  ]);
  expect(read(bodyOf({ contacts: contacts.slice(0, 1), messages: [other, text('one')] }))).toMatchObject([
    { customer: { phone: '31612345678' } },
    { customer: { name: 'Sheena' } },
  ]);
});

test('a customer who hides the number is known by user id, wherever Meta puts it', () => {
  const contacts = [{ profile: { name: 'Sheena', username: 'sheena' }, user_id: userId }];
  const plain = { id: 'wamid.1', timestamp: '1749416383', type: 'text', text: { body: 'Hi' } };
  const customer = { userId, name: 'Sheena', username: 'sheena' };
  expect(read(bodyOf({ contacts, messages: [{ ...plain, from_user_id: userId }] }))).toMatchObject([
    { customer },
  ]);
  expect(read(bodyOf({ contacts, messages: [plain] }))).toMatchObject([{ customer }]);
  expect(read(bodyOf({ messages: [{ ...plain, from: userId }] }))).toMatchObject([{ customer: { userId } }]);
  const both = {
    contacts: [{ wa_id: '16505551234', user_id: userId }],
    messages: [text('x', { from_user_id: userId })],
  };
  expect(read(bodyOf(both))).toMatchObject([{ customer: { phone: '16505551234', userId } }]);
  expect(read(bodyOf({ messages: [plain] }))).toMatchObject([{ kind: 'unknown' }]);
});

test('the words of a message are found whatever its type', () => {
  const words = (message: object) =>
    read(bodyOf({ messages: [{ ...text('x'), text: undefined, ...message }] }))[0];
  const button = { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } };
  expect(words({ type: 'interactive', interactive: button })).toMatchObject({
    type: 'interactive',
    text: 'Yes, please',
  });
  const list = { type: 'list_reply', list_reply: { id: 'a', title: 'Tuesday', description: 'at nine' } };
  expect(words({ type: 'interactive', interactive: list })).toMatchObject({ text: 'Tuesday' });
  const flow = { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '[1,' } };
  expect(words({ type: 'interactive', interactive: flow })).toMatchObject({ text: 'Sent', content: flow });
  expect(words({ type: 'voice', voice: { id: '1', voice: true } })).toMatchObject({
    type: 'audio',
    content: { id: '1' },
  });
  expect(
    words({ type: 'location', location: { latitude: 1, longitude: 2, name: 'Home', address: 'Elm St 3' } }),
  ).toMatchObject({
    text: 'Home, Elm St 3',
  });
  const order = {
    catalog_id: '1',
    text: 'Two please',
    product_items: [{ product_retailer_id: 'tap', quantity: 2 }],
  };
  expect(words({ type: 'order', order })).toMatchObject({
    type: 'order',
    text: 'Two please',
    content: order,
  });
  const removed = words({ type: 'reaction', reaction: { message_id: 'wamid.a' } });
  expect(removed).toMatchObject({ type: 'reaction', text: '', replyTo: 'wamid.a' });
});

test.each(['ephemeral', 'unknown', 'request_welcome', 'poll'])(
  'a message of the type "%s" is kept whole and shown as one that cannot be shown',
  (type) => {
    const message = text('x', { type, [type]: { question: 'When?' } });
    expect(read(bodyOf({ messages: [message] }))).toMatchObject([
      { kind: 'message', type: 'unsupported', raw: message },
    ]);
  },
);

test('replies, forwards and advertisements keep what they refer to', () => {
  const referral = { source_url: 'https://fb.me/x', source_type: 'ad', headline: 'Chat with us' };
  const context = {
    from: '15550783881',
    id: 'wamid.q',
    referred_product: { catalog_id: '1', product_retailer_id: 'tap' },
  };
  expect(read(bodyOf({ messages: [text('x', { context, referral })] }))).toMatchObject([
    { replyTo: 'wamid.q', content: { referral, referred_product: context.referred_product } },
  ]);
  expect(read(bodyOf({ messages: [text('x', { context: { forwarded: true } })] }))).toMatchObject([
    { content: { forwarded: true } },
  ]);
});

test('edits, revocations and changes of number or user id name what they are about', () => {
  const at = 1749416383000;
  const edit = { original_message_id: 'wamid.a', message: { type: 'text', text: { body: 'at ten' } } };
  const revoke = { original_message_id: 'wamid.a' };
  const events = read(
    bodyOf({ messages: [text('x', { type: 'edit', edit }), text('y', { type: 'revoke', revoke })] }),
  );
  expect(events).toMatchObject([
    { kind: 'edit', externalId: 'wamid.a', text: 'at ten', at },
    { kind: 'revoke', externalId: 'wamid.a', at },
  ]);
  const system = { type: 'user_changed_number', body: 'changed', wa_id: '12195555358' };
  expect(read(bodyOf({ messages: [text('z', { type: 'system', system })] }))).toMatchObject([
    { kind: 'message', type: 'system', text: 'changed' },
    { kind: 'identityChange', before: { phone: '16505551234' }, after: { phone: '12195555358' } },
  ]);
  const update = {
    wa_id: '16505551234',
    user_id: { previous: userId, current: 'US.2' },
    timestamp: '1749416383',
  };
  expect(read(change('user_id_update', { metadata, user_id_update: [update] }))).toEqual([
    {
      kind: 'identityChange',
      channel: 'whatsapp',
      accountId: metadata.phone_number_id,
      at,
      before: { phone: '16505551234', userId },
      after: { userId: 'US.2' },
    },
  ]);
});

test('statuses carry the correlation, the recipient and why it failed', () => {
  const status = {
    id: 'wamid.s',
    status: 'failed',
    timestamp: '1749416384',
    recipient_user_id: userId,
    biz_opaque_callback_data: 'record-1',
    errors: [
      {
        code: 131047,
        title: 'Re-engagement message',
        message: 'x',
        error_data: { details: 'More than 24 hours' },
      },
    ],
  };
  expect(read(bodyOf({ statuses: [status] }))).toEqual([
    {
      kind: 'status',
      channel: 'whatsapp',
      accountId: metadata.phone_number_id,
      externalId: 'wamid.s',
      state: 'failed',
      at: 1749416384000,
      recipient: { userId },
      correlation: 'record-1',
      error: { code: 131047, title: 'Re-engagement message', details: 'More than 24 hours' },
    },
  ]);
});

test('what happens to the account is told in plain words', () => {
  const summary = (field: string, value: object) => read(change(field, value, 1604703058))[0];
  expect(summary('account_update', { event: 'ACCOUNT_RESTRICTION' })).toMatchObject({
    severity: 'error',
    at: 1604703058000,
  });
  expect(
    summary('user_preferences', { user_preferences: [{ wa_id: '16505551234', value: 'stop' }] }),
  ).toMatchObject({
    severity: 'warning',
    summary: 'The customer with the number +16505551234 does not want marketing messages any more.',
  });
  expect(
    summary('template_category_update', { message_template_name: 'hello', new_category: 'MARKETING' }),
  ).toMatchObject({
    summary: 'Meta changed the category of the template “hello” to marketing.',
  });
  expect(summary('constructor', { event: 'x' })).toMatchObject({ kind: 'unknown' });
});

test('a body that is no webhook is a clear failure', () => {
  for (const body of ['', '{', '[]', 'null', '{"object":"x"}', '{"entry":{}}']) {
    expect(parseWebhook(body)).toMatchObject({ ok: false, error: { code: 'webhook.unreadable' } });
  }
});

test('no body whatever makes the reader fail, and all that it gives is well formed', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });
  const message = fc.record(
    {
      id: anything,
      timestamp: anything,
      type: anything,
      from: anything,
      text: anything,
      reaction: anything,
      context: anything,
    },
    { requiredKeys: [] },
  );
  const value = fc.record(
    {
      metadata: fc.oneof(anything, fc.constant(metadata)),
      contacts: fc.oneof(
        anything,
        fc.array(fc.record({ wa_id: anything, profile: anything }, { requiredKeys: [] })),
      ),
      messages: fc.oneof(anything, fc.array(fc.oneof(anything, message, fc.constant(text('x'))))),
      statuses: fc.oneof(anything, fc.array(anything)),
      errors: anything,
    },
    { requiredKeys: [] },
  );
  const field = fc.oneof(
    fc.constantFrom('messages', 'smb_message_echoes', 'account_update', 'calls', 'user_id_update'),
    fc.string(),
  );
  const changes = fc.array(fc.oneof(anything, fc.record({ field, value: fc.oneof(anything, value) })));
  const entry = fc.array(fc.oneof(anything, fc.record({ id: fc.string(), time: anything, changes })));
  fc.assert(
    fc.property(fc.oneof(fc.record({ entry }), anything), (body) => {
      const events = parseWebhook(JSON.stringify(body));
      const given = events.ok ? events.value : [];
      expect(given.filter((event) => !webhookEventSchema.safeParse(event).success)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
