import ICAL from 'ical.js';
import type { Contact } from '#shared/domain/contact.ts';

/** Contacts as vCard 4.0 (RFC 6350): every address book and phone reads it. */
export function vcardFile(contacts: readonly Contact[]): string {
  return contacts.map((contact) => `${cardOf(contact).trimEnd()}\r\n`).join('');
}

function cardOf(contact: Contact): string {
  const { id, name, company, kind, phones, emails, addresses, tags, language, notes } = contact;
  const card = new ICAL.Component(['vcard', [], []]);
  const add = (property: string, value: string | string[] | undefined, label?: string): void => {
    if (value === undefined || value === '' || value.length === 0) return;
    const line = new ICAL.Property([property, {}, 'text', value] as never, card);
    if (label !== undefined) line.setParameter('type', label);
    card.addProperty(line);
  };
  add('version', '4.0');
  add('uid', id);
  add('kind', kind === 'company' ? 'org' : 'individual');
  add('fn', name);
  add('org', company);
  for (const { number, label } of Object.values(phones ?? {})) add('tel', number, label);
  for (const { address, label } of Object.values(emails ?? {})) add('email', address, label);
  for (const { street, line2, city, region, postcode, country, label } of Object.values(addresses ?? {}))
    // The parts of RFC 6350, 6.3.1: a box and the second line, which most programs ignore, come first.
    add(
      'adr',
      ['', line2, street, city, region, postcode, country].map((part) => part ?? ''),
      label,
    );
  const categories = new ICAL.Property('categories', card);
  categories.setValues(Object.keys(tags ?? {}));
  if (tags !== undefined) card.addProperty(categories);
  add('lang', language);
  add('note', notes);
  return card.toString();
}
