import { Button, Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Progress } from './use-import.ts';
import classes from './import.module.css';

/** How far an import is, and its end before the end. */
export function Running({ running, onStop }: { running: Progress; onStop: () => void }) {
  const { t } = useTranslation('import');
  const { done, total, isStopping } = running;
  const words = t('running', { done, total });
  return (
    <>
      <p className={classes.sum}>{words}</p>
      <Bar value={(done / Math.max(1, total)) * 100} aria-label={words} transitionDuration={0} />
      <div className={classes.buttons}>
        <Button variant="default" disabled={isStopping} onClick={onStop}>
          {t(isStopping ? 'stopping' : 'stop')}
        </Button>
      </div>
    </>
  );
}
