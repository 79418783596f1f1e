import { useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ListPage, SearchInput } from '#renderer/ui/index.ts';
import { useAdding } from '#renderer/state/adding.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ContactDetail } from './detail/contact-detail.tsx';
import { ContactList } from './list/contact-list.tsx';
import { createContactIndex, filterContacts } from './list/contact-index.ts';
import { NewContact } from './new-contact.tsx';

/** Everybody the business knows, with one contact open beside the list. Routes `/people` and `/people/$contactId`. */
export function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { contactId } = useParams({ strict: false });
  const navigate = useNavigate();
  const { locale } = useFormat();
  const contacts = useRecords('contacts');
  const readOnly = useAccess('people') !== 'write';
  const [query, setQuery] = useState('');
  const [archived, setArchived] = useState(false);
  const [adding, setAdding] = useAdding();
  const index = useMemo(() => createContactIndex(locale), [locale]);
  const all = useMemo(() => index(contacts), [index, contacts]);
  const kept = useMemo(
    () =>
      all.filter(
        ({ contact }) => contact.mergedInto === undefined && (contact.archivedAt !== undefined) === archived,
      ),
    [all, archived],
  );
  const found = useMemo(() => filterContacts(kept, query), [kept, query]);
  const open = (id: string) => void navigate({ to: '/people/$contactId', params: { contactId: id } });

  const filters = (
    <>
      <SearchInput label={t('search')} value={query} onChange={setQuery} />
      <SegmentedControl
        role="radiogroup"
        size="xs"
        aria-label={t('which')}
        value={archived ? 'archived' : 'current'}
        onChange={(value) => setArchived(value === 'archived')}
        data={[
          { value: 'current', label: t('current') },
          { value: 'archived', label: t('archived') },
        ]}
      />
    </>
  );
  return (
    <ListPage
      title={t('title')}
      filters={filters}
      add={{ label: t('add'), onClick: () => setAdding(true) }}
      beside={
        !readOnly && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/import/$what', params: { what: 'contacts' } })}
          >
            {t('import')}
          </Button>
        )
      }
      readOnly={readOnly}
      list={
        <ContactList
          rows={found}
          selectedId={contactId}
          filtered={query !== '' || archived}
          onOpen={open}
          onAdd={readOnly ? undefined : () => setAdding(true)}
        />
      }
      openId={contactId}
      detail={contactId !== undefined && <ContactDetail id={contactId} />}
      detailLabel={t('detail')}
      onClose={() => void navigate({ to: '/people' })}
    >
      <NewContact opened={adding && !readOnly} onClose={() => setAdding(false)} onDone={open} />
    </ListPage>
  );
}
