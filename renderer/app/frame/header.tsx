import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconMessageQuestion, IconPhone, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Shortcut, shortcutText } from '#renderer/ui/index.ts';
import { useAccess } from '#renderer/state/session.ts';
import { SyncState } from './sync-state.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import classes from './frame.module.css';

interface HeaderProps {
  /** Receives the element into which the open page puts its title. */
  titleSlot: (element: HTMLElement | null) => void;
  onSearch: () => void;
  onAsk: () => void;
  onCall: () => void;
  onLock: () => void;
}

export function Header({ titleSlot, onSearch, onAsk, onCall, onLock }: HeaderProps) {
  const { t } = useTranslation('app');
  const takesCalls = useAccess('people') === 'write';
  return (
    <header className={classes.header}>
      <div ref={titleSlot} className={classes.title} />
      <button type="button" className={classes.search} title={t('searchOrDo')} onClick={onSearch}>
        <IconSearch size={18} stroke={1.5} />
        <span>{t('searchOrDo')}</span>
        <Shortcut keys="mod+K" />
      </button>
      <div className={classes.tools}>
        <SyncState />
        {takesCalls && (
          <Tooltip label={`${t('takeCall')} (${shortcutText('mod+N')})`}>
            <ActionIcon onClick={onCall} aria-label={t('takeCall')}>
              <IconPhone size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={`${t('askAssistant')} (${shortcutText('mod+J')})`}>
          <ActionIcon onClick={onAsk} aria-label={t('askAssistant')}>
            <IconMessageQuestion size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <ThemeSwitch />
        <Tooltip label={t('lockNow')}>
          <ActionIcon onClick={onLock} aria-label={t('lockNow')}>
            <IconLock size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}
