import { useVisitWords } from '../use-visit-words.ts';
import type { Change } from '../use-visits.ts';
import classes from './block.module.css';

/** Where it goes in a column, and whether something is in its way there. */
export interface ColumnGhost {
  change: Required<Change>;
  isInTheWay: boolean;
}

/** Where what is dragged would go. */
export function Ghost({ change, isInTheWay }: ColumnGhost) {
  const words = useVisitWords([]);
  return (
    <div className={classes.ghost} data-ghost data-conflict={isInTheWay || undefined} aria-hidden>
      {words.when(change)}
    </div>
  );
}
