import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '#renderer/ui/index.ts';
import { roomAt } from '../rooms.ts';

/** Stands for a room until it is there: on the first visit its code and its words are read. */
export function RoomOpening() {
  const { t } = useTranslation('app');
  const room = roomAt(useLocation().pathname);
  return <PageSkeleton title={room === undefined ? t('search') : t(room.word)} />;
}
