import { type CSSProperties, memo } from 'react';
import { wallMinutes } from '#shared/domain/local-time.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { Column } from '../layout/columns.ts';
import { Ground, spanStyle } from '../ground/ground.tsx';
import type { GroundOf } from '../ground/use-ground.ts';
import { spanOn } from '../layout/lanes.ts';
import { dropAttributes } from '../change/spots.ts';
import { type ColumnGhost, Ghost } from './ghost.tsx';
import type { Person } from '../use-people.ts';
import type { VisitWords } from '../use-visit-words.ts';
import { useColumnName } from './use-column-name.ts';
import { type InView, isInView } from './use-in-view.ts';
import { VisitBlock } from './visit-block.tsx';
import classes from './grid.module.css';

interface DayColumnProps {
  column: Column;
  people: readonly Person[];
  words: VisitWords;
  groundOf: GroundOf;
  inView: InView;
  /** Of today. */
  now: number | undefined;
  /** The visit of it that the Tab key leads to. */
  active: string | undefined;
  /** A visit that is drawn wherever it stands, because it has the focus. */
  kept: string | undefined;
  /** What would go here. */
  ghost: ColumnGhost | undefined;
  onOpen: (jobId: string) => void;
  onBlock: (id: string) => void;
}

/** One column from midnight to midnight. */
export const DayColumn = memo(function DayColumn(props: DayColumnProps) {
  const { column, people, words, groundOf, inView, now, active, kept, ghost, onOpen, onBlock } = props;
  const { timeZone } = useFormat();
  const name = useColumnName(people)(column);
  const drawn = column.timed.filter((each) => each.visit.id === kept || isInView(each, inView));
  const goes = ghost && spanOn(column.day, ghost.change, timeZone);
  return (
    <div className={classes.column} data-minutes {...dropAttributes('time', column)}>
      <Ground day={column.day} person={column.person} groundOf={groundOf} onBlock={onBlock} />
      <ul aria-label={name} className={classes.visits}>
        {drawn.map(({ visit, from, to, lane, lanes }) => (
          <li
            key={visit.id}
            style={{ ...spanStyle({ from, to }), '--lane': lane, '--lanes': lanes } as CSSProperties}
          >
            <VisitBlock
              visit={visit}
              column={column.key}
              people={people}
              words={words}
              lines={linesIn(to - from)}
              isActive={active === visit.id}
              onOpen={onOpen}
            />
          </li>
        ))}
        {goes !== undefined && ghost !== undefined && (
          <li style={{ ...spanStyle(goes), '--lane': 0, '--lanes': 1 } as CSSProperties}>
            <Ghost change={ghost.change} isInTheWay={ghost.isInTheWay} />
          </li>
        )}
      </ul>
      {now !== undefined && (
        <div
          className={classes.now}
          style={spanStyle({ from: wallMinutes(now, timeZone), to: 0 })}
          aria-hidden
        />
      )}
    </div>
  );
});

/** How many lines of text a visit of so many minutes holds. */
function linesIn(minutes: number): number {
  return Math.max(1, Math.floor((minutes - 5) / 19));
}
