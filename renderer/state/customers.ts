import { isCurrent, isInBin } from '#shared/domain/bin.ts';
import { useMemo } from 'react';
import { useFormat } from './format.ts';
import { useRecords } from './records.ts';

export interface CustomerOption {
  value: string;
  label: string;
}

interface Which {
  /** Not this one. */
  except?: string;
  /** Those that are put away as well. */
  withArchived?: boolean;
}

/** A number is read from the left beside an Arabic or Hebrew name as well. */
const fromLeft = '\u200E';

/** The contacts by name, as a field offers them in which one is chosen. */
export function useCustomerOptions({ except, withArchived = false }: Which = {}): CustomerOption[] {
  const contacts = useRecords('contacts');
  const { locale } = useFormat();
  return useMemo(
    () =>
      contacts
        .filter(
          (contact) =>
            contact.id !== except &&
            contact.mergedInto === undefined &&
            (withArchived ? !isInBin(contact) : isCurrent(contact)),
        )
        .map(({ id, name, company, phones }) => {
          const number = Object.values(phones ?? {})[0]?.number;
          return {
            value: id,
            label: [name, company, number && fromLeft + number].filter(Boolean).join(' · '),
          };
        })
        .toSorted((a, b) => a.label.localeCompare(b.label, locale)),
    [contacts, except, withArchived, locale],
  );
}
