import { type CSSProperties, memo, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { Column } from '../layout/columns.ts';
import { DayNotes } from '../ground/ground.tsx';
import { type GroundOf, opensAt } from '../ground/use-ground.ts';
import type { Person } from '../use-people.ts';
import { useVisitWords } from '../use-visit-words.ts';
import { ColumnHead } from './column-head.tsx';
import { dropAttributes } from '../change/spots.ts';
import type { Stand } from '../layout/walk.ts';
import { type ColumnGhost, Ghost } from './ghost.tsx';
import { DayColumn } from './day-column.tsx';
import { minuteHeight, useInView, widthOf } from './use-in-view.ts';
import { VisitBlock } from './visit-block.tsx';
import classes from './grid.module.css';

interface TimeGridProps {
  columns: readonly Column[];
  people: readonly Person[];
  now: number;
  today: string;
  /** The visit that the Tab key leads to: drawn also where it is out of view. */
  active: Stand | undefined;
  /** Where something would go, by its column. */
  ghost: (ColumnGhost & { key: string }) | undefined;
  groundOf: GroundOf;
  onOpen: (jobId: string) => void;
  /** Opens what takes a time. */
  onBlock: (id: string) => void;
  /** Looks at one of the days alone. */
  onDay: ((day: string) => void) | undefined;
}

/** Where neither hours nor visits say when work begins, in minutes since midnight. */
const usualBeginning = 8 * 60;
const hours = Array.from({ length: 23 }, (_, index) => index + 1);

/** Columns of days or people, from midnight to midnight, with the visits where they take place. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, people, now, today, active, ghost, groundOf, onOpen, onBlock, onDay } = props;
  const { t } = useTranslation('schedule');
  const words = useVisitWords(people);
  const [scroller, beginsAt] = useBeginning(columns, groundOf);
  const inView = useInView(scroller, columns, beginsAt);
  const least = columns.map((column) => `${widthOf(column)}px`);
  const sizes = {
    '--template': least.map((width) => `minmax(${width}, 1fr)`).join(' '),
    '--width': least.join(' + '),
    '--minute': `${minuteHeight}px`,
  };
  const shared = { people, words, onOpen };
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
      <div className={classes.grid} style={sizes as CSSProperties}>
        <div className={classes.corner} />
        {columns.map((column) => (
          <ColumnHead
            key={column.key}
            day={column.day}
            person={column.person}
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
            <DayNotes day={column.day} person={column.person} groundOf={groundOf} onBlock={onBlock} />
            {column.anyTime.map((visit) => (
              <li key={visit.id}>
                <VisitBlock
                  visit={visit}
                  column={column.key}
                  isActive={active?.column === column.key && active.visit === visit.id}
                  {...shared}
                />
              </li>
            ))}
            {ghost?.key === column.key && ghost.change.anyTime && (
              <li>
                <Ghost change={ghost.change} isInTheWay={ghost.isInTheWay} />
              </li>
            )}
          </ul>
        ))}
        <HourAxis />
        {columns.map((column, index) => (
          <DayColumn
            key={column.key}
            column={column}
            inView={inView[index]!}
            groundOf={groundOf}
            onBlock={onBlock}
            now={column.day === today ? now : undefined}
            active={active?.column === column.key ? active.visit : undefined}
            kept={active?.visit}
            ghost={ghost?.key === column.key && !ghost.change.anyTime ? ghost : undefined}
            {...shared}
          />
        ))}
      </div>
    </section>
  );
}

const HourAxis = memo(function HourAxis() {
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
});

/** What scrolls, and the minute at which these days begin, where work or their earliest visit begins: the night is above. */
function useBeginning(
  columns: readonly Column[],
  groundOf: GroundOf,
): [RefObject<HTMLElement | null>, number] {
  const scroller = useRef<HTMLElement>(null);
  const isKnown = useRecord('business', 'business') !== undefined;
  const days = columns.map(({ day }) => day);
  const of = `${days[0]} ${days.at(-1)}`;
  const [begun, setBegun] = useState<{ of: string; minute: number }>();
  // While they are looked at, where they have begun is left to who looks.
  if (isKnown && begun?.of !== of) setBegun({ of, minute: beginningOf(columns, opensAt(groundOf, days)) });
  useLayoutEffect(() => {
    if (begun !== undefined && scroller.current !== null)
      scroller.current.scrollTop = begun.minute * minuteHeight;
  }, [begun]);
  return [scroller, begun?.minute ?? 0];
}

function beginningOf(columns: readonly Column[], opens: number | undefined): number {
  const begins = columns.flatMap(({ timed }) => timed.map(({ from }) => from));
  return Math.max(0, Math.min(...begins, opens ?? usualBeginning) - 20);
}
