import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isNarrowing } from '#shared/domain/people-filter.ts';
import { ListPage, SearchInput, useSelection } from '#renderer/ui/index.ts';
import { useAdding } from '#renderer/state/adding.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ContactDetail } from './detail/contact-detail.tsx';
import { BulkBar } from './list/bulk-bar.tsx';
import { ContactList } from './list/contact-list.tsx';
import { PeopleBar } from './list/people-bar.tsx';
import { filterBy, usePeopleView } from './list/people-view.ts';
import { usePeople } from './list/use-people.ts';
import { DuplicatesButton } from './merge/duplicates.tsx';
import { NewContact } from './new-contact.tsx';
import classes from './list/people-bar.module.css';

/** Everybody the business knows, with one contact open beside the list. Routes `/people` and `/people/$contactId`. */
export function ContactsPage() {
  const { t } = useTranslation('contacts');
  const { contactId } = useParams({ strict: false });
  const navigate = useNavigate();
  const readOnly = useAccess('people') !== 'write';
  const [query, setQuery] = useState('');
  const { filter } = usePeopleView();
  const [adding, setAdding] = useAdding();
  const found = usePeople(query);
  const selection = useSelection(found);
  const open = (id: string) => void navigate({ to: '/people/$contactId', params: { contactId: id } });

  return (
    <ListPage
      title={t('title')}
      filters={
        <>
          <SearchInput label={t('search')} value={query} onChange={setQuery} />
          <Which />
          <PeopleBar />
          {!readOnly && <DuplicatesButton />}
        </>
      }
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
        <div className={classes.listed}>
          {selection.count > 0 && contactId === undefined && (
            <BulkBar selection={selection} total={found.length} />
          )}
          <ContactList
            rows={found}
            selectedId={contactId}
            filtered={query !== '' || filter.state !== undefined || isNarrowing(filter)}
            selection={readOnly ? undefined : selection}
            onOpen={open}
            onAdd={readOnly ? undefined : () => setAdding(true)}
          />
        </div>
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

const states = { current: undefined, archived: 'archived', binned: 'binned' } as const;

/** Those the business works with, the archive, or the bin. */
function Which() {
  const { t } = useTranslation('contacts');
  const { filter } = usePeopleView();
  return (
    <SegmentedControl
      role="radiogroup"
      size="xs"
      aria-label={t('which')}
      value={filter.state ?? 'current'}
      onChange={(value) => filterBy({ ...filter, state: states[value] })}
      data={[
        { value: 'current', label: t('current') },
        { value: 'archived', label: t('archived') },
        { value: 'binned', label: t('binned') },
      ]}
    />
  );
}
