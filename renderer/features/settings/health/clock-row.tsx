import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { isClockWrong, useClockWords } from '#renderer/state/clock.ts';
import { FieldRow, StateBadge } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** Whether this device's clock agrees with the relay's, and what to do where it does not. */
export function ClockRow() {
  const { t } = useTranslation('settings');
  const ahead = useSession(({ sync }) => sync.clockAhead);
  const words = useClockWords();
  if (ahead === undefined) return null;
  return (
    <FieldRow label={t('clock')}>
      <span>
        <StateBadge tone={isClockWrong(ahead) ? 'warn' : 'good'}>
          {isClockWrong(ahead) ? words.off(ahead) : t('clockRight')}
        </StateBadge>
        {isClockWrong(ahead) && <p className={classes.muted}>{words.remedy}</p>}
      </span>
    </FieldRow>
  );
}
