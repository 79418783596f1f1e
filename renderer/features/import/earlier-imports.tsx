import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Import, undoMilliseconds } from '#shared/domain/import.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { useUndoImport } from './use-undo-import.ts';
import classes from './import.module.css';

/** What was brought in before, each to be taken back as a whole. */
export function EarlierImports({ of }: { of: Import['what'] }) {
  const { t } = useTranslation('import');
  const { dayAndTime } = useFormat();
  const { busy, undo } = useUndoImport();
  const [now] = useState(Date.now);
  const imports = useRecords('imports')
    .filter(({ what }) => what === of)
    .toSorted((a, b) => b.at - a.at);
  if (imports.length === 0) return null;
  return (
    <Section title={t('earlier')} hint={t('earlierHint')}>
      <ul className={classes.earlier}>
        {imports.map(({ id, fileName, at, counts, undoneAt }) => (
          <li key={id}>
            <span className={classes.fileName}>{fileName}</span>
            <span className={classes.samples}>{dayAndTime(at)}</span>
            <span className={classes.samples}>{t('done_made', { count: counts.made })}</span>
            {undoneAt === undefined && at + undoMilliseconds > now ? (
              <Button
                size="xs"
                variant="default"
                loading={busy === id}
                aria-label={`${t('undo')}: ${fileName}`}
                onClick={() => ignore(undo(id, of))}
              >
                {t('undo')}
              </Button>
            ) : (
              <span className={classes.samples}>{undoneAt !== undefined && t('wasUndone')}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
