import { expect, test } from 'vitest';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { templateOf } from '#shared/channels/meta/whatsapp/templates.ts';
import { messageTemplateId } from '#shared/domain/message-template.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, type MemoryRecords } from './testing.ts';

const businessAccountId = '102290129340398';
const accountId = '106540352242922';
const phone = '16505551234';
const day = 24 * 60 * 60 * 1000;

const reminder = {
  externalId: '920070352646140',
  name: 'appointment_reminder',
  language: 'en_US',
  category: 'UTILITY',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Hello {{1}}, we will be with you on {{2}}.' }],
};
const invoice = {
  name: 'invoice_due',
  language: 'en_US',
  category: 'UTILITY',
  status: 'APPROVED',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'A word from {{business}}' },
    { type: 'BODY', text: 'Dear {{first_name}}, {{amount}} is open.' },
    { type: 'FOOTER', text: 'Thank you' },
    { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Pay', url: 'https://pay.example/{{1}}' }] },
  ],
};
const offer = {
  name: 'spring_offer',
  language: 'en_US',
  category: 'MARKETING',
  status: 'APPROVED',
  components: [{ type: 'BODY', text: 'Ten percent off.' }],
};
const idOf = (name: string) => messageTemplateId(businessAccountId, name, 'en_US');

/** A customer wrote two days ago; the templates are loaded. */
function shutWindow(templates = [reminder, invoice, offer]) {
  const world = createMemoryRecords();
  const at = world.context.now - 2 * day;
  const customer = { phone, name: 'Sheena Nelson' };
  const origin = { channel: 'whatsapp', accountId } as const;
  const message = { kind: 'message', ...origin, externalId: 'wamid.1', customer, at, type: 'text' } as const;
  expectOk(world.run('inbox.ingest', { events: [{ ...message, text: 'Hello', echo: false }] }));
  expectOk(world.run('template.loaded', { businessAccountId, templates }));
  return { world, conversationId: world.list('conversations')[0]!.id };
}

function deliver(world: MemoryRecords, field: string, value: object, time = world.context.now / 1000): void {
  const entry = [{ id: businessAccountId, time, changes: [{ field, value }] }];
  const events = expectOk(parseWebhook(JSON.stringify({ object: 'whatsapp_business_account', entry })));
  expectOk(world.run('inbox.ingest', { events }));
}

const outgoing = (world: MemoryRecords) =>
  world.list('messages').find(({ direction }) => direction === 'out');

test('a template goes out where the window is shut, and the thread shows what the customer reads', () => {
  const { world, conversationId } = shutWindow();
  const values = { 'body:1': 'Sheena', 'body:2': 'Monday\nat 9' };
  const templateId = idOf('appointment_reminder');
  expectOk(world.run('message.sendTemplate', { conversationId, templateId, values }));
  const sent = outgoing(world)!;
  expect(sent.text).toBe('Hello Sheena, we will be with you on Monday\nat 9.');
  expect(templateOf(sent.content)).toEqual({
    name: 'appointment_reminder',
    language: 'en_US',
    components: [
      {
        type: 'body',
        parameters: [
          { type: 'text', text: 'Sheena' },
          { type: 'text', text: 'Monday at 9' },
        ],
      },
    ],
  });
  expect(world.list('conversations')[0]!.lastText).toContain('Hello Sheena');
});

test('named places, the heading and the address of a button are filled in by their names', () => {
  const { world, conversationId } = shutWindow();
  const values = {
    'header:business': 'Sample Plumbing',
    'body:first_name': 'Sheena',
    'body:amount': '€ 40',
    'button:0:1': '17',
  };
  expectOk(world.run('message.sendTemplate', { conversationId, templateId: idOf('invoice_due'), values }));
  expect(templateOf(outgoing(world)!.content)!.components).toEqual([
    { type: 'header', parameters: [{ type: 'text', text: 'Sample Plumbing', parameter_name: 'business' }] },
    {
      type: 'body',
      parameters: [
        { type: 'text', text: 'Sheena', parameter_name: 'first_name' },
        { type: 'text', text: '€ 40', parameter_name: 'amount' },
      ],
    },
    { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '17' }] },
  ]);
  expect(outgoing(world)!.text).toBe(
    'A word from Sample Plumbing\n\nDear Sheena, € 40 is open.\n\nThank you\n\n[Pay]',
  );
});

test('nothing goes out with an empty place, unapproved, or gone at Meta', () => {
  const { world, conversationId } = shutWindow([reminder, { ...offer, status: 'PAUSED' }]);
  const send = (templateId: string, values = {}) =>
    world.run('message.sendTemplate', { conversationId, templateId, values });
  expect(send(idOf('appointment_reminder'), { 'body:1': 'Sheena', 'body:2': ' ' })).toMatchObject({
    error: { code: 'template.incomplete' },
  });
  expect(send(idOf('spring_offer'))).toMatchObject({ error: { code: 'template.not-sendable' } });
  expect(send(idOf('invoice_due'))).toMatchObject({ error: { code: 'template.missing' } });
  expect(outgoing(world)).toBeUndefined();
});

test('advertising is not sent to a customer who stopped it, until they take it again', () => {
  const { world, conversationId } = shutWindow();
  const send = () =>
    world.run('message.sendTemplate', { conversationId, templateId: idOf('spring_offer'), values: {} });
  const preference = (value: string, timestamp: number) =>
    deliver(world, 'user_preferences', {
      user_preferences: [{ wa_id: phone, category: 'marketing_messages', value, timestamp }],
    });
  preference('stop', 2000);
  expect(send()).toMatchObject({ error: { code: 'consent.withdrawn' } });
  preference('resume', 1000);
  expect(send()).toMatchObject({ error: { code: 'consent.withdrawn' } });
  preference('resume', 3000);
  expectOk(send());
});

test('what Meta says of a template counts at once, and a late report changes nothing', () => {
  const { world } = shutWindow();
  const now = world.context.now / 1000;
  const status = () => world.list('messageTemplates').find(({ name }) => name === reminder.name)!;
  const event = (name: string) => ({
    event: name,
    message_template_id: 920070352646140,
    message_template_name: reminder.name,
    message_template_language: 'en-US',
  });
  deliver(world, 'message_template_status_update', event('PAUSED'), now + 20);
  deliver(world, 'message_template_status_update', event('APPROVED'), now + 10);
  deliver(world, 'message_template_status_update', event('FLAGGED'), now + 30);
  expect(status().status).toBe('PAUSED');
  deliver(world, 'template_category_update', { ...event(''), new_category: 'MARKETING' }, now + 40);
  expect(status().category).toBe('MARKETING');
});

test('loading the list again changes only what has changed, and forgets what is gone', () => {
  const { world } = shutWindow();
  expectOk(world.run('template.loaded', { businessAccountId, templates: [reminder, invoice, offer] }));
  expect(world.lastChanges).toEqual([]);
  expectOk(world.run('template.loaded', { businessAccountId, templates: [reminder] }));
  expect(world.list('messageTemplates').map(({ name }) => name)).toEqual(['appointment_reminder']);
});
