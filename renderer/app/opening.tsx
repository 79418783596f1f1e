import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { PlumbBob } from '#renderer/ui/index.ts';
import { useLasting } from './use-lasting.ts';
import classes from './gate.module.css';

/** Before it is known what is here; where one copy of the data is filled from the other, how far that is. */
export function Opening() {
  const { t } = useTranslation('app');
  const progress = useSession(({ storage }) => storage?.progress);
  const isShown = useLasting(progress !== undefined);
  return (
    <output className={classes.opening}>
      <PlumbBob size={40} />
      {isShown ? (
        <span className={classes.mending}>
          {t('mending')}
          <progress className={classes.progress} aria-label={t('mendingProgress')} max={1} value={progress} />
        </span>
      ) : (
        <span className="visually-hidden">{t('opening')}</span>
      )}
    </output>
  );
}
