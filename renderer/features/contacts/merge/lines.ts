import type { Contact } from '#shared/domain/contact.ts';
import type { Format } from '#renderer/state/format.ts';

/** A contact as lines to be compared with another one's. */
export function linesOf(
  contact: Contact,
  { phone }: Pick<Format, 'phone'>,
): { field: string; values: string[] }[] {
  const { name, company, phones, emails, addresses, tags, notes, preferences } = contact;
  return [
    { field: 'name', values: [name] },
    { field: 'company', values: company === undefined ? [] : [company] },
    { field: 'phones', values: Object.values(phones ?? {}).map(({ number }) => phone(number)) },
    { field: 'emails', values: Object.values(emails ?? {}).map(({ address }) => address) },
    {
      field: 'addresses',
      values: Object.values(addresses ?? {}).map(({ street, postcode, city }) =>
        [street, postcode, city].filter(Boolean).join(', '),
      ),
    },
    { field: 'tags', values: Object.keys(tags ?? {}) },
    { field: 'preferences', values: Object.values(preferences ?? {}).map(({ text }) => text) },
    { field: 'notes', values: notes === undefined ? [] : [notes] },
  ];
}
