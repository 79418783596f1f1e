import { Link } from '@tanstack/react-router';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClosing } from '#renderer/state/closing.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './frame.module.css';

/** Above every screen of a business that its owner has closed. */
export function ClosedBanner() {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const closing = useClosing((state) => state.closing);
  return (
    <output>
      {closing !== undefined && (
        <div className={classes.bannerLine}>
          <IconLock size={18} stroke={1.5} aria-hidden />
          <span className={classes.bannerWords}>{t('banner', { when: format.full(closing.removeAt) })}</span>
          <Link to="/settings/$section" params={{ section: 'closing' }} className={classes.bannerLink}>
            {t('bannerMore')}
          </Link>
        </div>
      )}
    </output>
  );
}
