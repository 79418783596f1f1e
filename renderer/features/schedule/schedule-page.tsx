import { type FocusEvent, useCallback, useMemo, useState } from 'react';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { boundsOf, momentAt } from '#shared/domain/local-time.ts';
import { firstWeekday } from '#shared/domain/week.ts';
import { longestWay, visitConflicts } from '#shared/domain/visit-conflicts.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Page } from '#renderer/ui/index.ts';
import { openAddForm } from '#renderer/state/add-form.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useConflictRules } from '#renderer/state/visit-conflicts.ts';
import { useChanges } from './change/use-changes.ts';
import { type Ghost, useDrag } from './change/use-drag.ts';
import { useKeys } from './change/use-keys.ts';
import { ReadFile } from './calendar-file/read-file.tsx';
import { CalendarsDialog } from './calendars/calendars-dialog.tsx';
import { PhoneDialog } from './calendars/phone-dialog.tsx';
import { saveCalendarFile } from './calendar-file/save-file.ts';
import { FindTime } from './find/find-time.tsx';
import { GoogleAsks } from './google/google-asks.tsx';
import { BlockDialog, type BlockWanted } from './ground/block-dialog.tsx';
import { type GroundOf, useGround } from './ground/use-ground.ts';
import { TimeGrid } from './grid/time-grid.tsx';
import { type Column, dayColumns, personColumns } from './layout/columns.ts';
import { daysOf } from './layout/days.ts';
import { firstStand, type Stand, standOf } from './layout/walk.ts';
import { VisitList } from './list/visit-list.tsx';
import { MoreMenu } from './more-menu.tsx';
import { usePrintRun } from './print/use-print-run.ts';
import { Month } from './month/month.tsx';
import { Toolbar } from './toolbar.tsx';
import { Tray } from './tray/tray.tsx';
import { useOpenedYears } from './use-opened-years.ts';
import { type Person, usePeople } from './use-people.ts';
import { type Place, usePlace } from './use-place.ts';
import { type ScheduledVisit, useUnscheduled, useVisits } from './use-visits.ts';
import classes from './schedule.module.css';

/** Who goes where and when: a month, a week, a day with a column for each person, or a list. Route `/schedule`. */
export function SchedulePage() {
  const { t } = useTranslation('schedule');
  const navigate = useNavigate();
  const now = useNow();
  const everybody = usePeople();
  const isTeam = everybody.length > 1;
  const place = usePlace(now, isTeam);
  const { view, day, who } = place;
  const { locale } = useFormat();
  const days = useMemo(() => daysOf(view, day, firstWeekday(locale)), [view, day, locale]);
  const changes = useChanges(everybody, who);
  const visits = useShown(useVisits(useRange(days), now, isTeam, changes.pending), who);
  const jobs = useUnscheduled();
  const columns = useColumns(place, days, everybody, visits);
  const readOnly = useAccess('work') !== 'write';
  const [blocking, setBlocking] = useState<BlockWanted>();
  const [isFinding, setFinding] = useState(false);
  const isGrid = view === 'week' || view === 'day';
  const { ghost, take, hand } = useDrag({
    visits,
    jobs,
    changes,
    onDrawn: (drawn) => setBlocking({ ...drawn, staffId: drawn.staffId ?? who }),
    disabled: readOnly || !isGrid,
  });
  const [active, noteFocus, draw] = useActive(columns);
  const keys = useKeys({
    visits,
    jobs,
    columns,
    people: everybody,
    place,
    changes,
    draw,
    disabled: readOnly,
  });
  const open = useCallback(
    (jobId: string) => ignore(navigate({ to: '/jobs/$jobId', params: { jobId } })),
    [navigate],
  );
  useOpenedYears(days[0]!);
  const hour = useNextHour(day);
  const [isReading, setReading] = useState(false);
  const [dialog, setDialog] = useState<'calendars' | 'phone'>();
  const closeDialog = () => setDialog(undefined);
  const print = usePrintRun(everybody, day, who);
  return (
    <Page
      title={t('title')}
      wide
      filters={
        <Toolbar
          place={place}
          days={days}
          people={everybody}
          readOnly={readOnly}
          onFind={() => setFinding(true)}
          onBlock={() => setBlocking({ ...hour, anyTime: false, staffId: who })}
          more={
            <MoreMenu
              readOnly={readOnly}
              onPrint={print}
              onSave={() => saveCalendarFile(`schedule-${days[0]}.ics`, visits)}
              onRead={() => setReading(true)}
              onCalendars={() => setDialog('calendars')}
              onPhone={() => setDialog('phone')}
            />
          }
        />
      }
      action={{
        label: t('addJob'),
        onClick: () => openAddForm('job'),
        icon: <IconPlus size={16} stroke={1.5} />,
        readOnly,
      }}
    >
      <GoogleAsks />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its visits take the focus; it hears of keys */}
      <div className={classes.room} onPointerDown={take} onKeyDown={keys} onFocus={noteFocus}>
        <div ref={hand} className={classes.hand} />
        <output className="visually-hidden" aria-live="polite">
          {changes.said}
        </output>
        <Shown
          {...{ place, days, visits, columns, now, active, ghost, people: everybody }}
          onOpen={open}
          onBlock={setBlocking}
        />
        <Tray jobs={jobs} isTarget={ghost?.to === 'tray'} onOpen={open} />
      </div>
      <BlockDialog
        wanted={blocking}
        people={everybody}
        readOnly={readOnly}
        onClose={() => setBlocking(undefined)}
      />
      <ReadFile opened={isReading} people={everybody} onClose={() => setReading(false)} />
      <CalendarsDialog opened={dialog === 'calendars'} people={everybody} onClose={closeDialog} />
      <PhoneDialog opened={dialog === 'phone'} people={everybody} onClose={closeDialog} />
      <FindTime
        opened={isFinding}
        day={day}
        jobs={jobs}
        readOnly={readOnly}
        onPlan={(job, change) => ignore(changes.schedule(job, change))}
        onDay={(chosen) => place.go({ view: 'day', day: chosen })}
        onClose={() => setFinding(false)}
      />
    </Page>
  );
}

