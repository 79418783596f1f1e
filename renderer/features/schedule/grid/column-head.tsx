import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { Column } from '../layout/columns.ts';
import type { Person } from '../use-people.ts';
import classes from './grid.module.css';

interface ColumnHeadProps {
  day: Column['day'];
  person: Column['person'];
  people: readonly Person[];
  isToday: boolean;
  onDay: ((day: string) => void) | undefined;
}

/** Which day a column is, or whose. */
export const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { day, person, people, isToday, onDay } = props;
  const { t } = useTranslation('schedule');
  const { locale } = useFormat();
  if (person !== undefined) {
    const index = people.findIndex(({ id }) => id === person);
    const known = people[index];
    return (
      <div className={classes.head} title={known?.name}>
        {known !== undefined && (
          <span className={classes.dot} style={{ '--hue': known.hue } as CSSProperties} aria-hidden />
        )}
        <span className={classes.headName} dir="auto">
          {known?.name ?? t('nobody')}
        </span>
      </div>
    );
  }
  const moment = new Date(`${day}T12:00:00Z`);
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(moment);
  const words = (
    <>
      <span>{write({ weekday: 'short' })}</span> <strong>{write({ day: 'numeric' })}</strong>
    </>
  );
  const label = write({ weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <div
      className={classes.head}
      data-today={isToday || undefined}
      aria-current={isToday ? 'date' : undefined}
    >
      {onDay === undefined ? (
        <span title={label}>{words}</span>
      ) : (
        <button type="button" className={classes.headDay} onClick={() => onDay(day)}>
          <span aria-hidden>{words}</span>
          <span className="visually-hidden">{label}</span>
        </button>
      )}
    </div>
  );
});
