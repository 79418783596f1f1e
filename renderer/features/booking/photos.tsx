import { useState } from 'react';
import { Loader, UnstyledButton } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StoredFile } from '#shared/domain/attachment.ts';
import { useFile } from '#renderer/state/files/use-file.ts';
import { Dialog } from '#renderer/ui/index.ts';
import classes from './booking.module.css';

/** What a customer has shown; each opens large. */
export function Photos({ bookingId, photos }: { bookingId: string; photos: readonly StoredFile[] }) {
  const { t } = useTranslation('bookings');
  const [open, setOpen] = useState<number>();
  return (
    <>
      <ul className={classes.photos}>
        {photos.map(({ blob }, index) => (
          <li key={blob}>
            <UnstyledButton aria-label={t('openPhoto', { number: index + 1 })} onClick={() => setOpen(index)}>
              <Photo bookingId={bookingId} index={index} className={classes.small} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Dialog
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={t('photo', { number: (open ?? 0) + 1 })}
        size="xl"
      >
        {open !== undefined && <Photo bookingId={bookingId} index={open} className={classes.large} />}
      </Dialog>
    </>
  );
}

/** It may still be on its way: the request comes first. */
function Photo(props: { bookingId: string; index: number; className: string | undefined }) {
  const { bookingId, index, className } = props;
  const { t } = useTranslation('bookings');
  const [isUnknown, setUnknown] = useState(false);
  const shown = useFile({ bookingId, index });
  if (shown === undefined) return <Loader size="xs" />;
  if (!shown.ok || isUnknown)
    return (
      <span className={classes.none}>
        <IconPhotoOff size={24} stroke={1.5} aria-hidden /> {t('photoMissing')}
      </span>
    );
  const alt = t('photo', { number: index + 1 });
  return <img className={className} src={shown.value.url} alt={alt} onError={() => setUnknown(true)} />;
}
