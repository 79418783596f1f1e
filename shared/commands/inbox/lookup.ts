import { isSamePhone, lastDigits } from '#shared/domain/phone.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/**
 * Finds contacts by a number, without looking through all of them each time. Built once for a command, when it is
 * first asked for; whoever writes a number tells it.
 */
export interface PhoneLookup {
  /** Ids of contacts with a number that ends in these digits. */
  contactsByDigits(lastDigits: string): Iterable<string>;
  added(contactId: string, number: string): void;
}

/** The contact with this number, if there is exactly one: of several, none is guessed. */
export function onlyContactWith(draft: RecordWriter, number: string): string | undefined {
  const found = contactsWith(draft, number);
  return found.length === 1 ? found[0] : undefined;
}

/** All contacts with this number, but for those that were merged into others. */
export function contactsWith(draft: RecordWriter, number: string): string[] {
  const country = draft.get('business', 'business')?.country;
  const found: string[] = [];
  for (const id of phonesIn(draft).contactsByDigits(lastDigits(number))) {
    const contact = draft.get('contacts', id);
    if (contact === undefined || contact.mergedInto !== undefined) continue;
    if (Object.values(contact.phones ?? {}).some((phone) => isSamePhone(phone.number, number, country)))
      found.push(contact.id);
  }
  return found;
}

const lookups = new WeakMap<RecordWriter, PhoneLookup>();

/** The lookup of a command. */
export function phonesIn(draft: RecordWriter): PhoneLookup {
  const known = lookups.get(draft) ?? createPhoneLookup(draft);
  lookups.set(draft, known);
  return known;
}

function createPhoneLookup(draft: RecordWriter): PhoneLookup {
  let ids: Map<string, Set<string>> | undefined;

  function put(into: Map<string, Set<string>>, number: string, contactId: string): void {
    const key = lastDigits(number);
    into.set(key, (into.get(key) ?? new Set()).add(contactId));
  }

  return {
    contactsByDigits(digits) {
      if (ids === undefined) {
        ids = new Map();
        for (const { id, phones = {} } of draft.all('contacts'))
          for (const { number } of Object.values(phones)) put(ids, number, id);
      }
      return ids.get(digits) ?? [];
    },
    // What is added before it was built is in the records by then, and so in it.
    added(contactId, number) {
      if (ids !== undefined) put(ids, number, contactId);
    },
  };
}
