import { type FocusEvent, useCallback, useMemo, useState } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boundsOf } from '#shared/domain/local-time.ts';
import { visitConflicts } from '#shared/domain/visit-conflicts.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Page } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useChanges } from './change/use-changes.ts';
import { type Ghost, useDrag } from './change/use-drag.ts';
import { useKeys } from './change/use-keys.ts';
import { TimeGrid } from './grid/time-grid.tsx';
import { type Column, dayColumns, personColumns } from './layout/columns.ts';
import { daysOf } from './layout/days.ts';
import { firstStand, type Stand, standOf } from './layout/walk.ts';
import { VisitList } from './list/visit-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { Tray } from './tray/tray.tsx';
import { useOpenedYears } from './use-opened-years.ts';
import { type Person, usePeople } from './use-people.ts';
import { type Place, usePlace } from './use-place.ts';
import { type ScheduledVisit, useUnscheduled, useVisits } from './use-visits.ts';
import classes from './schedule.module.css';

/** Who goes where and when: a week, a day with a column for each person, or a list. Route `/schedule`. */
export function SchedulePage() {
  const { t } = useTranslation('schedule');
  const navigate = useNavigate();
  const now = useNow();
  const people = usePeople();
  const place = usePlace(now, people.length > 1);
  const { view, day, today } = place;
  const days = useMemo(() => daysOf(view, day), [view, day]);
  const changes = useChanges(people);
  const visits = useVisits(useRange(days), now, people.length > 1, changes.pending);
  const jobs = useUnscheduled();
  const columns = useColumns(place, days, people, visits);
  const readOnly = useAccess('work') !== 'write';
  const { ghost, take, hand } = useDrag({ visits, jobs, changes, disabled: readOnly || view === 'list' });
  const columnGhost = useColumnGhost(ghost, visits, people.length > 1);
  const [active, noteFocus, draw] = useActive(columns);
  const keys = useKeys({ visits, jobs, columns, people, place, changes, draw, disabled: readOnly });
  const open = useCallback(
    (jobId: string) => ignore(navigate({ to: '/jobs/$jobId', params: { jobId } })),
    [navigate],
  );
  const lookAt = useCallback(
    (chosen: string) => ignore(navigate({ to: '/schedule', search: { view: 'day', day: chosen } })),
    [navigate],
  );
  useOpenedYears(days[0]!);
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
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its visits take the focus; it hears of keys */}
      <div className={classes.room} onPointerDown={take} onKeyDown={keys} onFocus={noteFocus}>
        <div ref={hand} className={classes.hand} />
        <output className="visually-hidden" aria-live="polite">
          {changes.said}
        </output>
        {view === 'list' ? (
          <VisitList days={days} visits={visits} people={people} today={today} onOpen={open} />
        ) : (
          <TimeGrid
            key={view}
            columns={columns}
            people={people}
            now={now}
            today={today}
            active={active}
            ghost={columnGhost}
            onOpen={open}
            onDay={view === 'week' ? lookAt : undefined}
          />
        )}
        <Tray jobs={jobs} isTarget={ghost?.to === 'tray'} onOpen={open} />
      </div>
    </Page>
  );
}

function useRange(days: readonly string[]): { start: number; end: number } {
  const { timeZone } = useFormat();
  return useMemo(
    () => ({ start: boundsOf(days[0]!, timeZone).start, end: boundsOf(days.at(-1)!, timeZone).end }),
    [days, timeZone],
  );
}

function useColumns(
  { view, day }: Place,
  days: readonly string[],
  people: readonly Person[],
  visits: readonly ScheduledVisit[],
): Column[] {
  const { timeZone } = useFormat();
  return useMemo(() => {
    const ids = people.map(({ id }) => id);
    if (view === 'day' && ids.length > 1) return personColumns(day, ids, visits, timeZone);
    return dayColumns(days, visits, timeZone);
  }, [view, day, days, people, visits, timeZone]);
}

/** The visit that the Tab key leads to: the one that had the focus last, wherever it stands now, or else the first. */
function useActive(
  columns: readonly Column[],
): [Stand | undefined, (event: FocusEvent) => void, (stand: Stand) => void] {
  const [last, setLast] = useState<Stand>();
  const active = useMemo(() => last && standOf(columns, last), [columns, last]);
  const noteFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    const { visit, column: key } = target.dataset;
    if (visit !== undefined && key !== undefined) setLast({ visit, column: key });
  };
  return [active ?? firstStand(columns), noteFocus, setLast];
}

/** What is dragged, in its column, with whether something shown is in its way. */
function useColumnGhost(ghost: Ghost | undefined, visits: readonly ScheduledVisit[], isTeam: boolean) {
  const business = useRecord('business', 'business');
  return useMemo(() => {
    if (ghost?.to !== 'column') return undefined;
    const { key, change, except } = ghost;
    const jobs = new Set(visits.map(({ job }) => job));
    const span = { ...change, anyTime: change.anyTime || undefined };
    const conflicts = business === undefined ? [] : visitConflicts(span, jobs, business, { except, isTeam });
    return { key, change, isInTheWay: conflicts.length > 0 };
  }, [ghost, visits, business, isTeam]);
}
