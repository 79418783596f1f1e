import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { daysBetween, formatDay } from '#shared/domain/day.ts';
import { useFormat } from '#renderer/state/format.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import type { RequestEntry } from './use-requests.ts';
import classes from './requests.module.css';

interface RequestLineProps {
  entry: RequestEntry;
  today: string;
  onOpen: () => void;
}

/** Who asks for what, and how many days are left. */
export function RequestLine({ entry, today, onOpen }: RequestLineProps) {
  const { t } = useTranslation('requests');
  const { locale } = useFormat();
  const { request, deadlines } = entry;
  const name = entry.name ?? t('somebody');
  const title = t('line', { kind: t(`kind.${request.kind}`), name });
  const [first] = deadlines;
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <span className={classes.name} dir="auto">
          {title}
        </span>
        <span className={classes.quiet}>
          {t('received', {
            day: formatDay(request.receivedOn, locale),
            how: t(request.meta === undefined ? `by.${request.by}` : 'byMeta'),
          })}
          {first !== undefined &&
            ` · ${t(`next.${first.what}.${first.by}`, { day: formatDay(first.day, locale) })}`}
        </span>
      </div>
      {first === undefined ? (
        <StateBadge tone="neutral">{t(`outcome.${request.outcome?.is ?? 'done'}`)}</StateBadge>
      ) : (
        <DaysLeft days={daysBetween(today, first.day)} />
      )}
      <Button size="compact-sm" variant="subtle" aria-label={t('openOne', { title })} onClick={onOpen}>
        {t('open')}
      </Button>
    </li>
  );
}

function DaysLeft({ days }: { days: number }) {
  const { t } = useTranslation('requests');
  if (days < 0) return <StateBadge tone="bad">{t('late', { count: -days })}</StateBadge>;
  return <StateBadge tone={days <= 7 ? 'warn' : 'neutral'}>{t('left', { count: days })}</StateBadge>;
}
