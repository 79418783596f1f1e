import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isAsSent, sentAs, sentReports } from '#shared/domain/sent-report.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { fileNameOf, saveFile } from '#renderer/state/files/save-file.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useJobEvents } from '#renderer/state/jobs.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useTable } from '#renderer/state/records.ts';
import classes from './report.module.css';

/** What the customer was sent, each as it was then. */
export function SentReports({ job }: { job: PlannedJob }) {
  const { t } = useTranslation('report');
  const { dayAndTime } = useFormat();
  const files = useTable('jobFiles');
  const sent = sentReports(useJobEvents(job));
  if (sent.length === 0) return null;

  async function save(id: string): Promise<void> {
    const file = files.get(id)?.file;
    const saved = file && (await saveFile({ jobFileId: id, part: 'file' }, fileNameOf(file, 'document')));
    if (saved?.ok === false) showProblem(saved.error);
  }

  return (
    <ul className={classes.sent} aria-label={t('sentBefore')}>
      {sent.map((event) => {
        const { id, at, report, version } = event;
        const words = { version: report.version, when: dayAndTime(at) };
        const isRenumbered = sentAs(event) !== undefined;
        return (
          <li key={id}>
            <span>
              {t(`sentBy.${report.by}`, words)}
              {isRenumbered && ` ${t('isNow', { version })}`}
            </span>
            {isAsSent(report, files.get(report.fileId)) ? (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconFileDownload size={16} stroke={1.5} />}
                aria-label={t('saveAsSentOf', words)}
                onClick={() => ignore(save(report.fileId))}
              >
                {t('saveAsSent')}
              </Button>
            ) : (
              <span>{t('notAsSent')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
