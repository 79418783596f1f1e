import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';

/** The words for a screen that could not be shown. */
export function Failure({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('app');
  return (
    <div role="alert">
      <EmptyState
        title={t('screenFailed')}
        text={t('screenFailedText')}
        action={{ label: t('tryAgain'), onClick: onRetry }}
        secondary={{ label: t('reload'), onClick: () => location.reload() }}
      />
    </div>
  );
}
