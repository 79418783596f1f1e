import { useTranslation } from 'react-i18next';
import { Group, Text } from '@mantine/core';
import type { JobEvent } from '#shared/domain/job-event.ts';
import { isMissed, isOpenJob, sortedVisits } from '#shared/domain/job-states.ts';
import type { CancelledVisit, PlannedJob, Visit } from '#shared/domain/visit.ts';
import type { TimelineItem, Tone } from '#renderer/ui/index.ts';
import { Section, StateBadge, Timeline } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useJobEvents } from '#renderer/state/jobs.ts';
import { SignButton, Signatures } from '../signature/signatures.tsx';
import { VisitAnswer } from '../visit/visit-answer.tsx';
import { VisitButtons } from '../visit/visit-buttons.tsx';
import { VisitLog } from '../visit/visit-log.tsx';
import { VisitLists } from '../visit/visit-lists.tsx';
import { VisitNotes } from '../visit/visit-notes.tsx';
import classes from '../visit/visit.module.css';
import { WhoGoes } from './who-goes.tsx';

type KnownVisit = (Visit | CancelledVisit) & { id: string };

interface JobVisitsProps {
  job: PlannedJob;
  now: number;
  readOnly: boolean;
}

/** The visits as a line from the first to the last, each with what happened there and what comes next. */
export function JobVisits({ job, now, readOnly }: JobVisitsProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const events = useJobEvents(job);
  const visits: KnownVisit[] = sortedVisits({ visits: { ...job.visits, ...job.cancelledVisits } });
  const items = visits.map((visit): TimelineItem => ({
    id: visit.id,
    title: <Head job={job} visit={visit} now={now} />,
    at: visit.anyTime ? t('anyTimeShort') : `${format.time(visit.start)}–${format.time(visit.end)}`,
    dateTime: new Date(visit.start).toISOString(),
    tone: toneOf(visit, now, isOpenJob(job)),
    text: <Body job={job} visit={visit} events={events} readOnly={readOnly} />,
  }));
  const general = events.filter(({ visitId }) => visitId === undefined);
  return (
    <Section title={t('visits')}>
      {items.length === 0 ? (
        <>
          <Text c="dimmed">{t('noVisits')}</Text>
          {!readOnly && job.state !== 'cancelled' && (
            <Group ml={-8} mt={4}>
              <SignButton job={job} />
            </Group>
          )}
        </>
      ) : (
        <Timeline label={t('visits')} items={items} />
      )}
      <Signatures job={job} events={general} />
      <VisitLog
        events={general.filter(({ kind }) => kind !== 'reported' && kind !== 'renumbered')}
        readOnly={readOnly}
      />
    </Section>
  );
}

function Head({ job, visit, now }: { job: PlannedJob; visit: KnownVisit; now: number }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const isLate = isOpenJob(job) && isMissed(visit, now);
  const word = isLate ? t('late') : visit.state && t(`visit.state.${visit.state}`);
  return (
    <span className={classes.head}>
      {format.day(visit.start)}
      {word !== undefined && <StateBadge tone={toneOf(visit, now, isOpenJob(job))}>{word}</StateBadge>}
    </span>
  );
}

interface BodyProps {
  job: PlannedJob;
  visit: KnownVisit;
  events: readonly JobEvent[];
  readOnly: boolean;
}

function Body({ job, visit, events, readOnly }: BodyProps) {
  const own = events.filter(({ visitId }) => visitId === visit.id);
  const isAhead = visit.state !== 'cancelled' && visit.state !== 'done' && isOpenJob(job);
  return (
    <>
      {isAhead && <WhoGoes jobId={job.id} visitId={visit.id} staffIds={visit.staffIds ?? []} />}
      {isAhead && <VisitAnswer visit={visit} readOnly={readOnly} />}
      <VisitNotes visitId={visit.id} />
      {isAhead && !readOnly && <VisitButtons job={job} visit={visit} />}
      {visit.state !== 'cancelled' && <VisitLists job={job} visitId={visit.id} readOnly={readOnly} />}
      <Signatures job={job} events={own} />
      <VisitLog events={own} readOnly={readOnly} />
    </>
  );
}

function toneOf(visit: KnownVisit, now: number, isOpen: boolean): Tone {
  if (visit.state === 'done') return 'good';
  if (visit.state === 'cancelled') return 'neutral';
  if (visit.state !== undefined) return 'info';
  if (isOpen && isMissed(visit, now)) return 'bad';
  return isOpen && visit.end > now ? 'info' : 'neutral';
}
