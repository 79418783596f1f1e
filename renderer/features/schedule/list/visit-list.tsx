import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { colourOf } from '../grid/colours.ts';
import { useColumnName } from '../grid/use-column-name.ts';
import { dayColumns } from '../layout/columns.ts';
import { Mark } from '../mark.tsx';
import type { Person } from '../use-people.ts';
import { useVisitWords } from '../use-visit-words.ts';
import type { ScheduledVisit } from '../use-visits.ts';
import classes from './visit-list.module.css';

interface VisitListProps {
  days: readonly string[];
  visits: readonly ScheduledVisit[];
  people: readonly Person[];
  today: string;
  onOpen: (jobId: string) => void;
}

/** The visits of the coming days, one a line under their days. */
export function VisitList({ days, visits, people, today, onOpen }: VisitListProps) {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const nameOf = useColumnName(people);
  const filled = dayColumns(days, visits, timeZone).filter(
    ({ timed, anyTime }) => timed.length + anyTime.length > 0,
  );
  return (
    <div className={classes.list}>
      {filled.length === 0 && <EmptyState title={t('nothingTitle')} text={t('nothingText')} />}
      {filled.map((column) => (
        <section key={column.day} aria-label={nameOf(column)}>
          <h3 className={classes.day} data-today={column.day === today || undefined}>
            {nameOf(column)}
            {column.day === today && ` · ${t('today')}`}
          </h3>
          <ul>
            {[...column.anyTime, ...column.timed.map(({ visit }) => visit)].map((visit) => (
              <li key={visit.id}>
                <Line visit={visit} people={people} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  visit: ScheduledVisit;
  people: readonly Person[];
  onOpen: (jobId: string) => void;
}

function Line({ visit, people, onOpen }: LineProps) {
  const { t } = useTranslation('schedule');
  const words = useVisitWords(people);
  const conflicts = words.conflicts(visit);
  return (
    <button type="button" className={classes.line} onClick={() => onOpen(visit.job.id)}>
      <span className={classes.stripe} style={colourOf(visit.staffIds, people)} />
      <time className={classes.when}>{words.when(visit)}</time>
      <span className={classes.what} title={`${visit.customer ?? t('unknownCustomer')} · ${visit.job.title}`}>
        <strong dir="auto">{visit.customer ?? t('unknownCustomer')}</strong>
        <span dir="auto">{visit.job.title}</span>
      </span>
      <span className={classes.side}>
        {conflicts !== '' && (
          <span className={classes.conflict} title={conflicts}>
            {conflicts}
          </span>
        )}
        <Mark mark={visit.mark} withWord />
        <span dir="auto">{words.who(visit)}</span>
      </span>
    </button>
  );
}
