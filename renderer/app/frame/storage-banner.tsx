import { Link } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import type { StorageStatus } from '#renderer/vault/api.ts';
import { useLasting } from '../use-lasting.ts';
import classes from './frame.module.css';

/** Above the screen, while nothing new can be stored on this computer: why, and what to do. It goes by itself. */
export function StorageBanner() {
  const { t } = useTranslation('app');
  const storage = useSession((session) => session.storage);
  const words = useWords(storage);
  const isShown = useLasting(words !== undefined);
  return (
    // It is there before its words are, so that they are read out when they come.
    <output>
      {isShown && (
        <div className={classes.bannerLine}>
          <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
          <span className={classes.bannerWords}>{words}</span>
          <Link to="/settings/$section" params={{ section: 'health' }} className={classes.bannerLink}>
            {t('storageMore')}
          </Link>
        </div>
      )}
    </output>
  );
}

/** The problem in its words; where a change waits it is said that it does, as nothing else was changed then. */
function useWords(storage: StorageStatus | undefined): string | undefined {
  const { t } = useTranslation('app');
  const { locale } = useFormat();
  if (storage === undefined) return undefined;
  const { problem, isWaiting, disk } = storage;
  if (isWaiting && problem?.code === 'disk.full')
    return t('storageWaitsForRoom', { left: formatBytes(disk?.freeBytes ?? 0, locale) });
  if (isWaiting) return t('storageWaits');
  return problem && [problem.message, problem.remedy].filter(Boolean).join(' ');
}
