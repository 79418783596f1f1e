import { Link } from '@tanstack/react-router';
import { IconBriefcase, IconInbox, IconReceipt2, IconSettings, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import { ModelBadge } from './model-badge.tsx';
import { RailTip } from './rail-tip.tsx';
import classes from './frame.module.css';

const rooms = [
  { to: '/inbox', word: 'inbox', Icon: IconInbox },
  { to: '/people', word: 'people', Icon: IconUsers },
  { to: '/jobs', word: 'jobs', Icon: IconBriefcase },
  { to: '/money', word: 'money', Icon: IconReceipt2 },
] as const;

/** The rooms. At 1,100 px and below only their icons stay, with their names as tooltips. */
export function Rail() {
  const { t } = useTranslation('app');
  return (
    <nav className={classes.rail} aria-label={t('rooms')}>
      <Brand />
      {rooms.map(({ to, word, Icon }) => (
        <RailTip key={to} label={t(word)}>
          <Link to={to} className={classes.link} aria-label={t(word)}>
            <Icon size={18} stroke={1.5} />
            <span className={classes.word}>{t(word)}</span>
          </Link>
        </RailTip>
      ))}
      <div className={classes.spring} />
      <ModelBadge />
      <RailTip label={t('settings')}>
        <Link
          to="/settings/$section"
          params={{ section: 'business' }}
          className={classes.link}
          activeOptions={settingsActive}
          aria-label={t('settings')}
        >
          <IconSettings size={18} stroke={1.5} />
          <span className={classes.word}>{t('settings')}</span>
        </Link>
      </RailTip>
    </nav>
  );
}

// Every section of the settings is the room "Settings".
const settingsActive = { exact: false, includeSearch: false };
