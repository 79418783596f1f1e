import type { Conversation } from '#shared/domain/conversation.ts';
import type { Identity } from '#shared/domain/contact.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/**
 * Finds records by what an event names them by, without looking through all of them each time. Built once for a
 * command, each part when it is first asked for; whoever writes such a record tells it.
 */
export interface Lookup {
  identitiesOf(contactId: string): Identity[];
  /** Ids of contacts with a number that ends in these digits. */
  contactsByDigits(lastDigits: string): Iterable<string>;
  conversationsOf(accountId: string, contactId: string): Conversation[];
  added: {
    identity(identity: Pick<Identity, 'id' | 'contactId'>): void;
    phone(contactId: string, number: string): void;
    conversation(conversation: Pick<Conversation, 'id' | 'accountId' | 'contactId'>): void;
  };
}

/** How many of a number's last digits are compared before it is read properly, which is slow. */
const comparedDigits = 5;

const lookups = new WeakMap<RecordWriter, Lookup>();

/** The lookup of a command's draft. */
export function lookupOf(draft: RecordWriter): Lookup {
  const known = lookups.get(draft) ?? createLookup(draft);
  lookups.set(draft, known);
  return known;
}

export function lastDigits(number: string): string {
  return number.replaceAll(/\D/g, '').slice(-comparedDigits);
}

function createLookup(draft: RecordWriter): Lookup {
  const identities = lazyIndex(function* (): Generator<[string, string]> {
    for (const { id, contactId } of draft.all('identities')) yield [contactId, id];
  });
  const phones = lazyIndex(function* (): Generator<[string, string]> {
    for (const contact of draft.all('contacts'))
      for (const { number } of Object.values(contact.phones ?? {})) yield [lastDigits(number), contact.id];
  });
  const conversations = lazyIndex(function* (): Generator<[string, string]> {
    for (const { id, accountId, contactId } of draft.all('conversations'))
      yield [`${accountId} ${contactId}`, id];
  });

  return {
    identitiesOf: (contactId) =>
      found(identities.of(contactId), (id) => draft.get('identities', id)).filter(
        (identity) => identity.contactId === contactId,
      ),
    contactsByDigits: (digits) => phones.of(digits),
    conversationsOf: (accountId, contactId) =>
      found(conversations.of(`${accountId} ${contactId}`), (id) => draft.get('conversations', id)),
    added: {
      identity: ({ id, contactId }) => identities.add(contactId, id),
      phone: (contactId, number) => phones.add(lastDigits(number), contactId),
      conversation: ({ id, accountId, contactId }) => conversations.add(`${accountId} ${contactId}`, id),
    },
  };
}

function found<Value>(ids: Iterable<string>, get: (id: string) => Value | undefined): Value[] {
  return Array.from(ids, get).filter((record) => record !== undefined);
}

/** Ids by a key. What is added before it was built is in the records by then, and so in it. */
function lazyIndex(entries: () => Iterable<[key: string, id: string]>) {
  let index: Map<string, Set<string>> | undefined;

  function put(into: Map<string, Set<string>>, key: string, id: string): void {
    const ids = into.get(key);
    if (ids === undefined) into.set(key, new Set([id]));
    else ids.add(id);
  }

  return {
    of(key: string): ReadonlySet<string> {
      if (index === undefined) {
        index = new Map();
        for (const [name, id] of entries()) put(index, name, id);
      }
      return index.get(key) ?? none;
    },
    add(key: string, id: string): void {
      if (index !== undefined) put(index, key, id);
    },
  };
}

const none: ReadonlySet<string> = new Set();
