import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useRecord } from '#renderer/state/records.ts';
import { SaveReport } from './problems.tsx';
import type { Sent } from './send-pieces.ts';
import type { ImportWork } from './use-import.ts';
import { useUndoImport } from './use-undo-import.ts';
import classes from './import.module.css';

/** What an import has done, with one undo for all of it. */
export function Outcome({ work, outcome, onOpen }: { work: ImportWork; outcome: Sent; onOpen: () => void }) {
  const { t } = useTranslation('import');
  const { busy, undo } = useUndoImport();
  const isUndone = useRecord('imports', outcome.id)?.undoneAt !== undefined;
  const { counts, done, total } = outcome;
  const parts = (['made', 'filled', 'left'] as const)
    .filter((key) => counts[key] > 0 || key === 'made')
    .map((key) => t(`done_${key}`, { count: counts[key] }));
  for (const key of ['erased', 'refused'] as const) {
    const count = work.summary?.[key] ?? 0;
    if (count > 0) parts.push(t(`sum_${key}`, { count }));
  }
  return (
    <>
      <p className={classes.sum} aria-live="polite">
        {isUndone ? t('wasUndone') : parts.join(' · ')}
      </p>
      {done < total && <p className={classes.muted}>{t('stoppedText', { done, total })}</p>}
      <div className={classes.buttons}>
        <Button onClick={onOpen}>{t(`open_${work.of}`)}</Button>
        {!isUndone && (
          <Button
            variant="default"
            loading={busy !== undefined}
            onClick={() => ignore(undo(outcome.id, work.of))}
          >
            {t('undo')}
          </Button>
        )}
        <SaveReport work={work} />
        <Button variant="subtle" onClick={work.forget}>
          {t('chooseOther')}
        </Button>
      </div>
    </>
  );
}
