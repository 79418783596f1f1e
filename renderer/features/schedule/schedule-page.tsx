import { useMemo } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boundsOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Page } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useAccess } from '#renderer/state/session.ts';
import { TimeGrid } from './grid/time-grid.tsx';
import { dayColumns, personColumns } from './layout/columns.ts';
import { daysOf } from './layout/days.ts';
import { VisitList } from './list/visit-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { Tray } from './tray/tray.tsx';
import { useOpenedYears } from './use-opened-years.ts';
import { usePeople } from './use-people.ts';
import { usePlace } from './use-place.ts';
import { useUnscheduled, useVisits } from './use-visits.ts';
import classes from './schedule.module.css';

/** Who goes where and when: a week, a day with a column for each person, or a list. Route `/schedule`. */
export function SchedulePage() {
  const { t } = useTranslation('schedule');
  const navigate = useNavigate();
  const { timeZone } = useFormat();
  const now = useNow();
  const people = usePeople();
  const isTeam = people.length > 1;
  const place = usePlace(now, isTeam);
  const { view, day, today } = place;
  const days = useMemo(() => daysOf(view, day), [view, day]);
  const range = useMemo(
    () => ({ start: boundsOf(days[0]!, timeZone).start, end: boundsOf(days.at(-1)!, timeZone).end }),
    [days, timeZone],
  );
  useOpenedYears(days[0]!);
  const visits = useVisits(range, now, isTeam);
  const unscheduled = useUnscheduled();
  const readOnly = useAccess('work') !== 'write';
  const open = (jobId: string) => ignore(navigate({ to: '/jobs/$jobId', params: { jobId } }));
  const columns = useMemo(
    () =>
      view === 'day' && isTeam
        ? personColumns(
            day,
            people.map(({ id }) => id),
            visits,
            timeZone,
          )
        : dayColumns(days, visits, timeZone),
    [view, isTeam, day, days, people, visits, timeZone],
  );
  return (
    <Page
      title={t('title')}
      wide
      filters={<Toolbar place={place} days={days} />}
      action={{
        label: t('addJob'),
        onClick: () => ignore(navigate({ to: '/jobs', search: { new: true } })),
        icon: <IconPlus size={16} stroke={1.5} />,
        readOnly,
      }}
    >
      <div className={classes.room}>
        {view === 'list' ? (
          <VisitList days={days} visits={visits} people={people} today={today} onOpen={open} />
        ) : (
          <TimeGrid
            key={view}
            columns={columns}
            people={people}
            now={now}
            today={today}
            onOpen={open}
            onDay={view === 'week' ? (chosen) => place.go({ view: 'day', day: chosen }) : undefined}
          />
        )}
        <Tray jobs={unscheduled} onOpen={open} />
      </div>
    </Page>
  );
}
