import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/index.ts';
import classes from './gate.module.css';

/** The vault's worker did not come up, so that there is nothing to show. */
export function StartFailed() {
  const { t } = useTranslation('app');
  return (
    <main className={classes.whole}>
      <EmptyState
        title={t('startFailed')}
        text={t('startFailedText')}
        action={{ label: t('reload'), onClick: () => location.reload() }}
      />
    </main>
  );
}
