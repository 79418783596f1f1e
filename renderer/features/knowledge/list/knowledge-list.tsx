import { useMemo } from 'react';
import { IconBook2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, EmptyState, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { KnowledgeBadge } from '../knowledge-badge.tsx';
import { nameOf } from './rows.ts';

interface KnowledgeListProps {
  rows: Knowledge[];
  selectedId?: string;
  /** Whether there is anything at all, so that an empty list says the right thing. */
  any: boolean;
  onOpen: (id: string) => void;
  /** Left out where the role may only look. */
  onAdd?: () => void;
}

export function KnowledgeList({ rows, selectedId, any, onOpen, onAdd }: KnowledgeListProps) {
  const { t } = useTranslation('knowledge');
  const columns = useColumns();
  const empty = any ? (
    <EmptyState title={t('nothingFound')} text={t('nothingFoundText')} />
  ) : (
    <EmptyState
      icon={<IconBook2 size={28} stroke={1.5} />}
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
      below={({ text }) => text.replaceAll('\n', ' ')}
      onOpen={({ id }) => onOpen(id)}
      empty={empty}
    />
  );
}

function useColumns(): DataColumn<Knowledge>[] {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'title',
        header: t('question'),
        width: 'minmax(0, 2fr)',
        render: (row) => <Truncated>{nameOf(row)}</Truncated>,
      },
      {
        key: 'text',
        header: t('answer'),
        width: 'minmax(0, 2.4fr)',
        secondary: true,
        render: ({ text }) => <Truncated>{text.replaceAll('\n', ' ')}</Truncated>,
      },
      {
        key: 'source',
        header: t('source'),
        width: 'minmax(0, 1.2fr)',
        secondary: true,
        render: ({ source, documentName }) => <Truncated>{documentName ?? t(`source_${source}`)}</Truncated>,
      },
      {
        key: 'at',
        header: t('changed'),
        width: '110px',
        align: 'end',
        secondary: true,
        render: ({ updatedAt, createdAt }) => format.day(updatedAt ?? createdAt),
      },
      {
        key: 'status',
        header: t('status'),
        width: '100px',
        render: ({ status }) => <KnowledgeBadge status={status} />,
      },
    ],
    [t, format],
  );
}
