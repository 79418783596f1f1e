import { useMemo, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { knowledgeSources, knowledgeStatuses } from '#shared/domain/knowledge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ListPage, SearchInput } from '#renderer/ui/index.ts';
import { useAdding } from '#renderer/state/adding.ts';
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
  const [adding, setAdding] = useAdding();
  const [filter, setFilter] = useState(everything);
  const rows = useMemo(() => filterKnowledge(all, filter), [all, filter]);
  const open = (id: string) =>
    ignore(navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: id } }));
  return (
    <ListPage
      title={t('title')}
      filters={<Filters filter={filter} onChange={setFilter} />}
      add={{ label: t('add'), onClick: () => setAdding(true) }}
      readOnly={readOnly}
      list={
        <KnowledgeList
          rows={rows}
          selectedId={knowledgeId}
          any={all.length > 0}
          onOpen={open}
          onAdd={readOnly ? undefined : () => setAdding(true)}
        />
      }
      openId={knowledgeId}
      detail={knowledgeId !== undefined && <KnowledgeDetail id={knowledgeId} />}
      detailLabel={t('detail')}
      onClose={() => ignore(navigate({ to: '/knowledge' }))}
    >
      <AddDialog opened={adding && !readOnly} onClose={() => setAdding(false)} onDone={open} />
    </ListPage>
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
