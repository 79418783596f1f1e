import { memo } from 'react';
import type { Column } from '../layout/columns.ts';
import { Mark } from '../mark.tsx';
import type { Person } from '../use-people.ts';
import type { VisitWords } from '../use-visit-words.ts';
import type { ScheduledVisit } from '../use-visits.ts';
import { colourOf } from './colours.ts';
import classes from './block.module.css';

interface VisitBlockProps {
  visit: ScheduledVisit;
  /** The key of its column. */
  column: Column['key'];
  people: readonly Person[];
  words: VisitWords;
  /** So many lines of text fit. */
  lines?: number;
  /** The one that the Tab key leads to. */
  isActive: boolean;
  onOpen: (jobId: string) => void;
}

/**
 * A visit in its column: the colour is the person, the sign is how it stands, hatched is what is in its way. Spaces keep
 * its lines apart for those who read them by name.
 */
export const VisitBlock = memo(function VisitBlock(props: VisitBlockProps) {
  const { visit, column, people, words, lines = 1, isActive, onOpen } = props;
  const conflicts = words.conflicts(visit);
  const whole = [words.whole(visit), conflicts].filter(Boolean).join('. ');
  return (
    <button
      type="button"
      className={classes.block}
      style={colourOf(visit.staffIds, people)}
      tabIndex={isActive ? 0 : -1}
      data-visit={visit.id}
      data-column={column}
      data-done={visit.mark === 'done' || undefined}
      data-conflict={visit.conflicts.length > 0 || undefined}
      title={whole}
      aria-label={whole}
      onClick={() => onOpen(visit.job.id)}
    >
      <span className={classes.first}>
        <Mark mark={visit.mark} />{' '}
        <span className={classes.name} dir="auto">
          {words.customer(visit)}
        </span>
      </span>{' '}
      {lines > 1 && (
        <span className={classes.line} dir="auto">
          {visit.job.title}
        </span>
      )}{' '}
      {lines > 2 && <span className={classes.when}>{words.promised(visit) ?? words.when(visit)}</span>}{' '}
      {lines > 3 && visit.town !== undefined && (
        <span className={classes.line} dir="auto">
          {visit.town}
        </span>
      )}
      {visit.isOpen && !visit.anyTime && <span className={classes.grip} data-grip />}
    </button>
  );
});
