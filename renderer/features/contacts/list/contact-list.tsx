import { IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataList, EmptyState, type Selection } from '#renderer/ui/index.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { IndexedContact } from '#renderer/state/contact-index.ts';
import { sortBy, usePeopleView } from './people-view.ts';
import { firstPhone, usePeopleColumns } from './use-columns.tsx';

interface ContactListProps {
  rows: IndexedContact[];
  selectedId?: string;
  /** Whether rows may be missing because of a filter: an empty list then says something else. */
  filtered: boolean;
  selection: Selection | undefined;
  onOpen: (id: string) => void;
  /** Left out where the role may only look. */
  onAdd?: () => void;
}

export function ContactList({ rows, selectedId, filtered, selection, onOpen, onAdd }: ContactListProps) {
  const { t } = useTranslation('contacts');
  const all = usePeopleColumns();
  const { columns: wanted, sort, filter } = usePeopleView();
  const columns = all.filter(({ key }) => key === 'name' || wanted.includes(key));
  const country = useRecord('business', 'business')?.country;
  return (
    <DataList
      label={t('title')}
      rows={rows}
      columns={columns}
      selectedId={selectedId}
      compact={selectedId !== undefined}
      below={({ contact }) => [firstPhone(contact, country), contact.company].filter(Boolean).join(' · ')}
      selection={selection}
      sort={sort}
      onSort={sortBy}
      onOpen={({ id }) => onOpen(id)}
      empty={<Nobody filtered={filtered} isBin={filter.state === 'binned'} onAdd={onAdd} />}
    />
  );
}

interface NobodyProps {
  filtered: boolean;
  isBin: boolean;
  onAdd: (() => void) | undefined;
}

function Nobody({ filtered, isBin, onAdd }: NobodyProps) {
  const { t } = useTranslation('contacts');
  if (isBin)
    return (
      <EmptyState
        icon={<IconTrash size={28} stroke={1.5} />}
        title={t('binEmpty')}
        text={t('binEmptyText')}
      />
    );
  if (filtered) return <EmptyState title={t('nothingFound')} text={t('nothingFoundText')} />;
  return (
    <EmptyState
      icon={<IconUsers size={28} stroke={1.5} />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={onAdd && { label: t('add'), onClick: onAdd }}
    />
  );
}
