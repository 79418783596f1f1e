import { useTranslation } from 'react-i18next';
import { type JobFile, shownFiles } from '#shared/domain/job-file.ts';
import { Section } from '#renderer/ui/index.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { AddFiles } from './add-files.tsx';
import { FileList } from './file-list.tsx';

/** All photos and files of a job, those of its visits too. */
export function JobFiles({ jobId, readOnly }: { jobId: string; readOnly: boolean }) {
  const { t } = useTranslation('work');
  const files = shownFiles(useRecordsBy('jobFiles', 'jobId', jobId));
  if (files.length === 0 && readOnly) return null;
  return (
    <Section title={t('files')} action={!readOnly && <AddFiles jobId={jobId} />}>
      <FileList files={files} label={t('files')} readOnly={readOnly} />
    </Section>
  );
}

/** Those of one visit. */
export function useVisitFiles(jobId: string, visitId: string): JobFile[] {
  return shownFiles(useRecordsBy('jobFiles', 'jobId', jobId)).filter((file) => file.visitId === visitId);
}
