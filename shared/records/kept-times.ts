import type { Contact } from '#shared/domain/contact.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import { type Hold, isHeld } from '#shared/domain/hold.ts';
import type { RecordReader } from './reader.ts';

/** Where kept times and whose they are is read. */
export interface KeptTimeTables {
  holds: { values(): Iterable<Hold> };
  contacts: { get(id: string): Contact | undefined };
}

/** The times that are kept now: of each customer the one chosen last, whichever contact they were when they chose. */
export function keptTimes(records: Pick<RecordReader, 'all' | 'get'>, now: number): Hold[] {
  return [...newestByCustomer(tablesOf(records)).values()].filter((hold) => isHeld(hold, now));
}

/** The time that is kept for a customer. */
export function keptTimeOf(tables: KeptTimeTables, contactId: string, now: number): Hold | undefined {
  const hold = newestByCustomer(tables).get(customerOf(tables, contactId));
  return hold !== undefined && isHeld(hold, now) ? hold : undefined;
}

export function tablesOf(records: Pick<RecordReader, 'all' | 'get'>): KeptTimeTables {
  return {
    holds: { values: () => records.all('holds') },
    contacts: { get: (id) => records.get('contacts', id) },
  };
}

function newestByCustomer(tables: KeptTimeTables): Map<string, Hold> {
  const newest = new Map<string, Hold>();
  for (const hold of tables.holds.values()) {
    const customer = customerOf(tables, hold.contactId);
    const other = newest.get(customer);
    if (other === undefined || isLater(hold, other)) newest.set(customer, hold);
  }
  return newest;
}

function customerOf({ contacts }: KeptTimeTables, contactId: string): string {
  return mergedTarget(contactId, (id) => contacts.get(id));
}

function isLater(a: Hold, b: Hold): boolean {
  return a.at > b.at || (a.at === b.at && a.id > b.id);
}
