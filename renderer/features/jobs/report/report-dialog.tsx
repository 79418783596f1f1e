import { useMemo } from 'react';
import { Button, Group, Loader, Modal, Text } from '@mantine/core';
import { IconFileDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { reportPaper } from '#shared/domain/document/report.ts';
import { pageStyles } from '#shared/domain/document/styles.ts';
import { readingsAsked } from '#shared/domain/job-report.ts';
import {
  highestVersion,
  lastThatSays,
  reportDigest,
  sentAs,
  sentReports,
  versionOf,
} from '#shared/domain/sent-report.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { mostReportPhotos, partsOfReports, photosToShow, readReport } from '#shared/records/job-report.ts';
import { printMarkup } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useJobEvents } from '#renderer/state/jobs.ts';
import { useNow } from '#renderer/state/now.ts';
import { printToPdf } from '#renderer/state/paper/make-pdf.ts';
import { useDocumentStyles } from '#renderer/state/paper/use-document-styles.ts';
import { useSavePdf } from '#renderer/state/paper/use-save-pdf.ts';
import { useReader, useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { SendReport } from './send-report.tsx';
import { useReportPhotos } from './use-report-photos.ts';
import classes from './report.module.css';

interface ReportDialogProps {
  job: PlannedJob;
  onClose: () => void;
}

/** The report as it prints, with what is to be known of it and what can be done with it. */
export function ReportDialog({ job, onClose }: ReportDialogProps) {
  const { t } = useTranslation('report');
  useDocumentStyles();
  const records = useReader(partsOfReports);
  const now = useNow();
  const { photos, isReading, unread, more } = useReportPhotos(job.id);
  const pdf = useSavePdf();
  const seesTalk = useAccess('talk') === 'write';
  const events = useJobEvents(job);
  const first = readReport(records, job.id, { photos, now });
  const files = useRecordsBy('jobFiles', 'jobId', job.id);
  const says = useMemo(() => first && reportDigest(first, photosToShow(files)), [first, files]);
  if (first === undefined || says === undefined) return null;
  const sent = sentReports(events);
  const content = { ...first, version: versionOf(sent, says), sentAs: sentAs(lastThatSays(sent, says)) };
  const paper = reportPaper(content);
  const name = content.version > 1 ? `report-${content.day}-${content.version}` : `report-${content.day}`;
  const make = () => printToPdf(paper, name);

  function print(): void {
    printMarkup({ markup: paper.body, styles: pageStyles(paper.look, paper.foot), title: name });
  }

  return (
    <Modal
      opened
      fullScreen
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onClose={onClose}
    >
      <Group gap={8} mb={12}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.5} />}
          disabled={isReading}
          onClick={print}
        >
          {t('print')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={pdf.isBusy ? <Loader size={14} /> : <IconFileDownload size={16} stroke={1.5} />}
          aria-busy={pdf.isBusy}
          disabled={isReading}
          onClick={pdf.isBusy ? undefined : () => pdf.save(make)}
        >
          {t(pdf.isBusy ? 'making' : 'savePdf')}
        </Button>
        {seesTalk && (
          <SendReport job={job} {...{ content, says, make }} fileName={`${name}.pdf`} isReady={!isReading} />
        )}
      </Group>
      <ReportNotes job={job} version={content.version} sent={sent} photos={{ isReading, unread, more }} />
      {/* Wider than a small window: who has no mouse moves it with the arrows. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
      <section className={classes.paper} aria-label={t('title')} tabIndex={0}>
        {/* Everything in it has been escaped by the renderer: shared/domain/document. */}
        <div dangerouslySetInnerHTML={{ __html: paper.body }} />
      </section>
    </Modal>
  );
}

interface ReportNotesProps {
  job: PlannedJob;
  /** Which one it is when it is sent, and those that were. */
  version: number;
  sent: ReturnType<typeof sentReports>;
  photos: { isReading: boolean; unread: number; more: number };
}

/** What the report does not show, and why. */
function ReportNotes({ job, version, sent, photos: { isReading, unread, more } }: ReportNotesProps) {
  const { t } = useTranslation('report');
  const { dayAndTime } = useFormat();
  const last = sent.findLast((each) => each.version === highestVersion(sent));
  const of = last && { last: last.version, version, when: dayAndTime(last.at) };
  const type = useRecord('jobTypes', job.typeId);
  const missing = readingsAsked(type?.reportFields, job.readings).filter(({ value }) => value === undefined);
  const notes = [
    of === undefined ? '' : t(of.last === version ? 'sameAsSent' : 'changedSinceSent', of),
    missing.length > 0 ? t('missing', { count: missing.length }) : '',
    isReading ? t('photosLoading') : t('photosHint'),
    unread > 0 ? t('photosUnread', { count: unread }) : '',
    more > 0 ? t('photosMore', { most: mostReportPhotos, count: more }) : '',
  ];
  return (
    <Text component="output" display="block" size="sm" c="dimmed" mb={12}>
      {notes.filter((note) => note !== '').join(' ')}
    </Text>
  );
}
