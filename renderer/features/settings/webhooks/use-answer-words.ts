import { useTranslation } from 'react-i18next';
import type { WebhookAttempt } from '#shared/domain/webhook.ts';

/** Says what a receiver answered, or what stood in the way. */
export function useAnswerWords() {
  const { t } = useTranslation('webhooks');
  return ({ status, why }: Pick<WebhookAttempt, 'status' | 'why'>): string => {
    if (status === undefined) return t(`why.${why ?? 'unknown'}`);
    return status >= 200 && status < 300 ? t('took', { status }) : t('answered', { status });
  };
}
