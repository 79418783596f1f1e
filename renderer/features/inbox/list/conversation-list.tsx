import { useMemo } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, SearchInput } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import type { ConversationFilter, ConversationRow } from './conversation-rows.ts';
import { conversationFilters } from './conversation-rows.ts';
import classes from './conversation-list.module.css';

interface ConversationListProps {
  rows: ConversationRow[];
  filter: ConversationFilter;
  query: string;
  selectedId?: string;
  onFilter: (filter: ConversationFilter) => void;
  onQuery: (query: string) => void;
  onOpen: (id: string) => void;
}

export function ConversationList(props: ConversationListProps) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const now = useNow();
  const columns = useMemo(
    (): DataColumn<ConversationRow>[] => [
      {
        key: 'conversation',
        header: t('conversations'),
        render: (row) => <ConversationLine row={row} at={format.short(row.conversation.lastAt, now)} />,
      },
    ],
    [t, format, now],
  );
  return (
    <nav className={classes.list} aria-label={t('conversations')}>
      <div className={classes.filters}>
        <SearchInput label={t('search')} value={props.query} onChange={props.onQuery} width="100%" />
        <SegmentedControl
          role="radiogroup"
          size="xs"
          fullWidth
          aria-label={t('which')}
          value={props.filter}
          onChange={props.onFilter}
          data={conversationFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </div>
      <div className={classes.rows}>
        <DataList
          label={t('conversations')}
          rows={props.rows}
          columns={columns}
          rowHeight={56}
          compact
          selectedId={props.selectedId}
          onOpen={({ id }) => props.onOpen(id)}
          empty={
            <p className={classes.none}>{t(props.query === '' ? `none.${props.filter}` : 'nothingFound')}</p>
          }
        />
      </div>
    </nav>
  );
}

function ConversationLine({ row, at }: { row: ConversationRow; at: string }) {
  const { t } = useTranslation('inbox');
  const { lastText, lastDirection } = row.conversation;
  const line = lastDirection === 'out' ? t('youWrote', { text: lastText ?? '' }) : (lastText ?? '');
  return (
    <span className={classes.line} data-unread={row.unread || undefined}>
      <span className={classes.name} title={row.name}>
        {row.name}
      </span>
      <time className={classes.time}>{at}</time>
      <span className={classes.last} title={line}>
        {line}
      </span>
      {row.unread && (
        <span className={classes.dot} title={t('unread')}>
          <span className="visually-hidden">{t('unread')}</span>
        </span>
      )}
    </span>
  );
}
