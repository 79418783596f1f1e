import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { firstScreen } from '../screens.ts';
import { EmptyState } from '#renderer/ui/index.ts';

export function NotFound() {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { to, word } = firstScreen();
  return (
    <EmptyState
      title={t('notFound')}
      text={t('notFoundText')}
      action={{ label: t('goTo', { screen: t(word) }), onClick: () => void navigate({ to }) }}
    />
  );
}
