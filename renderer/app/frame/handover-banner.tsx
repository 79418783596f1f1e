import { Link } from '@tanstack/react-router';
import { IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTeam } from '#renderer/state/team.ts';
import classes from './frame.module.css';

/** Above every screen of whoever has to decide about whose the business is to be. */
export function HandoverBanner() {
  const { t } = useTranslation('handover');
  const team = useTeam((state) => state.team);
  const handover = team?.stoppedBy === undefined ? team?.handover : undefined;
  const { side, answer, from, to } = handover ?? {};
  const isAsked = side === 'to' && (answer === 'open' || answer === 'outdated');
  const isTurn = side === 'from' && answer === 'agreed';
  return (
    <output>
      {(isAsked || isTurn) && (
        <div className={classes.bannerLine}>
          <IconUserCheck size={18} stroke={1.5} aria-hidden />
          <span className={classes.bannerWords}>{t(isAsked ? 'banner' : 'bannerAgreed', { from, to })}</span>
          <Link to="/settings/$section" params={{ section: 'team' }} className={classes.bannerLink}>
            {t('bannerMore')}
          </Link>
        </div>
      )}
    </output>
  );
}
