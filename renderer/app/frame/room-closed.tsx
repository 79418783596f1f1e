import { useNavigate } from '@tanstack/react-router';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { firstRoom, type Room } from '../rooms.ts';

/** Says why a room that was opened by its address is not shown. */
export function RoomClosed({ room }: { room: Room }) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const { to, word } = firstRoom();
  return (
    <Page title={t(room.word)}>
      <EmptyState
        icon={<IconLock size={28} stroke={1.5} />}
        title={t('roomClosed', { room: t(room.word) })}
        text={t('roomClosedText')}
        action={{ label: t('goTo', { room: t(word) }), onClick: () => void navigate({ to }) }}
      />
    </Page>
  );
}
