import { type RecordReader, scanning } from '#shared/records/reader.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ReplyFacts } from './facts.ts';

/** For tests: the records that these facts were read from, and others beside them. */
export function recordsFor(
  facts: ReplyFacts,
  more: { [Name in CollectionName]?: RecordOf<Name>[] } = {},
): RecordReader {
  const talk: Conversation = {
    id: 'talk',
    contactId: facts.contact?.id ?? 'maria',
    channel: 'whatsapp',
    accountId: 'a',
    state: 'open',
    createdAt: 0,
    lastAt: facts.messages.at(-1)?.at ?? 0,
  };
  const tables: Partial<Record<CollectionName, { id: string }[]>> = {
    business: [facts.business],
    services: facts.services,
    contacts: facts.contact === undefined ? [] : [facts.contact],
    conversations: [talk],
    messages: facts.messages,
    jobs: facts.jobs,
    ...more,
  };
  const all = <Name extends CollectionName>(name: Name) =>
    (tables[name] ?? []) as unknown as RecordOf<Name>[];
  return scanning({ all, get: (name, id) => all(name).find((record) => record.id === id) });
}
