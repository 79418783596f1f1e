import { useMemo, useState } from 'react';
import type { ComboboxParsedItem } from '@mantine/core';
import { isCurrent, isInBin } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { firstFew } from '#shared/lib/first-few.ts';
import { beginsIn, createNarrowing, indexed } from './contact-index.ts';
import { useFormat } from './format.ts';
import { useRecords, useTable } from './records.ts';

export interface CustomerOption {
  value: string;
  label: string;
}

interface Which {
  /** Not this one. */
  except?: string | undefined;
  /** Those that are put away as well. */
  withArchived?: boolean | undefined;
  /** Only these. */
  kind?: Contact['kind'];
  /** Only those in whose words what was typed begins something. */
  beginning?: boolean | undefined;
}

/** What a field has of the contacts in which one is chosen; spread over a `Select`. */
export interface CustomerChoice {
  searchable: true;
  /** The few that fit what was typed, by name, and the one that is chosen. */
  data: CustomerOption[];
  filter(input: { options: ComboboxParsedItem[] }): ComboboxParsedItem[];
  searchValue: string;
  onSearchChange(search: string): void;
  onDropdownOpen(): void;
}

/** So many are offered at once: whoever is not among them is found by more of the name. */
const offeredAtOnce = 40;

/** A number is read from the left beside an Arabic or Hebrew name as well. */
const fromLeft = '\u200E';

/** The same choice, with one before it who is not there yet. */
export function withNewcomer(choice: CustomerChoice, newcomer: CustomerOption): CustomerChoice {
  return {
    ...choice,
    data: [newcomer, ...choice.data],
    filter: ({ options }) => [options[0]!, ...choice.filter({ options: options.slice(1) })],
  };
}

/** Whether there is anybody who could be chosen. */
export function useHasCustomers(): boolean {
  const contacts = useRecords('contacts');
  return useMemo(() => contacts.some((contact) => isOffered(contact, {})), [contacts]);
}

/** The contacts as a field offers them, found by name, company, number, e-mail and town. However many there are, few are looked at closely. */
export function useCustomerChoice(chosen: string | null | undefined, which: Which = {}): CustomerChoice {
  const [search, onSearchChange] = useState('');
  // Of 100,000 people the first few by name are found when somebody wants to see them.
  const [isOpened, setOpened] = useState(false);
  const own = useTable('contacts').get(chosen ?? '');
  const isAsked = search.trim() !== '' && search !== (own && labelOf(own));
  const found = useCustomersFound(isAsked ? search : '', which, isOpened || isAsked);
  const data = own === undefined || found.includes(own) ? found : [...found, own];
  return {
    searchable: true,
    data: data.map((contact) => ({ value: contact.id, label: labelOf(contact) })),
    // What was chosen stands last; it is not offered where another is looked for.
    filter: ({ options }) => (isAsked ? options.slice(0, found.length) : options),
    searchValue: search,
    onSearchChange,
    onDropdownOpen: () => setOpened(true),
  };
}

const nobody: Contact[] = [];

/** Those that fit what was typed, `offeredAtOnce` at most, by name: first those in whose words it begins something. */
function useCustomersFound(
  search: string,
  { except, withArchived, kind, beginning }: Which,
  isWanted: boolean,
): Contact[] {
  const contacts = useRecords('contacts');
  const { locale } = useFormat();
  const find = useMemo(() => finderIn(contacts), [contacts]);
  return useMemo(() => {
    if (!isWanted) return nobody;
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const few = (rows: Contact[], count: number) => firstFew(rows, count, (a, b) => compare(a.name, b.name));
    const offered = find(search).filter((contact) => isOffered(contact, { except, withArchived, kind }));
    if (search.trim() === '') return few(offered, offeredAtOnce);
    const first = few(
      offered.filter((contact) => beginsIn(contact, search)),
      offeredAtOnce,
    );
    if (beginning === true || first.length === offeredAtOnce) return first;
    const others = offered.filter((contact) => !first.includes(contact));
    return [...first, ...few(others, offeredAtOnce - first.length)];
  }, [find, search, except, withArchived, kind, beginning, locale, isWanted]);
}

/** How a field calls a contact. */
function labelOf({ name, company, phones = {} }: Contact): string {
  const number = Object.values(phones)[0]?.number;
  return [name, company, number && fromLeft + number].filter(Boolean).join(' · ');
}

function isOffered(contact: Contact, { except, withArchived = false, kind }: Which): boolean {
  return (
    contact.id !== except &&
    contact.mergedInto === undefined &&
    (kind === undefined || contact.kind === kind) &&
    (withArchived ? !isInBin(contact) : isCurrent(contact))
  );
}

/** The words of all are only put together when somebody types. */
function finderIn(contacts: readonly Contact[]): (search: string) => readonly Contact[] {
  let narrow: ReturnType<typeof createNarrowing> | undefined;
  return (search) => {
    if (search.trim() === '') return contacts;
    narrow ??= createNarrowing(contacts.map(indexed));
    return narrow(search).map(({ contact }) => contact);
  };
}
