import { Button } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { openDangers } from '#shared/domain/danger.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import classes from './frame.module.css';

/** More lines than these would leave no room to answer. */
const mostLines = 3;

/** Above every screen: who wrote that they are in danger, until a person looks after them. */
export function DangerBanner() {
  const { t } = useTranslation('app');
  const waiting = useRecords('conversations')
    .filter((conversation) => openDangers(conversation).length > 0)
    .toSorted((a, b) => openDangers(b)[0]!.at - openDangers(a)[0]!.at);
  return (
    // It is there before its words are, so that they are read out when they come.
    <div role="alert" aria-label={t('danger.title')}>
      {waiting.slice(0, mostLines).map((conversation) => (
        <DangerLine key={conversation.id} conversation={conversation} />
      ))}
      {waiting.length > mostLines && (
        <p className={classes.dangerMore}>{t('danger.more', { count: waiting.length - mostLines })}</p>
      )}
    </div>
  );
}

function DangerLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const format = useFormat();
  const mayTake = useAccess('talk') === 'write';
  const { id, contactId, dangersTold = {} } = conversation;
  const name = useRecord('contacts', contactId)?.name ?? t('danger.somebody');
  const dangers = openDangers(conversation);
  const { kind, words, at, machineRead } = dangers[0]!;
  const wasTold = dangers.some(({ messageId }) => dangersTold[messageId] !== undefined);
  const open = () => ignore(navigate({ to: '/inbox/$conversationId', params: { conversationId: id } }));
  return (
    <div className={classes.dangerLine}>
      <IconUrgent size={20} stroke={1.5} aria-hidden />
      <div className={classes.dangerWords}>
        <strong>{t(`danger.${kind}`)}</strong>
        {' · '}
        <span dir="auto">{name}</span>
        {' · '}
        <time>{format.dayAndTime(at)}</time>
        <p className={classes.dangerSaid} dir="auto" title={words} hidden={words === ''}>
          “{words}”{machineRead === true && ` · ${t('danger.spoken')}`}
        </p>
        <p>{t(wasTold ? 'danger.told' : 'danger.notTold')}</p>
      </div>
      <Button size="compact-sm" variant="default" onClick={open}>
        {t('danger.open')}
      </Button>
      {mayTake && (
        <Button size="compact-sm" onClick={() => ignore(run('danger.take', { conversationId: id }))}>
          {t('danger.take')}
        </Button>
      )}
    </div>
  );
}
