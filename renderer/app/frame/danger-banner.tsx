import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import { pathOfArrival } from '#shared/domain/alert.ts';
import { type HeardDangers, openDangers } from '#shared/domain/danger.ts';
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
  const waiting = useInDanger();
  return (
    // It is there before its words are, so that they are read out when they come.
    <div role="alert" aria-label={t('danger.title')}>
      {waiting.slice(0, mostLines).map((each) => (
        <DangerLine key={each.id} {...each} />
      ))}
      {waiting.length > mostLines && (
        <p className={classes.dangerMore}>{t('danger.more', { count: waiting.length - mostLines })}</p>
      )}
    </div>
  );
}

/** Where somebody says that they may be in danger. */
interface InDanger {
  in: ArgsOf<'danger.take'>['in'];
  id: string;
  contactId?: string | undefined;
  dangers: ReturnType<typeof openDangers>;
  /** By message, when they were told what to do. */
  told?: Record<string, number> | undefined;
  /** Where it is read. */
  path: string;
}

/** The newest first. */
function useInDanger(): InDanger[] {
  const conversations = useRecords('conversations');
  const bookings = useRecords('bookings');
  const arrivals = useRecords('webhookArrivals');
  return useMemo(
    () =>
      [
        ...conversations.filter(isInDanger).map((talk): InDanger => {
          const { id, contactId, dangersTold: told } = talk;
          return {
            in: 'conversations',
            id,
            contactId,
            dangers: openDangers(talk),
            told,
            path: `/inbox/${id}`,
          };
        }),
        ...bookings.filter(isInDanger).map((booking): InDanger => {
          const { id, contactId } = booking;
          return { in: 'bookings', id, contactId, dangers: openDangers(booking), path: `/bookings/${id}` };
        }),
        ...arrivals.filter(isInDanger).map((arrival): InDanger => {
          const { id, contactId } = arrival;
          const path = pathOfArrival(arrival);
          return { in: 'webhookArrivals', id, contactId, dangers: openDangers(arrival), path };
        }),
      ].toSorted((a, b) => b.dangers[0]!.at - a.dangers[0]!.at),
    [conversations, bookings, arrivals],
  );
}

function isInDanger(heard: HeardDangers): boolean {
  return openDangers(heard).length > 0;
}

function DangerLine({ in: collection, id, contactId = '', dangers, told = {}, path }: InDanger) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const format = useFormat();
  const mayTake = useAccess('talk') === 'write';
  const name = useRecord('contacts', contactId)?.name ?? t('danger.somebody');
  const { kind, words, at, machineRead } = dangers[0]!;
  const wasTold = dangers.some(({ messageId }) => told[messageId] !== undefined);
  const open = () => ignore(navigate({ href: path }));
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
        <Button size="compact-sm" onClick={() => ignore(run('danger.take', { in: collection, id }))}>
          {t('danger.take')}
        </Button>
      )}
    </div>
  );
}
