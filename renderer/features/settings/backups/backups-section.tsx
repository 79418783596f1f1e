import { useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { readChosenFile, useBackups } from '#renderer/state/backups.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { EmptyState, Section } from '#renderer/ui/index.ts';
import type { BackupSource } from '#renderer/vault/backup/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { BackupList } from './backup-list.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { useBackupList } from './use-backup-list.ts';
import settings from '../settings.module.css';
import classes from './backups.module.css';

/** The kept backups, a new one, a copy elsewhere, and the way back. */
export function BackupsSection() {
  const { t } = useTranslation('backups');
  const { list, lookAgain } = useBackupList();
  const failing = useBackups((state) => state.problem);
  const [source, setSource] = useState<BackupSource>();
  return (
    <div className={settings.wide}>
      <Section title={t('title')} hint={t('hint')}>
        {failing !== undefined && <Failing problem={failing} />}
        <Actions onMade={lookAgain} onFile={(bytes) => setSource({ bytes })} />
        {list?.ok === false && <ProblemText problem={list.error} />}
        {list?.ok === true && list.value.length === 0 && (
          <EmptyState title={t('empty')} text={t('emptyText')} />
        )}
        {list?.ok === true && list.value.length > 0 && (
          <BackupList entries={list.value} onRestore={({ name }) => setSource({ name })} />
        )}
        <p className={classes.note}>{t('copyHint')}</p>
      </Section>
      {source !== undefined && (
        <RestoreDialog
          source={source}
          onClose={() => {
            setSource(undefined);
            lookAgain();
          }}
        />
      )}
    </div>
  );
}

function Failing({ problem }: { problem: Problem }) {
  const { t } = useTranslation('backups');
  return (
    <div className={classes.failing}>
      {t('failing')}
      <ProblemText problem={problem} />
    </div>
  );
}

function Actions({ onMade, onFile }: { onMade: () => void; onFile: (bytes: Uint8Array) => void }) {
  const { t } = useTranslation('backups');
  const [busy, setBusy] = useState<'now' | 'copy'>();

  async function backUp() {
    setBusy('now');
    const made = await vault().backUpNow();
    setBusy(undefined);
    if (!made.ok) return showProblem(made.error);
    showDone(t('made'));
    onMade();
  }

  async function saveCopy() {
    setBusy('copy');
    const copy = await vault().backupCopy();
    setBusy(undefined);
    if (!copy.ok) return showProblem(copy.error);
    offerFile(copy.value.name, new Blob([copy.value.bytes]));
    showDone(t('copied'));
  }

  async function choose(file: File | null) {
    if (file === null) return;
    const bytes = await readChosenFile(file);
    if (bytes.ok) onFile(bytes.value);
    else showProblem(bytes.error);
  }

  return (
    <div className={classes.actions}>
      <Button loading={busy === 'now'} onClick={() => ignore(backUp())}>
        {t('now')}
      </Button>
      <Button variant="default" loading={busy === 'copy'} onClick={() => ignore(saveCopy())}>
        {t('copy')}
      </Button>
      <FileButton accept=".plumbline" onChange={(file) => ignore(choose(file))}>
        {(props) => (
          <Button variant="default" {...props}>
            {t('fromFile')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
