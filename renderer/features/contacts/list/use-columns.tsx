import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import { useFormat } from '#renderer/state/format.ts';
import { ownValueText } from '#renderer/state/own-fields.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { type DataColumn, Truncated } from '#renderer/ui/index.ts';
import type { IndexedContact } from '#renderer/state/contact-index.ts';
import { cityOf } from './people-order.ts';
import { usePeopleFacts } from './use-people.ts';

type Column = DataColumn<IndexedContact>;

/** Every column that the list of people can have, the name first. */
export function usePeopleColumns(): Column[] {
  const { t } = useTranslation('contacts');
  const country = useRecord('business', 'business')?.country;
  const fields = useRecords('customFields');
  const format = useFormat();
  const factsOf = usePeopleFacts();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: format.timeZone });
    const words = (key: string, header: string, text: (contact: Contact) => string): Column => ({
      key,
      header,
      width: 'minmax(0, 1.4fr)',
      secondary: true,
      isSortable: true,
      render: ({ contact }) => <Truncated>{text(contact)}</Truncated>,
    });
    const short = (key: string, header: string, text: (contact: Contact) => string): Column => ({
      ...words(key, header, text),
      width: '120px',
      align: 'end',
      render: ({ contact }) => text(contact),
    });
    const moment = (at: number | undefined) => (at === undefined ? '' : date.format(at));
    const own = fieldsOf(fields, 'contacts').map((field) =>
      (field.kind === 'text' || field.kind === 'choice' ? words : short)(
        `custom:${field.id}`,
        field.name,
        ({ custom }) => ownValueText(field, custom?.[field.id], format),
      ),
    );
    return [
      { ...words('name', t('name'), ({ name }) => name), width: 'minmax(0, 2fr)', secondary: false },
      {
        ...words('phone', t('phone'), (contact) => firstPhone(contact, country)),
        width: '150px',
        isSortable: false,
      },
      words('company', t('company'), ({ company = '' }) => company),
      words('city', t('list.city'), cityOf),
      words('kind', t('list.kindColumn'), ({ kind }) => t(kind === 'company' ? 'kindCompany' : 'kindPerson')),
      words('tags', t('tags'), ({ tags = {} }) => Object.keys(tags).join(', ')),
      ...own,
      short('lastWork', t('list.lastWork'), ({ id }) => moment(factsOf(id).lastWorkAt)),
      short('since', t('since'), ({ createdAt }) => moment(createdAt)),
    ];
  }, [t, country, fields, format, factsOf]);
}

export function firstPhone({ phones }: Contact, country: string | undefined): string {
  const phone = Object.values(phones ?? {})[0];
  return phone === undefined ? '' : formatPhone(phone.number, country);
}
