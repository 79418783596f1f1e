import { memo, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { useRecord } from '#renderer/state/records.ts';
import classes from './tray.module.css';

interface TrayProps {
  /** What is dragged would go here. */
  isTarget: boolean;
  jobs: readonly PlannedJob[];
  onOpen: (jobId: string) => void;
}

/** So many are shown at once, and as many more each time. */
const atOnce = 30;

/** The jobs that wait for a visit. */
export const Tray = memo(function Tray({ jobs, isTarget, onOpen }: TrayProps) {
  const { t } = useTranslation('schedule');
  const id = useId();
  const [most, setMost] = useState(atOnce);
  return (
    <section
      className={classes.tray}
      data-drop="tray"
      data-target={isTarget || undefined}
      aria-labelledby={id}
    >
      <h2 id={id} className={classes.title}>
        {t('unscheduled')} <span className={classes.count}>{jobs.length}</span>
      </h2>
      {jobs.length === 0 ? (
        <p className={classes.empty}>{t('trayEmpty')}</p>
      ) : (
        <ul className={classes.jobs}>
          {jobs.slice(0, most).map((job) => (
            <li key={job.id}>
              <TrayJob job={job} onOpen={onOpen} />
            </li>
          ))}
          {jobs.length > most && (
            <li>
              <button type="button" className={classes.more} onClick={() => setMost(most + atOnce)}>
                {t('more', { count: Math.min(atOnce, jobs.length - most) })}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
});

function TrayJob({ job, onOpen }: { job: PlannedJob; onOpen: (jobId: string) => void }) {
  const { t } = useTranslation('schedule');
  const customer = useRecord('contacts', job.contactId)?.name ?? t('unknownCustomer');
  const city = useRecord('sites', job.siteId)?.address?.city;
  const second = [job.title, city].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      className={classes.job}
      data-job={job.id}
      title={`${customer} · ${second}`}
      onClick={() => onOpen(job.id)}
    >
      <strong dir="auto">{customer}</strong>
      <span dir="auto">{second}</span>
    </button>
  );
}
