import type { Contact } from '#shared/domain/contact.ts';
import type { CustomField } from '#shared/domain/custom-field.ts';
import type { PeopleSort, PersonFacts } from '#shared/domain/people-filter.ts';
import type { IndexedContact } from '#renderer/state/contact-index.ts';

interface Known {
  locale: string;
  fields: readonly CustomField[];
  factsOf(contactId: string): PersonFacts;
}

/** By which the list is sorted; `undefined` stands last, whichever way. */
type Key = (contact: Contact) => string | number | undefined;

/** The rows, which stand by name, in another order. Those that are alike stay by name. */
export function inOrder(rows: IndexedContact[], sort: PeopleSort, known: Known): IndexedContact[] {
  if (sort.by === 'name') return sort.down === true ? rows.toReversed() : rows;
  const keyOf = keyBy(sort.by, known);
  if (keyOf === undefined) return rows;
  const collator = new Intl.Collator(known.locale, { sensitivity: 'base', numeric: true });
  const way = sort.down === true ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row.contact) }))
    .toSorted(({ key: a }, { key: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      if (typeof a === 'number' && typeof b === 'number') return (a - b) * way;
      return collator.compare(String(a), String(b)) * way;
    })
    .map(({ row }) => row);
}

function keyBy(by: string, { fields, factsOf }: Known): Key | undefined {
  const keys: Record<string, Key> = {
    company: ({ company }) => company || undefined,
    city: (contact) => cityOf(contact) || undefined,
    kind: ({ kind = 'person' }) => kind,
    since: ({ createdAt }) => createdAt,
    tags: ({ tags }) => Object.keys(tags ?? {}).join(', ') || undefined,
    lastWork: ({ id }) => factsOf(id).lastWorkAt,
  };
  const field = fields.find(({ id }) => by === `custom:${id}`);
  return field === undefined ? keys[by] : ownKey(field);
}

function ownKey({ id, kind, choices }: CustomField): Key {
  return ({ custom }) => {
    const value = custom?.[id];
    if (value === undefined) return undefined;
    if (kind === 'choice') return choices?.[value]?.order;
    return kind === 'number' || kind === 'money' ? Number(value) : value;
  };
}

/** The town of the first address that has one. */
export function cityOf({ addresses }: Contact): string {
  return Object.values(addresses ?? {}).find(({ city }) => city !== undefined)?.city ?? '';
}
