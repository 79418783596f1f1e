import { Link } from '@tanstack/react-router';
import {
  IconBook2,
  IconBriefcase,
  IconCalendar,
  IconInbox,
  IconLayoutKanban,
  IconReceipt2,
  IconCalendarQuestion,
  IconRepeat,
  IconSettings,
  IconSpeakerphone,
  IconSun,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import { ModelBadge } from './model-badge.tsx';
import { useScreens } from '../screens.ts';
import { RailTip } from './rail-tip.tsx';
import classes from './frame.module.css';

const icons = {
  today: IconSun,
  inbox: IconInbox,
  pipeline: IconLayoutKanban,
  people: IconUsers,
  schedule: IconCalendar,
  jobs: IconBriefcase,
  plans: IconRepeat,
  bookings: IconCalendarQuestion,
  money: IconReceipt2,
  broadcasts: IconSpeakerphone,
  knowledge: IconBook2,
  settings: IconSettings,
};

/** The screens that are open to this member; the settings stand apart. At 1,100 px and below only their icons stay, with their names as tooltips. */
export function Rail() {
  const { t } = useTranslation('app');
  const screens = useScreens().filter(({ word }) => word !== 'settings');
  return (
    <nav className={classes.rail} aria-label={t('screens')}>
      <Brand />
      {screens.map(({ to, word }) => {
        const Icon = icons[word];
        return (
          <RailTip key={to} label={t(word)}>
            <Link to={to} className={classes.link} aria-label={t(word)}>
              <Icon size={18} stroke={1.5} />
              <span className={classes.word}>{t(word)}</span>
            </Link>
          </RailTip>
        );
      })}
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

// Every section of the settings is the screen "Settings".
const settingsActive = { exact: false, includeSearch: false };
