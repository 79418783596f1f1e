import { Button } from '@mantine/core';
import { IconArrowLeft, IconSpeakerphone } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Broadcast } from '#shared/domain/broadcast/broadcast.ts';
import { useAdding } from '#renderer/state/adding.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { EmptyState, KeepsUnsaved, ListPage, Page, RecordLine, RecordLines } from '#renderer/ui/index.ts';
import { BroadcastDetail } from './broadcast-detail.tsx';
import { BroadcastForm } from './broadcast-form.tsx';
import { BroadcastState } from './broadcast-state.tsx';
import { useProgress } from './use-results.ts';
import classes from './broadcasts.module.css';

/** One message to many: drafts, what goes out, and what became of it. Route `/broadcasts`. */
export function BroadcastsPage() {
  const { t } = useTranslation('broadcasts');
  const { broadcastId } = useParams({ strict: false });
  const [isNew, setNew] = useAdding();
  const navigate = useNavigate();
  const readOnly = useAccess('talk') !== 'write';
  const hasMailbox = useRecords('mailAccounts').length > 0;
  const isConnected = useRecords('channels').some(({ kind }) => kind === 'whatsapp') || hasMailbox;
  const all = useRecords('broadcasts')
    .filter(({ replacedBy }) => replacedBy === undefined)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  const opened = all.find(({ id }) => id === broadcastId);
  const isDraft = opened !== undefined && opened.scheduled === undefined && opened.cancelled === undefined;
  const toList = () => void navigate({ to: '/broadcasts' });
  const open = (id: string) => void navigate({ to: '/broadcasts/$broadcastId', params: { broadcastId: id } });
  const begin = () => setNew(true);
  if (isNew || isDraft) {
    const draft = isNew ? undefined : opened;
    const back = (
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={16} stroke={1.5} className={classes.turns} />}
        onClick={toList}
      >
        {t('back')}
      </Button>
    );
    return (
      <Page title={t(isNew ? 'new' : 'draft')} filters={back}>
        <KeepsUnsaved key={draft?.id ?? 'new'} of={draft?.id ?? 'new-broadcast'}>
          <BroadcastForm broadcast={draft} readOnly={readOnly} onStored={open} onClose={toList} />
        </KeepsUnsaved>
      </Page>
    );
  }
  return (
    <ListPage
      title={t('title')}
      add={{ label: t('new'), onClick: begin }}
      readOnly={readOnly}
      list={
        all.length === 0 ? (
          <EmptyState
            icon={<IconSpeakerphone size={28} stroke={1.5} />}
            title={t('emptyTitle')}
            text={t(isConnected ? 'emptyText' : 'emptyUnconnected')}
            {...(!readOnly && { action: { label: t('new'), onClick: begin } })}
          />
        ) : (
          <RecordLines label={t('title')}>
            {all.map((broadcast) => (
              <Line
                key={broadcast.id}
                broadcast={broadcast}
                isOpen={broadcast.id === broadcastId}
                onOpen={open}
              />
            ))}
          </RecordLines>
        )
      }
      listWidth={300}
      openId={opened?.id}
      detail={
        opened !== undefined && (
          <BroadcastDetail broadcast={opened} readOnly={readOnly} onOpen={open} onClose={toList} />
        )
      }
      detailLabel={opened?.name ?? ''}
      onClose={toList}
    />
  );
}

interface LineProps {
  broadcast: Broadcast;
  isOpen: boolean;
  onOpen: (id: string) => void;
}

function Line({ broadcast, isOpen, onOpen }: LineProps) {
  const { t } = useTranslation('broadcasts');
  const { dayAndTime } = useFormat();
  const { stage, of, gone } = useProgress(broadcast);
  const { id, name, startAt, createdAt } = broadcast;
  return (
    <RecordLine
      name={name}
      state={<BroadcastState stage={stage} />}
      isOpen={isOpen}
      onOpen={() => onOpen(id)}
    >
      <span>
        {dayAndTime(startAt ?? createdAt)}
        {stage !== 'draft' && ` · ${t('progress', { gone, of })}`}
      </span>
    </RecordLine>
  );
}
