import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import { readingsAsked } from '#shared/domain/job-report.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { EditableSelect, EditableText, Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { ReadingField } from './reading-field.tsx';
import { ReportDialog } from './report-dialog.tsx';
import { SentReports } from './sent-reports.tsx';

interface JobReportProps {
  job: PlannedJob;
  readOnly: boolean;
}

/** What the customer gets about the work: readings and notes are filled in here, the rest is taken from the job. */
export function JobReport({ job, readOnly }: JobReportProps) {
  const { t } = useTranslation('report');
  const [isOpen, setOpen] = useState(false);
  const type = useRecord('jobTypes', job.typeId);
  const isFixed = readOnly || job.state === 'cancelled';
  return (
    <Section
      title={t('title')}
      hint={t('hint')}
      action={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFileText size={16} stroke={1.5} />}
          onClick={() => setOpen(true)}
        >
          {t('open')}
        </Button>
      }
    >
      {!isFixed && <FormChoice job={job} />}
      {readingsAsked(type?.reportFields, job.readings).map(({ id, field, value }) => (
        <ReadingField
          key={id}
          jobId={job.id}
          fieldId={id}
          field={field}
          value={value ?? ''}
          disabled={isFixed}
        />
      ))}
      <EditableText
        label={t('notes')}
        value={job.customerNotes ?? ''}
        placeholder={t('notesHint')}
        multiline
        disabled={readOnly}
        onSave={(customerNotes) => run('job.update', { id: job.id, fields: { customerNotes } })}
      />
      <SentReports job={job} />
      {isOpen && <ReportDialog job={job} onClose={() => setOpen(false)} />}
    </Section>
  );
}

/** Of which type a job is: that brings the form. Nothing to choose where no type has one. */
function FormChoice({ job }: { job: PlannedJob }) {
  const { t } = useTranslation('report');
  const types = useRecords('jobTypes')
    .filter(({ id, archivedAt }) => archivedAt === undefined || id === job.typeId)
    .filter(({ id, reportFields = {} }) => Object.keys(reportFields).length > 0 || id === job.typeId)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  if (types.length === 0 || isInBin(job)) return null;
  const options = types.map(({ id, name, reportTitle }) => ({ value: id, label: reportTitle ?? name }));
  const none = job.typeId === undefined ? [{ value: '', label: t('formChoose') }] : [];
  return (
    <EditableSelect
      label={t('form')}
      value={job.typeId ?? ''}
      options={[...none, ...options]}
      onSave={(typeId) => (typeId === '' ? undefined : run('job.update', { id: job.id, fields: { typeId } }))}
    />
  );
}
