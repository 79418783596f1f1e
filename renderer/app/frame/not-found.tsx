import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';

export function NotFound() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  return (
    <EmptyState
      title={t('notFound')}
      text={t('notFoundText')}
      action={{ label: t('goToInbox'), onClick: () => void navigate({ to: '/inbox' }) }}
    />
  );
}
