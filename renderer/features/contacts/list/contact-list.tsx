import { useMemo } from 'react';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, EmptyState, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import type { IndexedContact } from './contact-index.ts';

interface ContactListProps {
  rows: IndexedContact[];
  selectedId?: string;
  /** Whether rows may be missing because of a filter: an empty list then says something else. */
  filtered: boolean;
  onOpen: (id: string) => void;
  /** Left out where the role may only look. */
  onAdd?: () => void;
}

export function ContactList({ rows, selectedId, filtered, onOpen, onAdd }: ContactListProps) {
  const { t } = useTranslation('contacts');
  const columns = useColumns();
  const country = useRecord('business', 'business')?.country;
  const empty = filtered ? (
    <EmptyState title={t('nothingFound')} text={t('nothingFoundText')} />
  ) : (
    <EmptyState
      icon={<IconUsers size={28} stroke={1.5} />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={onAdd && { label: t('add'), onClick: onAdd }}
    />
  );
  return (
    <DataList
      label={t('title')}
      rows={rows}
      columns={columns}
      selectedId={selectedId}
      compact={selectedId !== undefined}
      below={({ contact }) => [firstPhone(contact, country), contact.company].filter(Boolean).join(' · ')}
      onOpen={({ id }) => onOpen(id)}
      empty={empty}
    />
  );
}

function firstPhone({ phones }: Contact, country: string | undefined): string {
  const phone = Object.values(phones ?? {})[0];
  return phone === undefined ? '' : formatPhone(phone.number, country);
}

function useColumns(): DataColumn<IndexedContact>[] {
  const { t } = useTranslation('contacts');
  const country = useRecord('business', 'business')?.country;
  const { locale } = useFormat();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    return [
      {
        key: 'name',
        header: t('name'),
        width: 'minmax(0, 2fr)',
        render: ({ contact }) => <Truncated>{contact.name}</Truncated>,
      },
      {
        key: 'phone',
        header: t('phone'),
        width: '150px',
        secondary: true,
        render: ({ contact }) => firstPhone(contact, country),
      },
      {
        key: 'company',
        header: t('company'),
        width: 'minmax(0, 1.4fr)',
        secondary: true,
        render: ({ contact }) => <Truncated>{contact.company ?? ''}</Truncated>,
      },
      {
        key: 'tags',
        header: t('tags'),
        width: 'minmax(0, 1.4fr)',
        secondary: true,
        render: ({ contact }) => <Truncated>{Object.keys(contact.tags ?? {}).join(', ')}</Truncated>,
      },
      {
        key: 'since',
        header: t('since'),
        width: '110px',
        align: 'end',
        secondary: true,
        render: ({ contact }) => date.format(contact.createdAt),
      },
    ];
  }, [t, country, locale]);
}
