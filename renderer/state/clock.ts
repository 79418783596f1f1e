import { useTranslation } from 'react-i18next';

/** Beyond this (ms) a device's clock does harm: messages stand out of order, dates are a day off. */
const tolerance = 2 * 60_000;

export function isClockWrong(ahead: number | undefined): boolean {
  return ahead !== undefined && Math.abs(ahead) > tolerance;
}

/** How wrong the clock is and what to do, in words. */
export function useClockWords(): { off(ahead: number): string; remedy: string } {
  const { t, i18n } = useTranslation('ui');
  return {
    off: (ahead) =>
      t(ahead > 0 ? 'clockAhead' : 'clockBehind', { time: spanOf(Math.abs(ahead), i18n.language) }),
    remedy: t('clockRemedy'),
  };
}

/** Minutes up to two hours, then hours, then days: as one would say it. */
function spanOf(milliseconds: number, language: string): string {
  const minutes = milliseconds / 60_000;
  const [value, unit] =
    minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, style).format(value);
}
