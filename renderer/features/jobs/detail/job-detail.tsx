import { useMemo } from 'react';
import { Alert, Anchor } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Job } from '#shared/domain/job.ts';
import { jobReference } from '#shared/domain/published-feed.ts';
import {
  DecisionNotes,
  DetailPane,
  EditableText,
  EmptyState,
  FieldRow,
  LogLink,
  OwnFields,
  OnThisDevice,
  PeopleHere,
  ReadOnly,
  SetAsideNote,
} from '#renderer/ui/index.ts';
import { TaskSection } from '#renderer/features/tasks/index.ts';
import { useFindingNotes } from '#renderer/state/finding-notes.ts';
import { useSetAside } from '#renderer/state/set-aside.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOpenLog } from '#renderer/state/open-record.ts';
import { usePending, usePresence } from '#renderer/state/presence.ts';
import { useOwnFields } from '#renderer/state/own-fields.ts';
import { useJob } from '#renderer/state/jobs.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { JobStateBadge } from '../job-state.tsx';
import { JobFiles } from '../files/job-files.tsx';
import { JobMargin } from '../materials/job-margin.tsx';
import { JobMaterials } from '../materials/job-materials.tsx';
import { JobReport } from '../report/job-report.tsx';
import { JobActions } from './job-actions.tsx';
import { JobItems } from './job-items.tsx';
import { JobReturns } from './job-returns.tsx';
import { JobSite } from './job-site.tsx';
import { JobPhotos } from './job-photos.tsx';
import { WorkedTimes } from '../visit/worked-times.tsx';
import { JobVisits } from './job-visits.tsx';
import classes from './job-detail.module.css';

/** One job: what, where, when and for how much, with the step that comes next. */
export function JobDetail({ id, now }: { id: string; now: number }) {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  const format = useFormat();
  const job = useJob(id);
  const readOnly = useAccess('work') !== 'write';
  const people = usePresence('jobs', id);
  const pending = usePending('jobs', id);
  const setAside = useSetAside('jobs', id);
  const findings = useFindingNotes('jobs', id);
  const openLog = useOpenLog({ collection: 'jobs', id });
  const close = () => void navigate({ to: '/jobs' });
  const about = useMemo(() => ({ kind: 'jobs' as const, id }), [id]);
  if (job === undefined)
    return (
      <EmptyState
        title={t('gone')}
        text={t('goneText')}
        action={{ label: t('backToList'), onClick: close }}
      />
    );
  const subtitle = (
    <>
      <JobStateBadge job={job} now={now} />
      <OnThisDevice when={pending} />
      <PeopleHere names={people} />
      {job.completedAt !== undefined && <span>{t('completedOn', { day: format.day(job.completedAt) })}</span>}
      {job.cancelReason !== undefined && <span>{job.cancelReason}</span>}
      <span>{t('reference', { reference: jobReference(id) })}</span>
    </>
  );
  return (
    <DetailPane
      title={job.title}
      subtitle={subtitle}
      actions={!readOnly && <JobActions job={job} />}
      onClose={close}
    >
      {job.binnedAt !== undefined && <Alert my={12}>{t('binNote', { day: format.day(job.binnedAt) })}</Alert>}
      <ReadOnly when={readOnly}>
        <SetAsideNote
          parts={setAside}
          onRemove={(paths) => run('record.removeSetAside', { collection: 'jobs', id: id, paths })}
        />
        <DecisionNotes notes={findings} />
        <JobFields job={job} now={now} />
        <JobVisits job={job} now={now} readOnly={readOnly} />
        <WorkedTimes job={job} now={now} readOnly={readOnly} />
        <TaskSection about={about} />
        <JobFiles jobId={job.id} readOnly={readOnly} />
        <JobPhotos job={job} />
        <JobMaterials job={job} readOnly={readOnly} />
        <JobReport job={job} readOnly={readOnly} />
        <JobItems job={job} />
        <JobMargin job={job} now={now} />
      </ReadOnly>
      <LogLink onOpen={openLog} />
    </DetailPane>
  );
}

function JobFields({ job, now }: { job: Job; now: number }) {
  const { t } = useTranslation('jobs');
  const contact = useRecord('contacts', job.contactId);
  const seesTalk = useAccess('talk') !== 'none';
  const save = (fields: Partial<Pick<Job, 'title' | 'notes'>>) => run('job.update', { id: job.id, fields });
  return (
    <div className={classes.fields}>
      <EditableText
        label={t('titleField')}
        value={job.title}
        validate={(title) => (title === '' ? t('titleNeeded') : undefined)}
        onSave={(title) => save({ title })}
      />
      <FieldRow label={t('customer')}>
        <span>
          <Anchor
            renderRoot={(props) => (
              <Link to="/people/$contactId" params={{ contactId: job.contactId }} {...props} />
            )}
          >
            {contact?.name ?? t('unknownCustomer')}
          </Anchor>
          {job.conversationId !== undefined && seesTalk && <ConversationLink id={job.conversationId} />}
        </span>
      </FieldRow>
      <JobReturns job={job} now={now} />
      <JobSite job={job} />
      <OwnFields fields={useOwnFields('jobs', job)} />
      <EditableText
        label={t('notes')}
        value={job.notes ?? ''}
        placeholder={t('notesHint')}
        multiline
        onSave={(notes) => save({ notes })}
      />
    </div>
  );
}

function ConversationLink({ id }: { id: string }) {
  const { t } = useTranslation('jobs');
  return (
    <>
      {' · '}
      <Anchor
        renderRoot={(props) => (
          <Link to="/inbox/$conversationId" params={{ conversationId: id }} {...props} />
        )}
      >
        {t('conversation')}
      </Anchor>
    </>
  );
}
