import { expect, test } from 'vitest';
import { provenMessage } from '#shared/domain/message-proof.ts';
import { expectOk } from '#shared/lib/result.ts';
import { messagesBy, type NewMessage } from '#shared/records/messages.ts';
import { createMemoryRecords } from './testing.ts';

test('an e-mail that went out while it was locked is kept, also to whom nobody had written before', () => {
  const { run, records, context, list } = createMemoryRecords();
  const { id: contactId } = expectOk(run('contact.create', { name: 'Ana' }));
  // Whoever unlocks may have noted this meanwhile: it went out all the same.
  expectOk(run('contact.setDoNotContact', { id: contactId, on: true }));
  const message = provenMessage<NewMessage>({
    salt: 'salt-of-the-message',
    conversationId: 'talk-of-the-sender',
    direction: 'out',
    type: 'text',
    at: context.now,
    text: 'Hello Ana',
    content: { mail: { to: 'ana@example.com', subject: 'Tomorrow' } },
    author: 'owner',
  });
  const state = { id: message.id, at: context.now, statuses: { queued: 1, accepted: 2 } };
  const talk = { id: 'talk-of-the-sender', mailed: { contactId, accountId: 'office@rivera.example' } };
  const nothing = { events: [], reminders: [], recipients: [] };
  const entries = [{ ...nothing, messages: [message], states: [state], talks: [talk] }];
  for (let times = 0; times < 2; times++) expectOk(run('sender.takeOver', { entries } as never));
  expect(list('conversations')).toMatchObject([{ contactId, channel: 'email' }]);
  const talkId = list('conversations')[0]!.id;
  expect(messagesBy(records, 'conversationId', talkId)).toMatchObject([
    { text: 'Hello Ana', statuses: { accepted: 2 } },
  ]);
});
