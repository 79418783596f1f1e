import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import classes from './assistant.module.css';

interface ContextMeterProps {
  /** Tokens. */
  used: number;
  size: number;
  /** As the server counted them; otherwise an estimate. */
  measured: boolean;
}

/** How full a model's window is: what does not fit is refused, never dropped without a word. */
export function ContextMeter({ used, size, measured }: ContextMeterProps) {
  const { t } = useTranslation('assistant');
  const { locale } = useFormat();
  const share = size === 0 ? 0 : Math.min(100, (used / size) * 100);
  const numbers = { used: used.toLocaleString(locale), size: size.toLocaleString(locale) };
  return (
    <div className={classes.meter} title={t(measured ? 'meterMeasured' : 'meterEstimated')}>
      <Progress.Root flex={1} size="sm">
        <Progress.Section value={share} color={share > 85 ? 'red' : undefined} aria-label={t('meter')} />
      </Progress.Root>
      <span className={classes.size}>{t('meterNumbers', numbers)}</span>
    </div>
  );
}
