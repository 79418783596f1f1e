import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import type { StorageCheck, StorageEvent } from '#renderer/vault/api.ts';

/** What came out when both copies were compared, in a sentence. */
export function useCheckWords(): (check: StorageCheck) => string {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const { dayAndTime, locale } = useFormat();
  const many = new Intl.NumberFormat(locale);
  return ({ at, rows, repaired, lost }) => {
    const found = [
      repaired > 0 && t('checkRepaired', { count: repaired, number: many.format(repaired) }),
      lost > 0 && t('checkLost', { count: lost, number: many.format(lost) }),
    ].filter(Boolean);
    const parts = t('parts', { count: rows, number: many.format(rows) });
    const result = found.length === 0 ? t('checkSame') : found.join(', ');
    return t('checked', { when: dayAndTime(at), parts, result });
  };
}

/** Why one copy had to be filled from the other, and whether anything is missing since. */
export function useEventWords({ at, what, lost }: StorageEvent): string {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const { dayAndTime, locale } = useFormat();
  const number = new Intl.NumberFormat(locale).format(lost);
  const missing = lost === 0 ? t('nothingMissing') : t('missing', { count: lost, number });
  return `${t(`event_${what}`, { when: dayAndTime(at) })} ${missing}`;
}
