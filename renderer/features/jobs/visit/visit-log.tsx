import { useState } from 'react';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type JobEvent, workerOf } from '#shared/domain/job-event.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useWorkerName } from '../use-worker-name.ts';
import { TimeDialog } from './time-dialog.tsx';
import classes from './visit.module.css';

interface VisitLogProps {
  events: readonly JobEvent[];
  readOnly: boolean;
}

/** What happened, when, and who did it; a wrong time is corrected, and what did not happen taken back. */
export function VisitLog({ events, readOnly }: VisitLogProps) {
  const { t } = useTranslation('jobs');
  const [correcting, setCorrecting] = useState<JobEvent>();
  if (events.length === 0) return null;
  return (
    <>
      <ol className={classes.log} aria-label={t('visit.log')}>
        {events.map((event) => (
          <LogLine key={event.id} event={event} readOnly={readOnly} onCorrect={() => setCorrecting(event)} />
        ))}
      </ol>
      {correcting !== undefined && <TimeDialog event={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  );
}

interface LogLineProps {
  event: JobEvent;
  readOnly: boolean;
  onCorrect: () => void;
}

function LogLine({ event, readOnly, onCorrect }: LogLineProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const nameOf = useWorkerName();
  const { id: eventId, jobId: id, kind, at, until, reason, signature } = event;
  const when = until === undefined ? format.dayAndTime(at) : `${format.dayAndTime(at)}–${format.time(until)}`;
  return (
    <li className={classes.line}>
      <time className={classes.when} dateTime={new Date(at).toISOString()}>
        {when}
      </time>
      <span className={classes.what} dir="auto">
        {[t(`visit.event.${kind}`), signature?.name ?? nameOf(workerOf(event)), reason]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!readOnly && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('more')}>
              <ActionIcon size="sm" aria-label={t('visit.change', { what: t(`visit.event.${kind}`) })}>
                <IconDots size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {kind !== 'worked' && kind !== 'signed' && (
              <Menu.Item onClick={onCorrect}>{t('visit.correct')}</Menu.Item>
            )}
            <Menu.Item onClick={() => ignore(run('job.takeBack', { id, eventId }))}>
              {t('visit.takeBack')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
