import type { Business } from '../business.ts';
import type { Contact } from '../contact.ts';
import type { MailWords, PlaceWords } from './broadcast.ts';

/** What can stand in a broadcast's words, between `{{` and `}}`. */
export const broadcastPlaces = ['firstName', 'name', 'company', 'business', 'phone'] as const;
type BroadcastPlace = (typeof broadcastPlaces)[number];

export interface BroadcastFacts {
  contact: Pick<Contact, 'name' | 'company'>;
  business: Pick<Business, 'name' | 'phone'>;
}

const place = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * The words for one person; the fallback where something that stands in them is not known of this one. `undefined` where
 * there is none either.
 */
export function fillPlace({ words, fallback = '' }: PlaceWords, facts: BroadcastFacts): string | undefined {
  const values = valuesOf(facts);
  const named = Array.from(words.matchAll(place), ([, name]) => name!);
  const isKnown = named.every((name) => !isPlace(name) || values[name] !== '');
  const chosen = isKnown ? words : fallback;
  const filled = chosen
    .replaceAll(place, (whole, name: string) => (isPlace(name) ? values[name] : whole))
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return filled === '' ? undefined : filled;
}

/** An e-mail for one person; `undefined` where something in it is not known of them, and nothing stands for that. */
export function fillMail(
  { subject, text, unknown = '' }: MailWords,
  facts: BroadcastFacts,
): { subject: string; text: string } | undefined {
  const values = valuesOf(facts);
  let isWhole = true;
  const filled = (words: string): string =>
    words.replaceAll(place, (whole, name: string) => {
      if (!isPlace(name)) return whole;
      const value = values[name] || unknown.trim();
      isWhole &&= value !== '';
      return value;
    });
  const mail = { subject: filled(subject).trim(), text: filled(text).trim() };
  return isWhole && mail.subject !== '' && mail.text !== '' ? mail : undefined;
}

/** What stands between braces and is no place that can be filled in. */
export function unknownPlaces(words: string): string[] {
  return Array.from(words.matchAll(place), ([, name]) => name!).filter((name) => !isPlace(name));
}

function isPlace(name: string): name is BroadcastPlace {
  return (broadcastPlaces as readonly string[]).includes(name);
}

function valuesOf({ contact, business }: BroadcastFacts): Record<BroadcastPlace, string> {
  const name = spoken(contact.name);
  return {
    firstName: name.split(/\s+/)[0] ?? '',
    name,
    company: contact.company?.trim() ?? '',
    business: business.name,
    phone: business.phone ?? '',
  };
}

/** Who is known by a number or a user name only has no name that can be said. */
function spoken(name: string): string {
  const isName = /\p{L}/u.test(name) && !name.startsWith('@') && !/^\w+ user$/.test(name);
  return isName ? name.trim() : '';
}
