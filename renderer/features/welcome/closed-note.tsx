import { useTranslation } from 'react-i18next';
import { useClosing } from '#renderer/state/closing.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './welcome.module.css';

/** On the locked screen: that the business is closed, and when it goes from this computer. */
export function ClosedNote() {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const closing = useClosing((state) => state.closing);
  if (closing === undefined) return null;
  return (
    <section className={classes.still} aria-label={t('closedTitle')}>
      <p className={classes.stillTitle}>{t('closedAt', { when: format.full(closing.at) })}</p>
      <p className={classes.text}>
        {t(closing.closesAt > closing.at ? 'locked_until' : 'locked_goes', {
          when: format.full(closing.removeAt),
        })}
      </p>
    </section>
  );
}
