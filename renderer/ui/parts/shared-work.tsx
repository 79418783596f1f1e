import { Avatar, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './shared-work.module.css';

/** Who else has this open. Nothing where nobody has. */
export function PeopleHere({ names }: { names: string[] }) {
  const { t } = useTranslation('ui');
  if (names.length === 0) return null;
  return (
    <Avatar.Group spacing={6} className={classes.people}>
      {names.map((name) => (
        <Tooltip key={name} label={t('isHere', { name })}>
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- initials, not a file */}
          <Avatar size={24} name={name} color="initials" role="img" aria-label={t('isHere', { name })} />
        </Tooltip>
      ))}
    </Avatar.Group>
  );
}

/** For what is on this device only. It shows itself after a moment: what is sent at once needs no mark. */
export function OnThisDevice({ when }: { when: boolean }) {
  const { t } = useTranslation('ui');
  if (!when) return null;
  return (
    <Tooltip label={t('onThisDeviceHint')} multiline w={240}>
      <span className={classes.pending}>
        <IconClock size={14} stroke={1.5} aria-hidden />
        <VisuallyHidden>{t('onThisDevice')}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
