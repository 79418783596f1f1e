import { expect, test } from 'vitest';
import { arrivedUpTo, isUnread, waitingSince } from '#shared/domain/conversation-state.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { ChatRow } from '#shared/domain/import.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '../testing.ts';

const file = {
  blob: 'blob-of-a-photo-1',
  key: 'k'.repeat(43),
  size: 3,
  sha256: 's'.repeat(43),
  mimeType: 'image/jpeg',
  name: 'IMG.jpg',
};
const at = Date.UTC(2025, 2, 25, 9, 14);
const rows: ChatRow[] = [
  { key: 'a', at, isOurs: false, text: 'There is a gas leak. Can you come tomorrow?' },
  { key: 'b', at: at + 60_000, isOurs: true, text: 'Yes' },
  { key: 'c', at: at + 120_000, isOurs: false, text: 'Look', file },
];

function world() {
  const memory = createMemoryRecords();
  const { id: contactId } = expectOk(memory.run('contact.create', { name: 'Ann' }));
  const begin = () =>
    expectOk(memory.run('import.begin', { what: 'chats', fileName: 'chat.zip', us: ['Keller'] })).id;
  const bring = (importId: string, said = rows) =>
    expectOk(memory.run('import.chat', { importId, contactId, rows: said }));
  const texts = () =>
    memory
      .messages()
      .toSorted((a, b) => a.at - b.at)
      .map(({ text }) => text);
  return { memory, begin, bring, texts, talk: () => memory.list('conversations')[0]!, contactId };
}

test('a chat that is brought in is history: it is unread by nobody, waits for nothing and is no danger', () => {
  const { memory, begin, bring, talk } = world();
  expect(bring(begin())).toEqual({ made: 3, filled: 0, left: 0 });
  expect(talk()).toMatchObject({ state: 'resolved', past: true, lastText: 'Look', lastAt: at + 120_000 });
  expect([isUnread(talk(), 'member-1'), waitingSince(talk()), arrivedUpTo(talk())]).toEqual([
    false,
    undefined,
    undefined,
  ]);
  expect([talk().dangers, memory.list('tasks'), memory.list('enquiries')]).toEqual([undefined, [], []]);
  const states = memory.messages().map((message) => deliveryState(message));
  expect(states.includes('queued')).toBe(false);
  expect(memory.messages().every(({ past, broughtIn }) => past === true && broughtIn === true)).toBe(true);
  expect(memory.list('attachments')).toMatchObject([{ state: 'ready', file: { name: 'IMG.jpg' } }]);
});

test('a longer export of the same chat adds only what is new', () => {
  const { begin, bring, texts } = world();
  bring(begin());
  const longer = [...rows, { key: 'd', at: at + 180_000, isOurs: true, text: 'On my way' }];
  expect(bring(begin(), longer)).toEqual({ made: 1, filled: 0, left: 3 });
  expect(texts()).toHaveLength(4);
});

test('a chat is taken back with its files, only what it has brought, and can come again', () => {
  const { memory, begin, bring, texts } = world();
  const [first, second] = [begin(), begin()];
  bring(first, rows.slice(0, 2));
  bring(second);
  expect(expectOk(memory.run('import.undo', { id: second }))).toMatchObject({ removed: 1, isDone: true });
  expect(texts()).toEqual([rows[0]!.text, 'Yes']);
  expect(memory.list('attachments')).toMatchObject([{ state: 'removed', removedBlob: file.blob }]);
  expectOk(memory.run('import.undo', { id: first }));
  expect([texts(), memory.list('conversations')]).toEqual([[], []]);
  expect(bring(begin())).toMatchObject({ made: 3 });
  expect(texts()).toHaveLength(3);
  expect(memory.list('attachments')).toMatchObject([{ state: 'ready' }]);
});

test('what is brought into a conversation that goes on changes nothing of what waits there', () => {
  const { memory, begin, bring, contactId } = world();
  expectOk(memory.run('contact.update', { id: contactId, fields: {} }));
  bring(begin(), rows.slice(0, 1));
  const before = { ...memory.list('conversations')[0]! };
  bring(begin(), [{ key: 'z', at: at - 1000, isOurs: false, text: 'Earlier' }]);
  expect(memory.list('conversations')[0]).toMatchObject({ lastText: before.lastText, lastAt: before.lastAt });
});