interface ShownProps {
  place: Place;
  days: readonly string[];
  visits: readonly ScheduledVisit[];
  columns: readonly Column[];
  people: readonly Person[];
  now: number;
  active: Stand | undefined;
  ghost: Ghost | undefined;
  onOpen: (jobId: string) => void;
  onBlock: (wanted: BlockWanted) => void;
}

/** The visits, in the way that was chosen. */
function Shown({ place, days, visits, columns, people, now, active, ghost, onOpen, onBlock }: ShownProps) {
  const navigate = useNavigate();
  const { view, day, today, who } = place;
  const groundOfAny = useGround();
  const groundOf = useCallback<GroundOf>(
    (of, person) => groundOfAny(of, person === undefined ? who : person),
    [groundOfAny, who],
  );
  const columnGhost = useColumnGhost(ghost, visits, people.length > 1);
  const lookAt = useCallback(
    (chosen: string) => ignore(navigate({ to: '/schedule', search: { view: 'day', day: chosen, who } })),
    [navigate, who],
  );
  const openBlock = useCallback((id: string) => onBlock({ id }), [onBlock]);
  if (view === 'list')
    return <VisitList days={days} visits={visits} people={people} today={today} onOpen={onOpen} />;
  if (view === 'month')
    return <Month {...{ days, day, today, visits, people, who, groundOf, onOpen }} onDay={lookAt} />;
  return (
    <TimeGrid
      key={view}
      {...{ columns, people, now, today, active, groundOf, onOpen }}
      ghost={columnGhost}
      onBlock={openBlock}
      onDay={view === 'week' ? lookAt : undefined}
    />
  );
}

/** Those of one person, or all. */
function useShown(visits: ScheduledVisit[], who: string | undefined): ScheduledVisit[] {
  return useMemo(
    () => (who === undefined ? visits : visits.filter(({ staffIds }) => staffIds.includes(who))),
    [visits, who],
  );
}

/** The hour that a block begins with where none was drawn: the ninth of a day. */
function useNextHour(day: string): { start: number; end: number } {
  const { timeZone } = useFormat();
  const start = momentAt(day, 9 * 60, timeZone);
  return { start, end: start + 3_600_000 };
}

function useRange(days: readonly string[]): { start: number; end: number } {
  const { timeZone } = useFormat();
  return useMemo(
    () => ({ start: boundsOf(days[0]!, timeZone).start, end: boundsOf(days.at(-1)!, timeZone).end }),
    [days, timeZone],
  );
}

function useColumns(
  { view, day, who }: Place,
  days: readonly string[],
  people: readonly Person[],
  visits: readonly ScheduledVisit[],
): Column[] {
  const { timeZone } = useFormat();
  return useMemo(() => {
    if (view !== 'week' && view !== 'day') return [];
    const ids = people.map(({ id }) => id).filter((id) => who === undefined || id === who);
    if (view === 'day' && people.length > 1 && who !== undefined)
      return personColumns(day, ids, visits, timeZone).slice(0, 1);
    if (view === 'day' && ids.length > 1) return personColumns(day, ids, visits, timeZone);
    return dayColumns(days, visits, timeZone);
  }, [view, day, who, days, people, visits, timeZone]);
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
  const rules = useConflictRules();
  return useMemo(() => {
    if (ghost?.to !== 'column') return undefined;
    const { key, change, except, job } = ghost;
    const [from, to] = [change.start - longestWay, change.end + longestWay];
    const near = visits.filter(({ start, end }) => start < to && from < end);
    const jobs = new Set(near.map(({ job: other }) => other));
    const span = { ...change, anyTime: change.anyTime || undefined };
    const conflicts = rules === undefined ? [] : visitConflicts(span, jobs, rules, { except, isTeam, job });
    return { key, change, isInTheWay: conflicts.length > 0 };
  }, [ghost, visits, rules, isTeam]);
}
