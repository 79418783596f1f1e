import { useTranslation } from 'react-i18next';
import type { VaultApi } from '#renderer/vault/api.ts';

/** What the browser says after signing in, and what stands in a calendar, in the owner's language. */
export function useGoogleWords(): Parameters<VaultApi['beginGoogle']>[0]['words'] {
  const { t } = useTranslation('google');
  return {
    done: t('browserDone'),
    refused: t('browserRefused'),
    busy: t('eventBusy'),
    blocked: t('eventBlocked'),
    closed: t('eventClosed'),
    name: t('calendarName'),
  };
}
