import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import type { Numbers } from './numbers.ts';
import type { Today } from './use-today.ts';
import classes from './today.module.css';

/** The numbers that matter today, each the way to its list. */
export function NumbersRow({ numbers, debts, now }: Pick<Today, 'numbers' | 'debts' | 'now'>) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const { unanswered, unbilled, nextVisit } = numbers;
  return (
    <nav className={classes.numbers} aria-label={t('numbers')}>
      {debts !== undefined && (
        <>
          <NumberLink label={t('number.owed')} value={format.sums(debts.owed)} to="/money" show="unpaid" />
          <NumberLink
            label={t('number.late')}
            value={format.sums(debts.late)}
            to="/money"
            show="overdue"
            isBad={debts.late.length > 0}
          />
        </>
      )}
      {unanswered !== undefined && (
        <NumberLink
          label={t('number.unanswered')}
          value={unanswered.toLocaleString(format.locale)}
          to="/inbox"
          show="waiting"
        />
      )}
      {unbilled !== undefined && (
        <NumberLink
          label={t('number.unbilled', { count: unbilled.count })}
          value={format.sums(unbilled.sums)}
          to="/jobs"
          show="toInvoice"
        />
      )}
      {nextVisit !== undefined && <NextVisit visit={nextVisit.visit} now={now} />}
    </nav>
  );
}

interface NumberLinkProps {
  label: string;
  value: string;
  to: '/money' | '/inbox' | '/jobs';
  /** Which records the list shows. */
  show: string;
  isBad?: boolean;
}

function NumberLink({ label, value, to, show, isBad }: NumberLinkProps) {
  return <NumberCard label={label} value={value} isBad={isBad} way={{ to, search: { show } }} />;
}

interface NextVisitProps {
  visit: NonNullable<Numbers['nextVisit']>['visit'];
  now: number;
}

function NextVisit({ visit, now }: NextVisitProps) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const name = useRecord('contacts', visit?.contactId)?.name;
  if (visit === undefined)
    return (
      <NumberCard
        label={t('number.nextVisit')}
        value={t('number.noVisit')}
        way={{ to: '/jobs', search: {} }}
      />
    );
  const { jobId, start, anyTime } = visit;
  const isToday = format.isSameDay(start, now);
  const time = anyTime ? undefined : format.time(start);
  return (
    <NumberCard
      label={[t('number.nextVisit'), isToday ? undefined : time, name].filter(Boolean).join(' · ')}
      value={(isToday ? time : undefined) ?? format.day(start)}
      way={{ to: '/jobs/$jobId', params: { jobId } }}
    />
  );
}

interface NumberCardProps {
  label: string;
  value: string;
  isBad?: boolean | undefined;
  way: Pick<LinkProps, 'to' | 'search' | 'params'>;
}

function NumberCard({ label, value, isBad, way }: NumberCardProps) {
  return (
    <Link {...way} className={classes.number}>
      <span className={classes.numberLabel} dir="auto" title={label}>
        {label}
      </span>
      <span className={classes.numberValue} data-bad={isBad || undefined} title={value}>
        {value}
      </span>
    </Link>
  );
}
