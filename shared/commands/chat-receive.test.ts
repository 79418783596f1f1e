import { expect, test } from 'vitest';
import { refusalOf } from '#shared/agent/autopilot/gate.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { ChatMessage } from '#shared/public-page/request.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const secret = 'S'.repeat(43);
const idOf = (letter: string): string => letter.repeat(22);

function firm() {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const say = (letter: string, words: string, more: Partial<ChatMessage> = {}) => {
    world.context.now += 1000;
    const said: ChatMessage = { version: 1, kind: 'chat', secret, language: 'en', words, ...more };
    const request = { id: idOf(letter), receivedAt: world.context.now, said };
    expectOk(world.run('booking.receive', { requests: [request] }));
  };
  const texts = () =>
    world
      .list('messages')
      .toSorted((a, b) => a.at - b.at)
      .map(({ text }) => text);
  const [conversation, contact] = [() => world.list('conversations')[0]!, () => world.list('contacts')[0]!];
  return { ...world, say, texts, conversation, contact };
}

test('what a visitor writes is one conversation, however often it comes, and their name is the contact’s', () => {
  const { say, texts, list, conversation, contact, snapshot } = firm();
  say('A', 'Do you come on Sundays?');
  say('B', 'It drips.', { of: idOf('A'), name: 'Ana Lopes' });
  const before = snapshot();
  say('B', 'It drips.', { of: idOf('A'), name: 'Ana Lopes' });
  expect(texts()).toEqual(['Do you come on Sundays?', 'It drips.']);
  expect(list('conversations')).toHaveLength(1);
  expect(conversation()).toMatchObject({ channel: 'website', chats: { [idOf('A')]: { secret } } });
  expect(contact().name).toBe('Ana Lopes');
  expect(Object.keys(snapshot())).toEqual(Object.keys(before));
});

test('who does not know the secret of a chat says nothing in it', () => {
  const { say, texts } = firm();
  say('A', 'Hello');
  say('B', 'Send it to my address', { of: idOf('A'), secret: 'T'.repeat(43) });
  expect(texts()).toEqual(['Hello']);
});

test('a number that is left is the contact’s where nobody else has it, and stays with those alone else', () => {
  const { run, say, records, list, conversation } = firm();
  say('A', 'Hello');
  say('B', 'You can reach me at 020 7946 0123.', { of: idOf('A'), reach: '020 7946 0123' });
  const { contactId } = conversation();
  expect(records.get('contacts', contactId)!.phones).toEqual({ page: { number: '+442079460123' } });
  expectOk(run('contact.create', { name: 'Bob', phones: { a: { number: '+44 20 7946 0999' } } }));
  say('C', 'Hi');
  say('D', 'Reach me', { of: idOf('C'), reach: '020 7946 0999' });
  const other = list('conversations').find(({ chats = {} }) => Object.hasOwn(chats, idOf('C')))!;
  expect(records.get('contacts', other.contactId)!.phones).toBeUndefined();
});

test('danger is heard in it, and nothing answers by itself', () => {
  const { say, list, conversation, records, context } = firm();
  say('A', 'What do you charge?');
  const [message] = list('messages');
  const refusal = refusalOf(records, conversation().id, message!.id, context.now);
  expect(refusal?.code).toBe('autopilot.website');
  say('B', 'There is a strong smell of gas, help', { of: idOf('A') });
  expect(Object.keys(conversation().dangers ?? {})).toHaveLength(1);
});
