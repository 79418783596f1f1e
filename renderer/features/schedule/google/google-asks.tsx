import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GoogleAsks as Asks, GoogleEventState } from '#shared/domain/google-event.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import classes from './google-asks.module.css';

type Asked = GoogleEventState & { asks: Asks };

/** What was moved or deleted in Google Calendar, and is to count here or to be put back there. */
export function GoogleAsks() {
  const { t } = useTranslation('schedule');
  const readOnly = useAccess('work') !== 'write';
  const asked = useRecords('googleEvents')
    .filter((each): each is Asked => each.asks !== undefined)
    .toSorted((a, b) => a.plannedFor - b.plannedFor || compareCodes(a.id, b.id));
  useEffect(() => ignore(vault().lookAtGoogle()), []);
  if (asked.length === 0) return null;
  return (
    <section className={classes.asks} aria-label={t('google.asks')}>
      <h2 className={classes.title}>{t('google.asks')}</h2>
      <ul className={classes.list}>
        {asked.map((each) => (
          <Line key={each.id} asked={each} readOnly={readOnly} />
        ))}
      </ul>
    </section>
  );
}

function Line({ asked, readOnly }: { asked: Asked; readOnly: boolean }) {
  const { t } = useTranslation('schedule');
  const { name, before } = useSubject(asked);
  const when = useWhen();
  const { id, asks } = asked;
  const words =
    asks.kind === 'moved'
      ? t('google.moved', { before, after: when(asks) })
      : t('google.removed', { before });
  return (
    <li className={classes.line}>
      <span className={classes.what}>
        <strong dir="auto" title={name}>
          {name}
        </strong>
        <span>{words}</span>
      </span>
      <Button
        size="compact-sm"
        disabled={readOnly}
        aria-label={`${t(`google.accept_${asks.kind}`)}: ${name}`}
        onClick={() => ignore(run('google.accept', { id }))}
      >
        {t(`google.accept_${asks.kind}`)}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={readOnly}
        aria-label={`${t('google.refuse')}: ${name}`}
        onClick={() => ignore(run('google.refuse', { id }))}
      >
        {t('google.refuse')}
      </Button>
    </li>
  );
}

/** What it is about, and when that is here. */
function useSubject({ of, subjectId }: Asked): { name: string; before: string } {
  const { t } = useTranslation('schedule');
  const records = useReader(['visits', 'timeBlocks', 'jobs', 'contacts']);
  const when = useWhen();
  const time = records.get(of, subjectId)?.time;
  const before = time === undefined ? '' : when(time);
  if (of === 'timeBlocks')
    return { name: records.get('timeBlocks', subjectId)?.title ?? t('google.block'), before };
  const job = records.get('jobs', records.get('visits', subjectId)?.jobId ?? '');
  const customer = records.get('contacts', job?.contactId ?? '')?.name ?? t('unknownCustomer');
  return { name: [job?.title, customer].filter(Boolean).join(' · '), before };
}

function useWhen() {
  const format = useFormat();
  return ({ start, end, anyTime }: { start: number; end: number; anyTime?: true | undefined }) =>
    anyTime ? format.day(start) : `${format.day(start)}, ${format.time(start)}–${format.time(end)}`;
}
