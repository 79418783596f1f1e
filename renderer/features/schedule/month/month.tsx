import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { colourOf } from '../grid/colours.ts';
import { useBlockWords } from '../ground/use-block-words.ts';
import type { GroundOf } from '../ground/use-ground.ts';
import { type Column, dayColumns } from '../layout/columns.ts';
import { Mark } from '../mark.tsx';
import type { Person } from '../use-people.ts';
import { useVisitWords } from '../use-visit-words.ts';
import type { ScheduledVisit } from '../use-visits.ts';
import classes from './month.module.css';

interface MonthProps {
  /** Whole weeks. */
  days: readonly string[];
  /** Of which month, by one of its days. */
  day: string;
  today: string;
  visits: readonly ScheduledVisit[];
  people: readonly Person[];
  /** Whose days are shown; everybody's where it is left out. */
  who: string | undefined;
  groundOf: GroundOf;
  onOpen: (jobId: string) => void;
  onDay: (day: string) => void;
}

/** So many lines a day shows; what is more is a number that leads to the day. */
const mostLines = 4;

/** A month in weeks, each day with its first visits, what is celebrated, and who is away. */
export function Month({ days, day, today, visits, people, who, groundOf, onOpen, onDay }: MonthProps) {
  const { t } = useTranslation('schedule');
  const { locale, timeZone } = useFormat();
  const columns = useMemo(() => dayColumns(days, visits, timeZone), [days, visits, timeZone]);
  const weekday = useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' });
    return (of: string) => format.format(new Date(`${of}T12:00:00Z`));
  }, [locale]);
  const weeks = Array.from({ length: columns.length / 7 }, (_, index) =>
    columns.slice(index * 7, index * 7 + 7),
  );
  return (
    <div className={classes.scroller}>
      <table className={classes.month} aria-label={t('views.month')}>
        <thead>
          <tr>
            {days.slice(0, 7).map((each) => (
              <th key={each} scope="col">
                {weekday(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.day}>
              {week.map((column) => (
                <DayCell
                  key={column.day}
                  column={column}
                  isOther={column.day.slice(0, 7) !== day.slice(0, 7)}
                  isToday={column.day === today}
                  {...{ people, who, groundOf, onOpen, onDay }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DayCellProps extends Pick<MonthProps, 'people' | 'who' | 'groundOf' | 'onOpen' | 'onDay'> {
  column: Column;
  /** Of the month before or after. */
  isOther: boolean;
  isToday: boolean;
}

function DayCell({ column, isOther, isToday, people, who, groundOf, onOpen, onDay }: DayCellProps) {
  const { t } = useTranslation('schedule');
  const { locale } = useFormat();
  const blockWords = useBlockWords();
  const { open, holiday, allDay, isAway } = groundOf(column.day, who);
  const notes = [...(holiday === undefined ? [] : [holiday]), ...allDay.map(blockWords)];
  const sorted = column.timed.toSorted((a, b) => a.from - b.from).map(({ visit }) => visit);
  const shown = [...column.anyTime, ...sorted];
  const most = Math.max(1, mostLines - notes.length);
  const label = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' });
  const moment = new Date(`${column.day}T12:00:00Z`);
  return (
    <td
      className={classes.day}
      data-other={isOther || undefined}
      data-today={isToday || undefined}
      data-closed={open.length === 0 || isAway || undefined}
      aria-current={isToday ? 'date' : undefined}
    >
      <button
        type="button"
        className={classes.number}
        aria-label={label.format(moment)}
        onClick={() => onDay(column.day)}
      >
        {Number(column.day.slice(8))}
      </button>
      <ul>
        {notes.map((words, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two of them may read alike, and none has a state
          <li key={index} className={classes.note} title={words} dir="auto">
            {words}
          </li>
        ))}
        {shown.slice(0, most).map((visit) => (
          <li key={visit.id}>
            <MonthVisit visit={visit} people={people} onOpen={onOpen} />
          </li>
        ))}
        {shown.length > most && (
          <li>
            <button type="button" className={classes.more} onClick={() => onDay(column.day)}>
              {t('more', { count: shown.length - most })}
            </button>
          </li>
        )}
      </ul>
    </td>
  );
}

interface MonthVisitProps {
  visit: ScheduledVisit;
  people: readonly Person[];
  onOpen: (jobId: string) => void;
}

function MonthVisit({ visit, people, onOpen }: MonthVisitProps) {
  const { time } = useFormat();
  const words = useVisitWords(people);
  const begins = visit.anyTime ? undefined : time(visit.start);
  const whole = [words.whole(visit, begins), words.conflicts(visit)].filter(Boolean).join('. ');
  return (
    <button
      type="button"
      className={classes.visit}
      style={colourOf(visit.staffIds, people)}
      data-conflict={visit.conflicts.length > 0 || undefined}
      title={whole}
      aria-label={whole}
      onClick={() => onOpen(visit.job.id)}
    >
      <Mark mark={visit.mark} /> {begins !== undefined && <time>{begins}</time>}{' '}
      <span dir="auto">{words.customer(visit)}</span>
    </button>
  );
}
