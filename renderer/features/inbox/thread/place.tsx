import { useState } from 'react';
import { Anchor } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import { Attachment } from './attachment.tsx';
import { readLocation } from './content.ts';

/** A map that asks for no account. The place goes to it only after the owner has agreed. */
const mapSite = 'www.openstreetmap.org';

/** A place: its name, address and coordinates, and a map outside that is asked about first. */
export function Place({ message }: { message: Message }) {
  const { t } = useTranslation(['media', 'inbox']);
  const [asking, setAsking] = useState(false);
  const { latitude, longitude, name, address } = readLocation(message.content);
  const point = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const openMap = () => {
    setAsking(false);
    if (point !== undefined) window.open(mapAddress(point), '_blank', 'noopener,noreferrer');
  };
  return (
    <Attachment Sign={IconMapPin} title={name ?? t('inbox:type.location')}>
      {address !== undefined && <span>{address}</span>}
      {point !== undefined && (
        <>
          {address === undefined && (
            <span className="tabular">{`${point.latitude}, ${point.longitude}`}</span>
          )}
          <span>
            <Anchor component="button" type="button" size="sm" onClick={() => setAsking(true)}>
              {t('openMap')}
            </Anchor>
          </span>
          <ConfirmDialog
            opened={asking}
            title={t('openMapTitle')}
            confirmLabel={t('openMapConfirm')}
            onConfirm={openMap}
            onCancel={() => setAsking(false)}
          >
            {t('openMapText', { site: mapSite })}
          </ConfirmDialog>
        </>
      )}
    </Attachment>
  );
}

function mapAddress({ latitude, longitude }: { latitude: number; longitude: number }): string {
  return `https://${mapSite}/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
