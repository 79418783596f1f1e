import { useNavigate } from '@tanstack/react-router';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { firstScreen, type Screen } from '../screens.ts';

/** Says why a screen that was opened by its address is not shown. */
export function ScreenClosed({ screen }: { screen: Screen }) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { to, word } = firstScreen();
  return (
    <Page title={t(screen.word)}>
      <EmptyState
        icon={<IconLock size={28} stroke={1.5} />}
        title={t('screenClosed', { screen: t(screen.word) })}
        text={t('screenClosedText')}
        action={{ label: t('goTo', { screen: t(word) }), onClick: () => void navigate({ to }) }}
      />
    </Page>
  );
}
