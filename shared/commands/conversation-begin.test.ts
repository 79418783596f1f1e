import { expect, test } from 'vitest';
import { recipientFor } from './inbox/recipient.ts';
import { createMemoryRecords, whatsappAccount } from './testing.ts';
import { expectOk } from '#shared/lib/result.ts';

const { phoneNumberId: accountId } = whatsappAccount;

function withAda(fields: object = {}) {
  const world = createMemoryRecords();
  expectOk(world.run('channel.connect', whatsappAccount));
  const phones = { a: { number: '+31612345678' } };
  const { id } = expectOk(world.run('contact.create', { name: 'Ada', phones, ...fields }));
  const begin = (changes: object = {}) =>
    world.run('conversation.begin', { contactId: id, number: '+31612345678', accountId, ...changes });
  return { ...world, id, begin };
}

test('a customer who has never written can be written to on WhatsApp', () => {
  const world = withAda();
  const { id } = expectOk(world.begin());
  const talk = world.records.get('conversations', id)!;
  expect(talk).toMatchObject({ contactId: world.id, state: 'open', channel: 'whatsapp', accountId });
  expect(recipientFor(world.records, talk)).toEqual({ phone: '31612345678' });
  // Free words are for those who wrote; a template goes out.
  expect(world.run('message.send', { conversationId: id, text: 'Hello' })).toMatchObject({
    error: { code: 'message.window-closed' },
  });
});

test('their answer comes into this conversation, and it is begun once', () => {
  const world = withAda();
  const { id } = expectOk(world.begin());
  expect(expectOk(world.begin()).id).toBe(id);
  const event = {
    kind: 'message' as const,
    channel: 'whatsapp' as const,
    accountId,
    externalId: 'wamid.1',
    customer: { phone: '31612345678', name: 'Ada B.' },
    at: world.context.now,
    type: 'text' as const,
    text: 'Yes please',
    echo: false,
  };
  expectOk(world.run('inbox.ingest', { events: [event] }));
  expect(world.list('conversations')).toMatchObject([{ id, lastText: 'Yes please' }]);
  expect(world.list('contacts')).toHaveLength(1);
});

test.each([
  ['a number that is none', {}, { number: '12' }, 'conversation.no-number'],
  ['a number of the business that is not connected', {}, { accountId: '999' }, 'conversation.no-account'],
])('%s is refused in plain words', (_what, fields, changes, code) => {
  const world = withAda(fields);
  expect(world.begin(changes)).toMatchObject({ ok: false, error: { code } });
  expect(world.list('conversations')).toEqual([]);
});

test('who is not to be contacted is not written to', () => {
  const world = withAda();
  expectOk(world.run('contact.setDoNotContact', { id: world.id, on: true }));
  expect(world.begin()).toMatchObject({ ok: false, error: { code: 'contact.do-not-contact' } });
  expect(world.list('conversations')).toEqual([]);
});

test('a number from which somebody else wrote is theirs', () => {
  const world = withAda();
  const other = expectOk(
    world.run('contact.create', { name: 'Bert', phones: { a: { number: '+31612345679' } } }),
  );
  expectOk(world.begin({ contactId: other.id, number: '+31612345679' }));
  expect(world.begin({ number: '+31612345679' })).toMatchObject({
    error: { code: 'conversation.other-contact' },
  });
});
