import { type CSSProperties, type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { Column } from '../layout/columns.ts';
import { openMinutes } from '../layout/days.ts';
import type { Person } from '../use-people.ts';
import { ColumnHead } from './column-head.tsx';
import { dropAttributes } from '../change/spots.ts';
import type { Stand } from '../layout/walk.ts';
import { type ColumnGhost, Ghost } from './ghost.tsx';
import { DayColumn } from './day-column.tsx';
import { VisitBlock } from './visit-block.tsx';
import classes from './grid.module.css';

interface TimeGridProps {
  columns: readonly Column[];
  people: readonly Person[];
  now: number;
  today: string;
  /** The visit that the Tab key leads to. */
  active: Stand | undefined;
  /** Where something would go, by its column. */
  ghost: (ColumnGhost & { key: string }) | undefined;
  onOpen: (jobId: string) => void;
  /** Looks at one of the days alone. */
  onDay: ((day: string) => void) | undefined;
}

/** What stands beside each other needs so much room to be told apart, in px. */
const laneWidth = 56;
/** Where neither hours nor visits say when work begins, in minutes since midnight. */
const usualBeginning = 8 * 60;
const hours = Array.from({ length: 23 }, (_, index) => index + 1);

/** Columns of days or people, from midnight to midnight, with the visits where they take place. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, people, now, today, active, ghost, onOpen, onDay } = props;
  const { t } = useTranslation('schedule');
  const scroller = useBeginning(columns);
  const least = columns.map(({ lanes }) => `max(var(--least), ${lanes * laneWidth}px)`);
  const widths = {
    '--template': least.map((width) => `minmax(${width}, 1fr)`).join(' '),
    '--width': least.join(' + '),
  };
  const shared = { people, onOpen };
  return (
    <section
      ref={scroller}
      className={classes.scroller}
      aria-label={t('grid')}
      data-scrolls
      // What scrolls can be scrolled by keyboard, also where no visit takes the focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={active === undefined ? 0 : undefined}
    >
      <div className={classes.grid} style={widths as CSSProperties}>
        <div className={classes.corner} />
        {columns.map((column) => (
          <ColumnHead
            key={column.key}
            column={column}
            people={people}
            isToday={column.day === today}
            onDay={onDay}
          />
        ))}
        <div className={classes.anyTimeLabel}>{t('anyTime')}</div>
        {columns.map((column) => (
          <ul
            key={column.key}
            className={classes.anyTime}
            aria-label={t('anyTime')}
            {...dropAttributes('any', column)}
          >
            {column.anyTime.map((visit) => (
              <li key={visit.id}>
                <VisitBlock
                  visit={visit}
                  column={column}
                  isActive={active?.column === column.key && active.visit === visit.id}
                  {...shared}
                />
              </li>
            ))}
            {ghost?.key === column.key && ghost.change.anyTime && (
              <li>
                <Ghost {...ghost} />
              </li>
            )}
          </ul>
        ))}
        <HourAxis />
        {columns.map((column) => (
          <DayColumn
            key={column.key}
            column={column}
            now={column.day === today ? now : undefined}
            active={active?.column === column.key ? active.visit : undefined}
            ghost={ghost?.key === column.key && !ghost.change.anyTime ? ghost : undefined}
            {...shared}
          />
        ))}
      </div>
    </section>
  );
}

function HourAxis() {
  const { locale } = useFormat();
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' });
  return (
    <div className={classes.axis} aria-hidden>
      {hours.map((hour) => (
        <span key={hour} style={{ '--from': hour * 60 } as CSSProperties}>
          {format.format(hour * 3_600_000)}
        </span>
      ))}
    </div>
  );
}

/** What scrolls, which begins where work begins: the night is above. */
function useBeginning(columns: readonly Column[]): RefObject<HTMLElement | null> {
  const scroller = useRef<HTMLElement>(null);
  const opening = useRecord('business', 'business')?.hours;
  const isBegun = useRef(false);
  useLayoutEffect(() => {
    if (isBegun.current || opening === undefined || scroller.current === null) return;
    isBegun.current = true;
    const opens = columns.flatMap(({ day }) => openMinutes(opening, day).map(({ from }) => from));
    const begins = columns.flatMap(({ timed }) => timed.map(({ from }) => from));
    const first = Math.min(...(opens.length > 0 ? opens : [...begins, usualBeginning]));
    const column = scroller.current.querySelector('[data-minutes]');
    const minute = (column?.getBoundingClientRect().height ?? 0) / 1440;
    scroller.current.scrollTop = Math.max(0, first - 20) * minute;
  }, [columns, opening]);
  return scroller;
}
