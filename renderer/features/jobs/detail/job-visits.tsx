import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { isOpenJob, sortedVisits } from '#shared/domain/job-states.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { TimelineItem } from '#renderer/ui/index.ts';
import { Section, Timeline } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { WhoGoes } from './who-goes.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

type KnownVisit = Visit & { id: string };

/** The visits as a line from the first to the last. */
export function JobVisits({ job, now }: { job: PlannedJob; now: number }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const [moving, setMoving] = useState<KnownVisit>();
  const open = isOpenJob(job);
  const items = sortedVisits(job).map((visit): TimelineItem => ({
    id: visit.id,
    title: format.day(visit.start),
    at: visit.anyTime ? t('anyTimeShort') : `${format.time(visit.start)}–${format.time(visit.end)}`,
    dateTime: new Date(visit.start).toISOString(),
    tone: open && visit.end > now ? 'info' : 'neutral',
    text: open ? (
      <Group gap={4} ml={-8}>
        <WhoGoes jobId={job.id} visitId={visit.id} staffIds={visit.staffIds ?? []} />
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          c="dimmed"
          fw={400}
          onClick={() => setMoving(visit)}
        >
          {t('moveVisit')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          c="dimmed"
          fw={400}
          onClick={() => ignore(run('job.removeVisit', { id: job.id, visitId: visit.id }))}
        >
          {t('removeVisit')}
        </Button>
      </Group>
    ) : undefined,
  }));
  return (
    <Section title={t('visits')}>
      {items.length === 0 ? (
        <Text c="dimmed">{t('noVisits')}</Text>
      ) : (
        <Timeline label={t('visits')} items={items} />
      )}
      {moving !== undefined && (
        <ScheduleDialog job={job} visit={moving} opened onClose={() => setMoving(undefined)} />
      )}
    </Section>
  );
}
