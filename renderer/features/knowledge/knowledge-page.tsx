import { useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { knowledgeSources, knowledgeStatuses } from '#shared/domain/knowledge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { KeepsUnsaved, Page, SearchInput, SplitView } from '#renderer/ui/index.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { AddDialog } from './add/add-dialog.tsx';
import { KnowledgeDetail } from './detail/knowledge-detail.tsx';
import { KnowledgeList } from './list/knowledge-list.tsx';
import { filterKnowledge, type KnowledgeFilter } from './list/rows.ts';

const everything: KnowledgeFilter = { query: '', status: 'current', source: 'all' };

/** What the business knows and answers may rest on. Routes `/knowledge` and `/knowledge/$knowledgeId`. */
export function KnowledgePage() {
  const { t } = useTranslation('knowledge');
  const { knowledgeId } = useParams({ strict: false });
  const navigate = useNavigate();
  const all = useRecords('knowledge');
  const readOnly = useAccess('desk') !== 'write';
  const adding = useSearch({ strict: false }).new === true;
  const [filter, setFilter] = useState(everything);
  const rows = useMemo(() => filterKnowledge(all, filter), [all, filter]);
  const setAdding = (wanted: boolean) =>
    ignore(navigate({ to: '.', search: wanted ? { new: true } : {}, replace: !wanted }));
  const open = (id: string) =>
    ignore(navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: id } }));
  return (
    <Page
      title={t('title')}
      filters={<Filters filter={filter} onChange={setFilter} />}
      action={{
        label: t('add'),
        icon: <IconPlus size={16} stroke={1.5} />,
        onClick: () => setAdding(true),
        readOnly,
      }}
    >
      <SplitView
        list={
          <KnowledgeList
            rows={rows}
            selectedId={knowledgeId}
            any={all.length > 0}
            onOpen={open}
            onAdd={readOnly ? undefined : () => setAdding(true)}
          />
        }
        detail={
          knowledgeId && (
            <KeepsUnsaved key={knowledgeId} of={knowledgeId}>
              <KnowledgeDetail id={knowledgeId} />
            </KeepsUnsaved>
          )
        }
        detailLabel={t('detail')}
        onClose={() => ignore(navigate({ to: '/knowledge' }))}
      />
      <AddDialog opened={adding && !readOnly} onClose={() => setAdding(false)} onDone={open} />
    </Page>
  );
}

function Filters({
  filter,
  onChange,
}: {
  filter: KnowledgeFilter;
  onChange: (filter: KnowledgeFilter) => void;
}) {
  const { t } = useTranslation('knowledge');
  const statuses = ['current', ...knowledgeStatuses] as const;
  const sources = ['all', ...knowledgeSources] as const;
  return (
    <>
      <SearchInput
        label={t('search')}
        value={filter.query}
        onChange={(query) => onChange({ ...filter, query })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('status')}
        value={filter.status}
        data={statuses.map((value) => ({ value, label: t(`status_${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filter, status: statuses.find((each) => each === value) ?? 'current' })
        }
      />
      <NativeSelect
        size="xs"
        aria-label={t('source')}
        value={filter.source}
        data={sources.map((value) => ({ value, label: t(`source_${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filter, source: sources.find((each) => each === value) ?? 'all' })
        }
      />
    </>
  );
}
