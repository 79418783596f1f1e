import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useRecord } from '#renderer/state/records.ts';
import { DropFile } from '../drop-file.tsx';
import { EarlierImports } from '../earlier-imports.tsx';
import classes from '../import.module.css';
import type { OpenedCalls } from '../reading/call-reader.ts';
import { Running } from '../running.tsx';
import type { Sent } from '../send-pieces.ts';
import { useUndoImport } from '../use-undo-import.ts';
import { EraseCalls } from './erase-calls.tsx';
import { type CallWork, useCallImport } from './use-call-import.ts';

/** From a phone's list of calls to the stories of those whom they were with. */
export function CallSteps() {
  const work = useCallImport();
  const { running, outcome, calls } = work;
  if (running !== undefined) return <Running running={running} onStop={work.stop} />;
  if (outcome !== undefined) return <Outcome work={work} outcome={outcome} />;
  if (calls !== undefined) return <Found work={work} calls={calls} />;
  return (
    <>
      <DropFile
        of="calls"
        accept=".xml,.csv,.tsv,.txt,.xlsx"
        reading={work.reading}
        wrong={work.wrong}
        onFile={(file) => ignore(work.choose(file))}
      />
      <EraseCalls />
      <EarlierImports of="calls" />
    </>
  );
}

function Found({ work, calls }: { work: CallWork; calls: OpenedCalls }) {
  const { t } = useTranslation('import');
  const left = (['unknown', 'several', 'unreadable'] as const).filter((key) => calls[key] > 0);
  return (
    <>
      <div className={classes.head}>
        <p className={classes.sum} aria-live="polite">
          {t('calls.known', { count: calls.known })}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={work.forget}>
            {t('chooseOther')}
          </Button>
          <Button disabled={calls.known === 0} onClick={() => ignore(work.start())}>
            {t('calls.start')}
          </Button>
        </div>
      </div>
      <p className={classes.muted}>{left.map((key) => t(`calls.${key}`, { count: calls[key] })).join(' ')}</p>
      <TextInput
        label={t('calls.phone')}
        description={t('calls.phoneHint')}
        value={work.phone}
        maxLength={60}
        maw={320}
        onChange={({ currentTarget }) => work.setPhone(currentTarget.value)}
      />
    </>
  );
}

function Outcome({ work, outcome: { id, counts, done, total } }: { work: CallWork; outcome: Sent }) {
  const { t } = useTranslation('import');
  const { busy, undo } = useUndoImport();
  const isUndone = useRecord('imports', id)?.undoneAt !== undefined;
  const words = [
    t('calls.made', { count: counts.made }),
    ...(counts.left > 0 ? [t('calls.left', { count: counts.left })] : []),
  ];
  return (
    <>
      <p className={classes.sum} aria-live="polite">
        {isUndone ? t('wasUndone') : words.join(' · ')}
      </p>
      {done < total && <p className={classes.muted}>{t('stoppedText', { done, total })}</p>}
      <div className={classes.buttons}>
        {!isUndone && (
          <Button variant="default" loading={busy !== undefined} onClick={() => ignore(undo(id, 'calls'))}>
            {t('undo')}
          </Button>
        )}
        <Button variant="subtle" onClick={work.forget}>
          {t('chooseOther')}
        </Button>
      </div>
    </>
  );
}
