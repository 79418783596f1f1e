import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '#renderer/ui/index.ts';
import { screenAt } from '../screens.ts';

/** Stands for a screen until it is there: on the first visit its code and its words are read. */
export function ScreenOpening() {
  const { t } = useTranslation('app');
  const screen = screenAt(useLocation().pathname);
  return <PageSkeleton title={screen === undefined ? t('search') : t(screen.word)} />;
}
