import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import type { Job } from '#shared/domain/job.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { useJob } from '#renderer/state/jobs.ts';
import { useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { JobStateBadge } from '../job-state.tsx';
import classes from './job-detail.module.css';

/** The job that this one comes back to, and those that come back to this one. */
export function JobReturns({ job, now }: { job: Job; now: number }) {
  const { t } = useTranslation('work');
  const parent = useRecord('jobs', job.parentId);
  const children = useRecordsBy('jobs', 'parentId', job.id)
    .filter((child) => !isInBin(child))
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return (
    <>
      {job.parentId !== undefined && (
        <FieldRow label={t(`return.of.${job.returnKind ?? 'followUp'}`)}>
          <JobLink id={job.parentId} title={parent?.title ?? t('return.earlier')} />
        </FieldRow>
      )}
      {children.length > 0 && (
        <FieldRow label={t('return.visits')}>
          <ul className={classes.photos}>
            {children.map((child) => (
              <li key={child.id} className={classes.child}>
                <JobLink id={child.id} title={child.title} />
                <ChildState id={child.id} now={now} />
              </li>
            ))}
          </ul>
        </FieldRow>
      )}
    </>
  );
}

function JobLink({ id, title }: { id: string; title: string }) {
  return (
    <Anchor dir="auto" renderRoot={(props) => <Link to="/jobs/$jobId" params={{ jobId: id }} {...props} />}>
      {title}
    </Anchor>
  );
}

function ChildState({ id, now }: { id: string; now: number }) {
  const job = useJob(id);
  return job === undefined ? null : <JobStateBadge job={job} now={now} />;
}
