import type { MemoryRecords } from '#shared/commands/testing.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { messageChanges } from '#shared/records/testing.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { fridayMorning, plumber, priceList } from '#shared/agent/testing.ts';

/** For tests: a plumber's Friday morning in which Maria has just written, and the assistant may answer her. */
export function withAutopilot(text: string): MemoryRecords & { put: typeof put; receive: typeof receive } {
  const world = createMemoryRecords();
  world.context.now = fridayMorning;
  function put<Name extends CollectionName>(collection: Name, record: RecordOf<Name>): void {
    const before = world.records.get(collection, record.id) as JsonObject | undefined;
    const after = record as unknown as JsonObject;
    world.apply([{ collection, id: record.id, path: [], before, after }]);
  }
  /** A message of the conversation, so many seconds from now. */
  function receive(id: string, words: string, seconds: number, more: Partial<Message> = {}): void {
    const at = world.context.now + seconds * 1000;
    const message: Message = {
      id,
      conversationId: 'talk',
      direction: 'in',
      type: 'text',
      at,
      text: words,
      externalId: `wamid.${id}`,
      ...more,
    };
    world.apply(messageChanges(message));
    const talk = world.records.get('conversations', 'talk')!;
    const isIn = (more.direction ?? 'in') === 'in';
    if (at < talk.lastAt) return;
    const last = { lastAt: at, lastMessageId: id, lastDirection: isIn ? ('in' as const) : ('out' as const) };
    put('conversations', { ...talk, ...last, ...(isIn && { lastInboundAt: at }) });
  }
  put('business', plumber);
  for (const service of priceList) put('services', service);
  put('contacts', { id: 'maria', name: 'Maria Lopez', createdAt: 0 });
  put('conversations', {
    id: 'talk',
    contactId: 'maria',
    channel: 'whatsapp',
    accountId: 'a',
    identityId: 'i',
    state: 'open',
    createdAt: 0,
    lastAt: 0,
  });
  world.run('autopilot.configure', { mode: 'withinHours' });
  world.run('autopilot.switch', { conversationId: 'talk', on: true });
  world.context.now += 60_000;
  receive('m1', text, -10);
  return Object.assign(world, { put, receive });
}
