import { useTranslation } from 'react-i18next';
import type { JobState } from '#shared/domain/job.ts';
import { Time } from '#renderer/ui/index.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { JobRow } from '../list/job-filter.ts';
import { JobStateBadge } from '../job-state.tsx';
import classes from './job-board.module.css';

interface Column {
  key: string;
  states: JobState[];
}

/** A column holds the states that look alike to an owner. */
const columns: Column[] = [
  { key: 'created', states: ['created'] },
  { key: 'scheduled', states: ['scheduled'] },
  { key: 'underWay', states: ['enRoute', 'inProgress'] },
  { key: 'completed', states: ['completed'] },
  { key: 'invoiced', states: ['invoiced'] },
];

/** For who has no key for the money: work that is done, whatever became of it. */
const columnsOfWork: Column[] = [
  ...columns.slice(0, 3),
  { key: 'done', states: ['completed', 'invoiced', 'closed'] },
];

/** How many cards a column shows: more than an owner reads, few enough to stay fast. */
const columnLength = 60;

interface JobBoardProps {
  rows: JobRow[];
  now: number;
  onOpen: (id: string) => void;
}

/** Jobs by state, side by side. */
export function JobBoard({ rows, now, onOpen }: JobBoardProps) {
  const { t } = useTranslation('jobs');
  const shown = useAccess('money') === 'none' ? columnsOfWork : columns;
  return (
    <div className={classes.board}>
      {shown.map(({ key, states }) => {
        const only = states.length === 1 ? states[0] : undefined;
        const own = rows.filter(({ job }) => states.includes(job.state));
        return (
          <section key={key} className={classes.column} aria-label={t(`board.${key}`)}>
            <h2 className={classes.heading}>
              {t(`board.${key}`)} <span className={classes.count}>{own.length}</span>
            </h2>
            <ul className={classes.cards}>
              {own.slice(0, columnLength).map((row) => (
                <li key={row.id}>
                  <JobCard row={row} now={now} only={only} onOpen={onOpen} />
                </li>
              ))}
            </ul>
            {own.length > columnLength && (
              <p className={classes.more}>{t('moreInList', { count: own.length - columnLength })}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

interface JobCardProps extends Omit<JobBoardProps, 'rows'> {
  row: JobRow;
  /** The column's state, where it holds one only. */
  only: JobState | undefined;
}

function JobCard({ row, now, only, onOpen }: JobCardProps) {
  const format = useFormat();
  return (
    <button type="button" className={classes.card} onClick={() => onOpen(row.id)}>
      <span className={classes.title} dir="auto">
        {row.job.title}
      </span>
      <span className={classes.line} dir="auto">
        {row.contactName}
      </span>
      <span className={classes.line}>
        {row.at !== undefined && (
          <Time title={format.full(row.at)}>{format.visit({ start: row.at, anyTime: row.anyTime })}</Time>
        )}
        <JobStateBadge job={row.job} now={now} known={only} />
      </span>
    </button>
  );
}
