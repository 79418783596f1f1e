import { useMemo } from 'react';
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconFlagFilled, IconMessagePlus, IconSpeakerphone, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, SearchInput } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import type { ConversationFilter } from '#shared/domain/conversation-filter.ts';
import { isMentioned, priorityOf } from '#shared/domain/conversation-state.ts';
import { initials, useMe, useMembers } from '#renderer/state/members.ts';
import { useRecord, useRecordsBy, useTable } from '#renderer/state/records.ts';
import { ChannelBadge } from '../channel-badge.tsx';
import { LabelDot } from '../labels/label-chip.tsx';
import type { ConversationRow } from './conversation-rows.ts';
import { ViewMenu } from './view-menu.tsx';
import { viewOf } from './views.ts';
import classes from './conversation-list.module.css';

interface ConversationListProps {
  rows: ConversationRow[];
  filter: ConversationFilter;
  query: string;
  selectedId?: string;
  onFilter: (filter: ConversationFilter) => void;
  onQuery: (query: string) => void;
  onOpen: (id: string) => void;
  /** Left out where the member may not write. */
  onWrite: (() => void) | undefined;
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
        <Group gap={4} wrap="nowrap">
          <SearchInput label={t('search')} value={props.query} onChange={props.onQuery} width="100%" />
          {props.onWrite !== undefined && (
            <Tooltip label={t('writeFirst')}>
              <ActionIcon size={30} aria-label={t('writeFirst')} onClick={props.onWrite}>
                <IconMessagePlus size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
        <ViewMenu filter={props.filter} count={props.rows.length} onFilter={props.onFilter} />
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
            <p className={classes.none}>
              {t(props.query === '' ? `none.${viewOf(props.filter)?.key ?? 'own'}` : 'nothingFound')}
            </p>
          }
        />
      </div>
    </nav>
  );
}

function ConversationLine({ row, at }: { row: ConversationRow; at: string }) {
  const { t } = useTranslation('inbox');
  const { lastText: text = '', lastDirection, lastMessageId } = row.conversation;
  const { autopilot, broadcastId } = useRecord('messages', lastMessageId) ?? {};
  const by = broadcastId !== undefined ? 'broadcastSaid' : autopilot === true ? 'assistantWrote' : 'youWrote';
  const line = lastDirection === 'out' ? t(by, { text }) : text;
  return (
    <span className={classes.line} data-unread={row.unread || undefined}>
      <span className={classes.name} dir="auto" title={row.name}>
        {row.name}
      </span>
      <time className={classes.time}>{at}</time>
      <span className={classes.last} dir={lastDirection === 'out' ? undefined : 'auto'} title={line}>
        {line}
      </span>
      <Marks row={row} />
    </span>
  );
}

/** At the end of the second line: how pressing it is, its labels, who looks after it, whether it is new. */
function Marks({ row }: { row: ConversationRow }) {
  const { t } = useTranslation(['inbox', 'comments']);
  const labels = useTable('labels');
  const me = useMe();
  const holder = useMembers().find(({ id }) => id === row.conversation.assigneeId);
  const priority = priorityOf(row.conversation);
  const mentioned = isMentioned(row.conversation, me?.id);
  return (
    <span className={classes.marks}>
      <ChannelBadge conversation={row.conversation} />
      {row.conversation.postId !== undefined && (
        <IconWorld
          size={14}
          stroke={1.5}
          className={classes.cast}
          aria-label={t('comments:badge')}
          title={t('comments:badge')}
        />
      )}
      <RepliesToBroadcast conversation={row.conversation} />
      {(priority === 'urgent' || priority === 'high') && (
        <IconFlagFilled
          size={14}
          className={classes.flag}
          data-priority={priority}
          aria-label={t(`priority.${priority}`)}
        />
      )}
      {Object.keys(row.conversation.labels ?? {}).map((id) => {
        const label = labels.get(id);
        return (
          label !== undefined && (
            <span key={id} title={label.name} className={classes.label}>
              <LabelDot colour={label.colour} />
            </span>
          )
        );
      })}
      {holder !== undefined && (
        <span className={classes.holder} title={t('assign.to', { name: holder.name })}>
          {initials(holder.name)}
        </span>
      )}
      {mentioned && (
        <span className={classes.mention} title={t('mentioned')}>
          @
        </span>
      )}
      {row.unread && (
        <span className={classes.dot} title={t('unread')}>
          <span className="visually-hidden">{t('unread')}</span>
        </span>
      )}
    </span>
  );
}

/** The last thing that they wrote answers a broadcast, which is named. */
function RepliesToBroadcast({
  conversation: { contactId, lastMessageId },
}: Pick<ConversationRow, 'conversation'>) {
  const { t } = useTranslation('inbox');
  const recipients = useRecordsBy('broadcastRecipients', 'contactId', contactId);
  const found = recipients.find(({ reply }) => reply !== undefined && reply.messageId === lastMessageId);
  const name = useRecord('broadcasts', found?.broadcastId)?.name;
  if (name === undefined) return null;
  const label = t('repliesTo', { name });
  return (
    <IconSpeakerphone size={14} stroke={1.5} className={classes.cast} aria-label={label} title={label} />
  );
}
