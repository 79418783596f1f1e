import { Link } from '@tanstack/react-router';
import { Tooltip } from '@mantine/core';
import {
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconDeviceDesktopCheck,
  IconDeviceFloppy,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import type { SyncStatus } from '#renderer/vault/api.ts';
import classes from './frame.module.css';

type Words =
  | 'syncWaiting'
  | 'syncNone'
  | 'syncOffline'
  | 'syncConnecting'
  | 'syncDevice'
  | 'syncSent'
  | 'syncStored';

const looks = {
  syncWaiting: { Icon: IconDeviceFloppy, tone: 'warn' },
  syncNone: { Icon: IconDeviceDesktopCheck, tone: 'neutral' },
  syncOffline: { Icon: IconCloudOff, tone: 'warn' },
  syncConnecting: { Icon: IconCloudUp, tone: 'neutral' },
  syncDevice: { Icon: IconCloudUp, tone: 'warn' },
  syncSent: { Icon: IconCloudUp, tone: 'neutral' },
  syncStored: { Icon: IconCloudCheck, tone: 'good' },
} as const;

/** How far the owner's work has got: *not stored yet · on this device · sent · stored*; hovering says it in a sentence. */
export function SyncState() {
  const { t } = useTranslation('app');
  const sync = useSession((session) => session.sync);
  const isWaiting = useSession(({ storage }) => storage?.isWaiting === true);
  const words = isWaiting ? 'syncWaiting' : wordsFor(sync);
  const { Icon, tone } = looks[words];
  const hint = [t(`${words}Hint`), isWaiting ? undefined : sync.problem].filter(Boolean).join(' ');
  const section = isWaiting ? 'health' : 'relay';
  return (
    <Tooltip label={hint} multiline w={280}>
      <Link to="/settings/$section" params={{ section }} className={classes.sync} data-tone={tone}>
        <Icon size={18} stroke={1.5} aria-hidden />
        <output aria-label={t('syncLabel')}>{t(words)}</output>
      </Link>
    </Tooltip>
  );
}

function wordsFor({ connection, reach }: SyncStatus): Words {
  if (connection === 'none') return 'syncNone';
  if (connection === 'offline') return 'syncOffline';
  if (connection === 'connecting') return 'syncConnecting';
  return reach === 'stored' ? 'syncStored' : reach === 'sent' ? 'syncSent' : 'syncDevice';
}
